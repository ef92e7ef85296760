"""One choice out of several: side by side, or in a list that drops down."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QRadioButton, QSizePolicy, QWidget

from greenroom.ui.theme import fonts, icons, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, SMALL_RADIUS, Type
from greenroom.ui.widgets.button import Button

Choice = tuple[str, str]
"""Its value and its text."""

_INSET = 3
_PADDING = 16
_ARROW = 18


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
        """Return what is chosen."""
        return self._value

    @property
    def values(self) -> tuple[str, ...]:
        """Return what can be chosen."""
        return self._values

    def set_value(self, value: str) -> None:
        """Show this choice, without a signal."""
        if value in self._values and value != self._value:
            self._value = value
            self._segments[self._values.index(value)].setChecked(True)
            self._glide()

    def setAccessibleName(self, name: str) -> None:
        """Name the choice as a whole, and each part, for screen readers."""
        super().setAccessibleName(name)
        for segment in self._segments:
            segment.setAccessibleDescription(name)

    def sizeHint(self) -> QSize:
        """Return room for all segments, each as wide as the widest."""
        metrics = QFontMetrics(fonts.font(Type.SMALL))
        widest = max(metrics.horizontalAdvance(segment.text()) for segment in self._segments)
        width = (widest + 2 * _PADDING) * len(self._segments) + 2 * _INSET
        return QSize(width, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: it does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a track, the thumb on it, and a ring around it all while it has the focus."""
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
        """Tell whether this is on the segment: all of it can be clicked."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the ring be drawn around the whole control."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the ring go."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in the middle."""
        painter = QPainter(self)
        painter.setFont(fonts.font(Type.SMALL))
        painter.setPen(color("text" if self.isChecked() and self.isEnabled() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Select(Button):
    """What is chosen, and a menu of all choices that opens by click, Space or Enter."""

    chosen = Signal(str)
    """The value, when the user chose another one."""

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.setProperty("field", "select")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choices: tuple[Choice, ...] = ()
        self._value = ""
        self.set_choices(choices)
        self.clicked.connect(self.open)

    @property
    def value(self) -> str:
        """Return what is chosen."""
        return self._value

    def set_choices(self, choices: Sequence[Choice], value: str | None = None) -> None:
        """Offer other choices, without a signal; the first is chosen unless `value` is another."""
        self._choices = tuple(choices)
        values = [value for value, _ in self._choices]
        choice = self._value if value is None else value
        self._value = choice if choice in values or not values else values[0]
        self._say()

    def set_value(self, value: str) -> None:
        """Show this choice, without a signal."""
        self._value = value
        self._say()

    def open(self) -> None:
        """Drop the list down."""
        menu = self._menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def sizeHint(self) -> QSize:
        """Return room for the longest choice, within reason."""
        widths = [self.fontMetrics().horizontalAdvance(text) for _, text in self._choices]
        return QSize(min(360, max(widths, default=80)) + 28 + _ARROW + 8, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow size: what does not fit is shortened."""
        return QSize(120, CONTROL_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Up and Down without opening; open by Enter."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._choices:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button as its style draws it, with the chosen text and an arrow on top."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(color("text" if self.isEnabled() else "muted"))
        inside = self.rect().adjusted(12, 0, -_ARROW - 14, 0)
        text = self.fontMetrics().elidedText(
            self._text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        arrow = QRect(self.width() - _ARROW - 10, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        painter.drawPixmap(arrow, icons.pixmap("down", "muted", _ARROW, self.devicePixelRatioF()))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setMinimumWidth(self.width())
        group = QActionGroup(menu)
        for value, text in self._choices:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            if value == self._value:
                action.setIcon(icons.icon("check", "accent"))
            action.triggered.connect(lambda _=False, value=value: self._choose(value))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _step(self, step: int) -> None:
        values = [value for value, _ in self._choices]
        now = values.index(self._value) if self._value in values else 0
        self._choose(values[min(len(values) - 1, max(0, now + step))])

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)

    def _text(self) -> str:
        return dict(self._choices).get(self._value, self._value)

    def _say(self) -> None:
        self.setProperty("value", self._text())
        self.setAccessibleDescription(self._text())
        self.setToolTip(self._text())
        self.update()
