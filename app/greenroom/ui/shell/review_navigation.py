"""The way to past sessions: review, history, and deleting with a way back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.live.measurement.prosody_process import ProsodyProcess
from greenroom.ui.history.controller import Deletion, HistoryController
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.review.controller import ReviewController
from greenroom.ui.review.playback_controller import PlaybackController
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.tasks import PitchFinder, ReviewWork
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.shell.window import Window

READY_MS = 800
"""From the start until the review is built: the end of an interview must not wait for that."""

READ_MS = 1200
"""From the start until the history is read: apart from the review, so that nothing stalls."""

WARM_MS = 20_000
"""From the start until the pitch finder is compiled, if home is still shown."""

_ScreenType = TypeVar("_ScreenType", bound=QWidget)


class ReviewNavigation(QObject):
    """Made once per window; review and history are built before anybody asks for them."""

    again_wanted = Signal(str, str)
    """Ask this script's question of this id once more."""
    changed = Signal()
    """Sessions were changed or deleted."""
    failed = Signal(GreenroomError)

    def __init__(self, window: Window, services: AppServices) -> None:
        super().__init__(window)
        paths, background = services.paths, services.background
        self._background = background
        self._window = window
        self._settings_store = services.settings_store
        self._paths = paths
        self._review: ReviewController | None = None
        self._history: HistoryController | None = None
        self._deletion = Deletion(SqliteStore(paths), background.group("deleting"), self)
        self._deletion.said.connect(window.say)
        self._deletion.changed.connect(self._hidden_changed)
        window.screen_shown.connect(self._shown)
        process = ProsodyProcess(paths.compiled)
        self._pitch_finder = PitchFinder(process, background.group("prosody"), self)
        self._timers = (
            self._after(WARM_MS, self._warm_up),
            self._after(READY_MS, self._review_controller),
            self._after(READ_MS, lambda: self._history_controller().refresh()),
        )

    @property
    def hidden(self) -> frozenset[str]:
        """Return the ids of sessions that count as deleted."""
        return self._deletion.hidden

    def review(self, session_id: str, answer_id: str = "") -> None:
        """Show the review of this session, opened at this answer."""
        self._review_controller().open(session_id, answer_id)
        self._window.show_screen("review")

    def close(self) -> None:
        """End everything that is under way."""
        for timer in self._timers:
            timer.stop()
        self._pitch_finder.close()
        for one in (self._review, self._history, self._deletion):
            if one:
                one.close()

    def _review_controller(self) -> ReviewController:
        if self._review is None:
            self._review = self._make_review(self._screen("review", ReviewScreen))
        return self._review

    def _history_controller(self) -> HistoryController:
        if self._history is None:
            self._history = self._make_history(self._screen("history", HistoryScreen))
        return self._history

    def _make_review(self, screen: ReviewScreen) -> ReviewController:
        review = ReviewController(
            screen,
            ReviewWork(SqliteHistory(self._paths), self._paths),
            self._background.group("review"),
            PlaybackController(lambda: self._settings_store.settings.speaker, parent=screen),
            self._pitch_finder,
        )
        review.said.connect(self._window.say)
        review.failed.connect(self.failed)
        review.changed.connect(self.changed)
        review.again_wanted.connect(self.again_wanted)
        review.delete_wanted.connect(self._deletion.delete)
        return review

    def _make_history(self, screen: HistoryScreen) -> HistoryController:
        history = HistoryController(
            screen,
            SqliteHistory(self._paths),
            self._background.group("history"),
            self._paths,
            lambda: self.hidden,
        )
        history.failed.connect(self.failed)
        history.delete_wanted.connect(self._deletion.delete)
        screen.session_wanted.connect(self.review)
        screen.answer_wanted.connect(self.review)
        screen.practice_wanted.connect(lambda: self._window.show_screen("home"))
        return history

    def _screen(self, name: str, kind: type[_ScreenType]) -> _ScreenType:
        screen = self._window.widget(name)
        assert isinstance(screen, kind)
        return screen

    def _after(self, milliseconds: int, work: Callable[[], object]) -> QTimer:
        """Do later what takes a moment, before anybody waits for it."""
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(work)
        timer.start()
        return timer

    def _warm_up(self) -> None:
        """Have the pitch finder compiled, but not in an interview, which needs the processor."""
        if self._window.shown == "home":
            self._pitch_finder.warm_up()

    def _shown(self, name: str) -> None:
        if name == "history":
            self._history_controller().refresh()

    def _hidden_changed(self) -> None:
        review_hidden = self._review is not None and self._review.session_id in self.hidden
        if review_hidden and self._window.shown == "review":
            self._window.show_screen("history")
        if self._history:
            self._history.show_again()
        self.changed.emit()
