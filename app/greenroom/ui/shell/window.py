"""The window and its screens: a rail, a stack, a message bar. It holds no logic of its own.

Screens are imported and built when they are first shown, so that the window is there at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from greenroom.ui.shell.reading_order import bring_into_sight, step
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.bar import Message, MessageBar
from greenroom.ui.widgets.rail import Rail

_GEOMETRY = "window/geometry"
_FIRST_SIZE = QSize(1180, 760)
_LEAST_SIZE = QSize(860, 500)


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the window.

    Attributes:
        name: by which it is shown.
        title: in the rail, and for screen readers.
        icon: in the rail; a screen without one is not in the rail.
        build: makes the widget, when it is first shown.
        at_foot: at the foot of the rail.
        alone: shown without the rail, so that nothing distracts.
    """

    name: str
    title: str
    build: Callable[[], QWidget]
    icon: str = ""
    at_foot: bool = False
    alone: bool = False


class Window(QMainWindow):
    """The one window of the program."""

    screen_shown = Signal(str)
    """The name of the screen that is shown from now on."""

    close_wanted = Signal()
    """The user wants to close the window while `may_close` forbids it; its owner takes over."""

    def __init__(self, screens: tuple[Screen, ...], memory: QSettings) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self._memory = memory
        self._shown = ""
        self._screens = {screen.name: screen for screen in screens}
        self._built: dict[str, QWidget] = {}
        self._rail = Rail()
        self._stack = QStackedWidget()
        self._bar = MessageBar()
        self.setWindowTitle("Greenroom")
        self.setMinimumSize(_LEAST_SIZE)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self, self.close)
        self._fill_rail()
        self._lay_out()
        self._restore()

    @property
    def shown(self) -> str:
        """Return the name of the screen that is shown."""
        return self._shown

    def widget(self, name: str) -> QWidget:
        """Return the screen of that name; build it if that has not been done."""
        if name not in self._built:
            widget = self._screens[name].build()
            widget.setAccessibleName(self._screens[name].title)
            self._built[name] = widget
            self._stack.addWidget(widget)
        return self._built[name]

    def show_screen(self, name: str) -> None:
        """Go to a screen."""
        if name == self._shown:
            return
        self._shown = name
        widget = self.widget(name)
        self._stack.setCurrentWidget(widget)
        self._rail.setVisible(not self._screens[name].alone)
        self._rail.mark(name)
        self.setWindowTitle(f"{self._screens[name].title} – Greenroom")
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.screen_shown.emit(name)

    def say(self, message: Message) -> None:
        """Show one sentence in the message bar."""
        self._bar.show_message(message)

    @property
    def bar(self) -> MessageBar:
        """Return the message bar."""
        return self._bar

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name for it
        """Move the focus by Tab and Shift+Tab, in the order of reading."""
        control = step(self, self.focusWidget(), forward=next)
        if control is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        control.setFocus(reason)
        bring_into_sight(control)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; what could still be undone is done now."""
        if not self.may_close():
            event.ignore()
            self.close_wanted.emit()
            return
        self._memory.setValue(_GEOMETRY, self.saveGeometry())
        self._bar.dismiss()
        super().closeEvent(event)

    def _fill_rail(self) -> None:
        for screen in self._screens.values():
            if screen.icon:
                self._rail.add(screen.name, screen.title, screen.icon, at_foot=screen.at_foot)
        self._rail.wanted.connect(self.show_screen)

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("ground", "canvas")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.ROOMY, 0, Space.ROOMY, Space.NORMAL)
        foot.addWidget(self._bar)
        column.addLayout(foot)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)

    def _restore(self) -> None:
        geometry = self._memory.value(_GEOMETRY)
        if isinstance(geometry, QByteArray) and self.restoreGeometry(geometry):
            return
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(_FIRST_SIZE.boundedTo(room * 0.92))


def _home() -> QWidget:
    from greenroom.ui.home.screen import HomeScreen

    return HomeScreen()


def _stage() -> QWidget:
    from greenroom.ui.stage.screen import StageScreen

    return StageScreen()


def _review() -> QWidget:
    from greenroom.ui.review.screen import ReviewScreen

    return ReviewScreen()


def _history() -> QWidget:
    from greenroom.ui.history.screen import HistoryScreen

    return HistoryScreen()


def _preferences() -> QWidget:
    from greenroom.ui.preferences.screen import PreferencesScreen

    return PreferencesScreen()


SCREENS = (
    Screen("home", "Practice", _home, icon="microphone"),
    Screen("stage", "Interview", _stage, alone=True),
    Screen("review", "Review", _review),
    Screen("history", "History", _history, icon="history"),
    Screen("preferences", "Preferences", _preferences, icon="preferences", at_foot=True),
)
