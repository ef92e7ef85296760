"""All about what was rehearsed: review, history, and deleting with a way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.live.measurement.prosody_process import ProsodyProcess
from greenroom.ui.history.controller import HistoryController
from greenroom.ui.history.deletion import Deletion
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.review.controller import ReviewController
from greenroom.ui.review.pitch_lines import PitchLines
from greenroom.ui.review.playback_controller import Listener
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.tasks import ReviewWork
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.shell.window import Window

READY_MS = 800
"""So long after the start the review is built: the end of an interview shall not wait for that."""

READ_MS = 1200
"""So long after the start the history is read: apart from the review, lest anything stalls."""

WARM_MS = 20_000
"""So long after the start, if home is still shown, what finds pitch lines is compiled."""


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
        self._deleting = Deletion(SqliteStore(paths), background.group("deleting"), self)
        self._deleting.said.connect(window.say)
        self._deleting.changed.connect(self._hidden_changed)
        window.screen_shown.connect(self._shown)
        process = ProsodyProcess(paths.compiled)
        self._pitch_lines = PitchLines(process, background.group("prosody"), self)
        self._warm = self._soon(WARM_MS, self._warm_up)
        self._ready = self._soon(READY_MS, self._controller)
        self._read = self._soon(READ_MS, lambda: self._history_controller().refresh())

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of sessions that count as deleted."""
        return self._deleting.hidden

    def review(self, session_id: str, answer_id: str = "") -> None:
        """Show the review of this session, opened at this answer."""
        self._controller().open(session_id, answer_id)
        self._window.show_screen("review")

    def close(self) -> None:
        """End everything that is under way."""
        self._ready.stop()
        self._read.stop()
        self._warm.stop()
        self._pitch_lines.close()
        for one in (self._review, self._history, self._deleting):
            if one:
                one.close()

    def _controller(self) -> ReviewController:
        if self._review is None:
            screen = self._window.widget("review")
            assert isinstance(screen, ReviewScreen)
            listener = Listener(lambda: self._settings_store.settings.speaker, parent=screen)
            work = ReviewWork(SqliteHistory(self._paths), self._paths)
            tasks = self._background.group("review")
            review = ReviewController(screen, work, tasks, listener, self._pitch_lines)
            review.said.connect(self._window.say)
            review.failed.connect(self.failed)
            review.changed.connect(self.changed)
            review.again_wanted.connect(self.again_wanted)
            review.delete_wanted.connect(self._delete)
            self._review = review
        return self._review

    def _warm_up(self) -> None:
        """Not in an interview, which needs the processor."""
        if self._window.shown == "home":
            self._pitch_lines.warm_up()

    def _soon(self, milliseconds: int, work: Callable[[], object]) -> QTimer:
        """What takes a moment to build or to read is done before anybody waits for it."""
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(work)
        timer.start()
        return timer

    def _shown(self, name: str) -> None:
        if name == "history":
            self._history_controller().refresh()

    def _history_controller(self) -> HistoryController:
        if self._history is None:
            screen = self._window.widget("history")
            assert isinstance(screen, HistoryScreen)
            store = SqliteHistory(self._paths)
            history = HistoryController(
                screen, store, self._background.group("history"), self._paths, lambda: self.hidden
            )
            history.failed.connect(self.failed)
            history.delete_wanted.connect(self._delete)
            screen.session_wanted.connect(self.review)
            screen.answer_wanted.connect(self.review)
            screen.practise_wanted.connect(lambda: self._window.show_screen("home"))
            self._history = history
        return self._history

    def _delete(self, session_id: str, title: str) -> None:
        self._deleting.delete(session_id, title)

    def _hidden_changed(self) -> None:
        if (
            self._review
            and self._review.session_id in self.hidden
            and self._window.shown == "review"
        ):
            self._window.show_screen("history")
        if self._history:
            self._history.show_again()
        self.changed.emit()
