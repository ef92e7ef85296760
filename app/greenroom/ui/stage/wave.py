"""The sound of the interview as it happens: a band of bars that drifts from right to left."""

from collections import deque
from itertools import count, islice
from typing import Literal

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.speech.level import FLOOR_DBFS, meter
from greenroom.ui.theme import motion
from greenroom.ui.theme.look import color

Whose = Literal["voice", "hush"]
"""The candidate's bars, the interviewer's."""

_ROLES: tuple[Whose, ...] = ("voice", "hush")

BAR_SECONDS = 0.06
_PITCH = 6.0  # from one bar to the next, in device-independent pixels
_BAR = 3.0
_DOT = 0.01  # a line of no length at all would not be drawn
_QUIETEST_DBFS = -55.0
_FADE = 0.22  # of the width, in which old bars fade away
_MOST_BARS = 400  # as many as the widest window shows


class LiveWave(QWidget):
    """A band of bars, each the loudest moment of BAR_SECONDS; the newest grows at the right."""

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
        """Return how many bars there are."""
        return len(self._bars)

    def sizeHint(self) -> QSize:
        """Return a wide and flat size."""
        return QSize(480, 56)

    def show_level(self, dbfs: float, whose: Whose) -> None:
        """Let the newest bar grow to this level."""
        self._growing = dbfs if whose != self._whose else max(self._growing, dbfs)
        self._whose = whose

    def advance(self, seconds: float) -> None:
        """Move on by this many seconds."""
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
        """Clear the band."""
        self._bars.clear()
        self._growing, self._age = FLOOR_DBFS, 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all bars that can be seen, in two strokes of the pen.

        Not bar by bar: each call into Qt lets go of Python's lock, and while words are being
        recognized it may take milliseconds to get it back.
        """
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for whose in _ROLES:
            if lines := self._lines(whose):
                painter.setPen(self._pen(whose))
                painter.drawLines(lines)

    def _lines(self, whose: Whose) -> list[QLineF]:
        drift = 0.0 if motion.reduced() else self._age / BAR_SECONDS * _PITCH
        right, middle = self.width() - _BAR - drift, self.height() / 2
        tallest = self.height() - _BAR  # the pen adds its round ends
        bars = islice(reversed(self._bars), int(right / _PITCH) + 1)
        return [
            QLineF(x, middle - share * tallest / 2, x, middle + share * tallest / 2 + _DOT)
            for x, (share, by) in zip(count(right, -_PITCH), bars, strict=False)
            if by == whose
        ]

    def _pen(self, whose: Whose) -> QPen:
        """Return a pen that lets old bars fade away at the left."""
        full = color(whose)
        clear = QColor(full)
        clear.setAlpha(0)
        fading = QLinearGradient(0, 0, self.width() * _FADE, 0)
        fading.setColorAt(0, clear)
        fading.setColorAt(1, full)
        return QPen(QBrush(fading), _BAR, c=Qt.PenCapStyle.RoundCap)
