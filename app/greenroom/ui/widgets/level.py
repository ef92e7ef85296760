"""A level meter: how loud it is just now, as a row of lights."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme.look import color

_SEGMENTS = 32
_GAP = 3.0
_HOT = 0.95  # from here on it is too loud
_FALL = 0.03  # of the meter per frame: lights rise at once and fall slowly
_FRAME_MS = 33


class Level(QWidget):
    """Rises at once and falls softly; the highest light stays a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(120, 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Loudness")
        self._wanted = 0.0
        self._shown = 0.0
        self._peak = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._fall)

    @property
    def share(self) -> float:
        """How much of it is lit, 0…1."""
        return self._shown

    def sizeHint(self) -> QSize:
        """Flat and wide."""
        return QSize(240, 14)

    def show_level(self, dbfs: float) -> None:
        """So loud it is now, in dBFS."""
        from greenroom.speech.level import meter  # brings numpy, which the window can do without

        self._wanted = meter(dbfs)
        self._shown = max(self._shown, self._wanted)
        self._peak = max(self._peak, self._shown)
        if not self._timer.isActive():
            self._timer.start()
        self.update()

    def rest(self) -> None:
        """Nobody is heard any more."""
        self._wanted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """One rounded bar per light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() + _GAP) / _SEGMENTS - _GAP
        for index in range(_SEGMENTS):
            painter.setBrush(color(self._role(index)))
            left = index * (width + _GAP)
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), 2, 2)

    def _role(self, index: int) -> str:
        here = (index + 1) / _SEGMENTS
        lit = here <= self._shown or (self._peak > 0 and abs(here - self._peak) < 1 / _SEGMENTS)
        if not lit:
            return "line"
        return "bad" if here >= _HOT else "voice"

    def _fall(self) -> None:
        self._shown = max(self._wanted, self._shown - _FALL)
        self._peak = max(self._shown, self._peak - _FALL / 3)
        if self._shown == self._peak == self._wanted:
            self._timer.stop()
        self.update()
