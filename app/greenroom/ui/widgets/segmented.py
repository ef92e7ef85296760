"""A segmented control: a few choices side by side, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import fonts, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, SMALL_RADIUS, Type

Choice = tuple[str, str]
"""Its value and its text."""

_INSET = 3
_PADDING = 16


class Segmented(QWidget):
    """Choices side by side; arrow keys move between them."""

    chosen = Signal(str)
    """The value, when the user chose another one."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._index = 0
        self._place = 0.0  # of the thumb, in segments; glides behind the index
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._choices[self._index][0]

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(value for value, _ in self._choices)

    def set_value(self, value: str) -> None:
        """Show this choice, without a signal."""
        if value in self.values and value != self.value:
            self._move(self.values.index(value))

    def sizeHint(self) -> QSize:
        """All segments as wide as the widest."""
        return QSize(self._width() * len(self._choices) + 2 * _INSET, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        place = int((event.position().x() - _INSET) / self._segment())
        self._choose(min(len(self._choices) - 1, max(0, place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if (key := Qt.Key(event.key())) in step:
            self._choose(min(len(self._choices) - 1, max(0, self._index + step[key])))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track, the thumb, the texts, and a ring around it all while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        painter.setFont(fonts.font(Type.SMALL))
        for index, (_, text) in enumerate(self._choices):
            chosen = index == self._index
            painter.setPen(color("text" if chosen and self.isEnabled() else "muted"))
            painter.drawText(self._rectangle(index), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_track(self, painter: QPainter) -> None:
        focus = self.hasFocus()
        painter.setPen(QPen(color("accent" if focus else "edge"), 2 if focus else 1))
        painter.setBrush(color("sunken"))
        half = 1.0 if focus else 0.5
        whole = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(whole, SMALL_RADIUS, SMALL_RADIUS)
        painter.setPen(QPen(color("edge"), 1))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(self._rectangle(self._place), SMALL_RADIUS - 2, SMALL_RADIUS - 2)

    def _rectangle(self, index: float) -> QRectF:
        width = self._segment()
        return QRectF(_INSET + index * width, _INSET, width, self.height() - 2 * _INSET)

    def _segment(self) -> float:
        return (self.width() - 2 * _INSET) / len(self._choices)

    def _width(self) -> int:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(text) for _, text in self._choices) + 2 * _PADDING

    def _choose(self, index: int) -> None:
        if index != self._index:
            self._move(index)
            self.chosen.emit(self.value)

    def _move(self, index: int) -> None:
        before, self._index = self._place, index

        def step(share: float) -> None:
            self._place = before + (index - before) * share
            self.update()

        motion.glide(self, step, motion.QUICK)
