"""The sound of the interview as it happens: a band of bars that drifts from right to left."""

from collections import deque
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.speech.level import FLOOR_DBFS, meter
from greenroom.ui.theme import motion
from greenroom.ui.theme.look import color

Whose = Literal["voice", "hush"]
"""The candidate's bars, the interviewer's."""

BAR_SECONDS = 0.06
_PITCH = 6.0  # from one bar to the next, in device-independent pixels
_BAR = 3.0
_LEAST = 3.0  # height of silence
_QUIETEST_DBFS = -55.0
_FADE = 0.22  # of the width, in which old bars fade away
_MOST_BARS = 400  # as many as the widest window shows


class LiveWave(QWidget):
    """Each bar is the loudest moment of BAR_SECONDS; the newest one grows at the right edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Sound")
        self._bars: deque[tuple[float, Whose]] = deque(maxlen=_MOST_BARS)
        self._growing = FLOOR_DBFS
        self._age = 0.0  # of the growing bar, in seconds
        self._whose: Whose = "voice"

    @property
    def bars(self) -> int:
        """How many bars there are."""
        return len(self._bars)

    def sizeHint(self) -> QSize:
        """Wide and flat."""
        return QSize(480, 56)

    def show_level(self, dbfs: float, whose: Whose) -> None:
        """So loud it is just now."""
        self._growing = dbfs if whose != self._whose else max(self._growing, dbfs)
        self._whose = whose

    def advance(self, seconds: float) -> None:
        """Time has passed."""
        self._age += seconds
        whole = int(self._age / BAR_SECONDS)
        for _ in range(min(whole, _MOST_BARS)):
            share = meter(self._growing, quietest=_QUIETEST_DBFS)
            self._bars.append((share, self._whose))
            self._growing = FLOOR_DBFS
        self._age -= whole * BAR_SECONDS
        if whole or not motion.reduced():
            self.update()

    def clear(self) -> None:
        """An empty band."""
        self._bars.clear()
        self._growing, self._age = FLOOR_DBFS, 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """All bars that are to be seen, the newest first."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = {whose: color(whose) for whose in ("voice", "hush")}
        drift = 0.0 if motion.reduced() else self._age / BAR_SECONDS * _PITCH
        right, middle = self.width() - _BAR - drift, self.height() / 2
        for place, (share, whose) in enumerate(reversed(self._bars)):
            left = right - place * _PITCH
            if left < -_BAR:
                break
            height = max(_LEAST, share * self.height())
            painter.setBrush(self._faded(colors[whose], left))
            bar = QRectF(left, middle - height / 2, _BAR, height)
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _faded(self, full: QColor, left: float) -> QColor:
        share = left / (self.width() * _FADE)
        if share >= 1:
            return full
        faded = QColor(full)
        faded.setAlphaF(max(0.0, share))
        return faded
