"""A segmented control: a few choices side by side, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from greenroom.ui.theme import fonts, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, SMALL_RADIUS, Type

Choice = tuple[str, str]
"""Its value and its text."""

_INSET = 3
_PADDING = 16


class Segmented(QWidget):
    """Choices side by side; arrow keys move between them, as between any radio buttons."""

    chosen = Signal(str)
    """The value, when the user chose another one."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._values = tuple(value for value, _ in choices)
        self._segments = [Segment(text) for _, text in choices]
        self._value = self._values[0]
        self._place = 0.0  # of the thumb, in segments; glides behind the choice
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._segments[0].setChecked(True)
        self.setFocusProxy(self._segments[0])

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen."""
        return self._values

    def set_value(self, value: str) -> None:
        """Show this choice, without a signal."""
        if value in self._values and value != self._value:
            self._value = value
            self._segments[self._values.index(value)].setChecked(True)
            self._glide()

    def setAccessibleName(self, name: str) -> None:
        """What a screen reader says of the choice as a whole, and of each part."""
        super().setAccessibleName(name)
        for segment in self._segments:
            segment.setAccessibleDescription(name)

    def sizeHint(self) -> QSize:
        """All segments as wide as the widest."""
        metrics = QFontMetrics(fonts.font(Type.SMALL))
        widest = max(metrics.horizontalAdvance(segment.text()) for segment in self._segments)
        width = (widest + 2 * _PADDING) * len(self._segments) + 2 * _INSET
        return QSize(width, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track, the thumb on it, and a ring around it all while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = any(segment.hasFocus() for segment in self._segments)
        painter.setPen(QPen(color("accent" if focus else "edge"), 2 if focus else 1))
        painter.setBrush(color("sunken"))
        half = 1.0 if focus else 0.5
        whole = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(whole, SMALL_RADIUS, SMALL_RADIUS)
        width = (self.width() - 2 * _INSET) / len(self._segments)
        thumb = QRectF(_INSET + self._place * width, _INSET, width, self.height() - 2 * _INSET)
        painter.setPen(QPen(color("edge"), 1))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(thumb, SMALL_RADIUS - 2, SMALL_RADIUS - 2)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(0)
        for value, segment in zip(self._values, self._segments, strict=True):
            segment.clicked.connect(lambda _=False, value=value: self._choose(value))
            segment.focus_changed.connect(self.update)
            row.addWidget(segment, 1)

    def _choose(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._glide()
            self.chosen.emit(value)

    def _glide(self) -> None:
        before, after = self._place, self._values.index(self._value)
        self.setFocusProxy(self._segments[after])

        def step(share: float) -> None:
            self._place = before + (after - before) * share
            self.update()

        motion.glide(self, step, motion.QUICK)


class Segment(QRadioButton):
    """Only a text; what is chosen is shown by the thumb behind it."""

    focus_changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is drawn around the whole control."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text in the middle."""
        painter = QPainter(self)
        painter.setFont(fonts.font(Type.SMALL))
        painter.setPen(color("text" if self.isChecked() and self.isEnabled() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
