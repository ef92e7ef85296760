"""Everybody who works behind the window; imported and made behind the first paint."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.home.controller import HomeController
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.preferences.controller import PreferencesController
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.shell.interview_navigation import InterviewNavigation
from greenroom.ui.shell.review_navigation import ReviewNavigation
from greenroom.ui.shell.window import Window
from greenroom.ui.theme import look, motion
from greenroom.ui.widgets.bar import Message


class AppController(QObject):
    """One controller per screen, made when the screen is first shown, and what they share."""

    def __init__(
        self,
        window: Window,
        keeper: SettingsStore,
        paths: Paths,
        background: BackgroundTasks,
    ) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._keeper = keeper
        self._paths = paths
        self._preferences: PreferencesController | None = None
        self.rehearsing = InterviewNavigation(window, keeper, paths, background)
        self.looking_back = ReviewNavigation(window, keeper, paths, background)
        self.home = self._make_home()
        self._join()
        keeper.changed.connect(apply_look)
        keeper.failed.connect(self.tell)
        window.screen_shown.connect(self._shown)
        self.home.start()
        self.rehearsing.start()
        if window.shown != "home":
            self._shown(window.shown)

    def tell(self, problem: GreenroomError) -> None:
        """Say in the message bar what went wrong."""
        self._window.say(Message(problem.sentence, problem.hint, "warn"))

    def close(self) -> None:
        """End everything that is under way; `BackgroundTasks.close` waits for it."""
        self.home.close()
        self.rehearsing.close()
        self.looking_back.close()
        if self._preferences:
            self._preferences.close()

    def _shown(self, name: str) -> None:
        if name == "home":
            self.home.refresh()
        elif name == "preferences":
            self._show_preferences()

    def _make_home(self) -> HomeController:
        screen = self._window.widget("home")
        assert isinstance(screen, HomeScreen)
        home = HomeController(
            screen, self._keeper, SqliteStore(self._paths), self._paths, self._background
        )
        home.failed.connect(self.tell)
        home.storage_wanted.connect(self._show_storage)
        return home

    def _join(self) -> None:
        """Practising and looking back lead to each other."""
        home, rehearsing, looking_back = self.home, self.rehearsing, self.looking_back
        home.begin_wanted.connect(rehearsing.begin)
        home.resume_wanted.connect(rehearsing.begin_on_resume)
        home.session_wanted.connect(looking_back.review)
        rehearsing.recovered.connect(home.refresh)
        rehearsing.review_wanted.connect(looking_back.review)
        looking_back.again_wanted.connect(rehearsing.begin_again)
        looking_back.changed.connect(home.refresh)
        looking_back.failed.connect(self.tell)

    def _show_storage(self) -> None:
        self._window.show_screen("preferences")
        screen = self._window.widget("preferences")
        assert isinstance(screen, PreferencesScreen)
        screen.show_storage()

    def _show_preferences(self) -> None:
        if self._preferences is None:
            screen = self._window.widget("preferences")
            assert isinstance(screen, PreferencesScreen)
            self._preferences = PreferencesController(
                screen, self._keeper, self._paths, self._background
            )
            self._preferences.failed.connect(self.tell)
            self._preferences.said.connect(self._window.say)
            self.home.sound.changed.connect(self._preferences.show_devices)
        self._preferences.show_devices(self.home.sound.view)
        self._preferences.count()
        if not self.home.sound.view.microphones:
            self.home.sound.look()


def apply_look(settings: Settings) -> None:
    """Colours and movement as the user wants them."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.choose(app, settings.appearance)
    motion.choose(settings.motion)
