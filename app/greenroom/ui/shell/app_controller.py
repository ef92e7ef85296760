"""The controllers behind the window; imported and made after the first paint."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.settings import Settings
from greenroom.ui.home.controller import HomeController
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.preferences.controller import PreferencesController
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.shell.interview_navigation import InterviewNavigation
from greenroom.ui.shell.review_navigation import ReviewNavigation
from greenroom.ui.shell.window import Window
from greenroom.ui.theme import look, motion
from greenroom.ui.widgets.bar import Message


class AppController(QObject):
    """One controller per screen, made when the screen is first shown, and what they share."""

    def __init__(self, window: Window, services: AppServices) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._preferences: PreferencesController | None = None
        self.interviews = InterviewNavigation(window, services)
        self.reviews = ReviewNavigation(window, services)
        self.home = self._make_home()
        self._join()
        services.settings_store.changed.connect(apply_look)
        services.settings_store.failed.connect(self.tell)
        window.screen_shown.connect(self._shown)
        self.home.start()
        self.interviews.start()
        if window.shown != "home":
            self._shown(window.shown)

    def tell(self, problem: GreenroomError) -> None:
        """Say in the message bar what went wrong."""
        self._window.say(Message(problem.sentence, problem.hint, "warn"))

    def close(self) -> None:
        """End everything that is under way; `BackgroundTasks.close` waits for it."""
        self.home.close()
        self.interviews.close()
        self.reviews.close()
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
        home = HomeController(screen, self._services, SqliteStore(self._services.paths))
        home.failed.connect(self.tell)
        home.storage_wanted.connect(self._show_storage)
        return home

    def _join(self) -> None:
        """Connect interviews and reviews, which lead to each other."""
        home, interviews, reviews = self.home, self.interviews, self.reviews
        home.begin_wanted.connect(interviews.begin)
        home.resume_wanted.connect(interviews.begin_on_resume)
        home.session_wanted.connect(reviews.review)
        interviews.recovered.connect(home.refresh)
        interviews.review_wanted.connect(reviews.review)
        reviews.again_wanted.connect(interviews.begin_again)
        reviews.changed.connect(home.refresh)
        reviews.failed.connect(self.tell)

    def _show_storage(self) -> None:
        self._window.show_screen("preferences")
        screen = self._window.widget("preferences")
        assert isinstance(screen, PreferencesScreen)
        screen.show_storage()

    def _show_preferences(self) -> None:
        if self._preferences is None:
            screen = self._window.widget("preferences")
            assert isinstance(screen, PreferencesScreen)
            self._preferences = PreferencesController(screen, self._services)
            self._preferences.failed.connect(self.tell)
            self._preferences.said.connect(self._window.say)
            self.home.sound.changed.connect(self._preferences.show_devices)
        self._preferences.show_devices(self.home.sound.view)
        self._preferences.count()
        if not self.home.sound.view.microphones:
            self.home.sound.look()


def apply_look(settings: Settings) -> None:
    """Apply the colors and the motion that the user chose."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.choose(app, settings.appearance)
    motion.choose(settings.motion)
