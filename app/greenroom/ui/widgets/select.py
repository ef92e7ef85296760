"""A select: one choice out of a list that drops down."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from greenroom.ui.theme import icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.segmented import Choice

_ARROW = 18


class Select(Button):
    """Shows what is chosen; opens a menu of all choices by click, Space, Enter or an arrow key."""

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
        """What is chosen."""
        return self._value

    def set_choices(self, choices: Sequence[Choice], value: str | None = None) -> None:
        """Other choices, without a signal; the first is chosen unless `value` says otherwise."""
        self._choices = tuple(choices)
        values = [value for value, _ in self._choices]
        wanted = self._value if value is None else value
        self._value = wanted if wanted in values or not values else values[0]
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
        """Wide enough for the longest choice, within reason."""
        widths = [self.fontMetrics().horizontalAdvance(text) for _, text in self._choices]
        return QSize(min(360, max(widths, default=80)) + 28 + _ARROW + 8, CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It may shrink; what does not fit is shortened."""
        return QSize(120, CONTROL_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose without opening; Enter opens."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and self._choices:
            self._step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as its style draws it, the chosen text and an arrow on top."""
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
