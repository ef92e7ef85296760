"""The program with a window: Qt, the window, and then everything heavy."""

import locale
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from greenroom.errors import GreenroomError
from greenroom.paths import Paths, shipped
from greenroom.settings import Settings
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.shell.garbage import GarbageCollection
from greenroom.ui.shell.process import Interrupts, end_process, hold_to_the_deadline
from greenroom.ui.shell.single_instance import SingleInstance
from greenroom.ui.shell.window import SCREENS, Window
from greenroom.ui.theme import look, motion
from greenroom.ui.widgets.bar import Message

if TYPE_CHECKING:
    from greenroom.ui.shell.app_controller import AppController


SWITCH_SECONDS = 0.001
"""Seconds for which a worker keeps Python's lock while the window waits; a fifth of the default."""


def run(paths: Paths, settings: Settings, problem: GreenroomError | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    Args:
        paths: the user's folders.
        settings: the user's choices.
        problem: shown in the window as soon as it is there.
    """
    app = QApplication(sys.argv[:1])
    locale.setlocale(locale.LC_NUMERIC, "C")  # Qt has set the user's: C libraries read "1,5" now
    sys.setswitchinterval(SWITCH_SECONDS)
    single = SingleInstance(paths.data, app)
    if single.hand_over():
        return 0
    single.listen()
    garbage = GarbageCollection(app)
    program = Program(app, paths, settings)
    single.called.connect(program.come_forward)
    interrupts = Interrupts(app)
    interrupts.asked.connect(program.window.close)
    program.show()
    if problem:
        program.tell(problem)
    code = app.exec()
    single.stop_listening()
    hold_to_the_deadline(paths.logs)
    all_ended = program.close()
    interrupts.close()
    single.close()
    garbage.close()
    if not all_ended:
        end_process(code)
    return code


class Program:
    """The window and, as soon as it can be seen, the controller behind it."""

    def __init__(self, app: QApplication, paths: Paths, settings: Settings) -> None:
        app.setApplicationName("Greenroom")
        app.setDesktopFileName("greenroom")
        app.setWindowIcon(QIcon(str(shipped("assets") / "greenroom.svg")))
        look.dress(app, settings.appearance)
        motion.choose(settings.motion)
        self.window = Window(SCREENS, _memory(paths.data))
        self.controller: AppController | None = None
        settings_store = SettingsStore(settings, paths.data / "settings.json", self.window)
        self.services = AppServices(settings_store, paths, BackgroundTasks(self.window))
        self._fetching = self.services.background.group("start")

    def show(self) -> None:
        """Show the window; whatever is heavy comes after the first paint."""
        self.window.show_screen("home")
        self.window.show()
        QTimer.singleShot(0, self.window, self._gather)

    def come_forward(self) -> None:
        """Bring the window forward: another program was started for the same folder."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> bool:
        """End what is under way, within a second or two; what must be stored is stored first.

        Returns:
            False if some work could not be ended: it has to end with the process.
        """
        self._fetching.close()
        if self.controller:
            self.controller.close()
        return self.services.background.close()

    def tell(self, problem: GreenroomError) -> None:
        """Say in the message bar what went wrong."""
        self.window.say(Message(problem.sentence, problem.hint, "warn"))

    def _gather(self) -> None:
        """Import most of the program on a worker, so that the window does not freeze."""
        self._fetching.run(_fetch, self._meet, self.tell)

    def _meet(self, _fetched: object) -> None:
        from greenroom.ui.shell.app_controller import AppController

        self.controller = AppController(self.window, self.services)


def _fetch() -> None:
    import_module("greenroom.ui.shell.app_controller")
    motion.ask_system()


def _memory(data: Path) -> QSettings:
    """Return where the window remembers its place."""
    return QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)
