"""Model, voice and measuring process: made ready while the user looks at the home screen."""

from collections import Counter
from collections.abc import Generator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject

from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import silent
from greenroom.errors import GreenroomError
from greenroom.ports import Progress
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings
from greenroom.ui.services.app_services import AppServices


class RuntimeCache(QObject):
    """One runtime, replaced when the settings ask for another model or voice.

    Whoever works with one borrows it: one that is replaced is closed when its last user is done.
    """

    def __init__(self, services: AppServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_store, self._paths = services.settings_store, services.paths
        self._tasks = services.background.group("warm-up")
        self._lock = Lock()
        self._runtime: ModelRuntime | None = None
        self._users = Counter[ModelRuntime]()
        self._progress: Progress = silent
        self._closed = False
        self._settings_store.changed.connect(self._settings_changed)

    def warm_up(self) -> None:
        """Have everything ready, on a worker. What is missing, the checks at home say."""
        settings = self._settings_store.settings

        def work() -> None:
            with self.lent(settings) as runtime:
                runtime.warm_up()

        self._tasks.run(work, _settled, _settled, lasting=True)

    @contextmanager
    def lent(self, settings: Settings, progress: Progress = silent) -> Generator[ModelRuntime]:
        """Lend the one for these settings for as long as the block lasts; called on a worker.

        Raises:
            CancelledError: the program is being closed.
        """
        runtime = self._borrow(settings, progress)
        try:
            yield runtime
        finally:
            self._return(runtime)

    def close(self) -> None:
        """End the measuring processes, whoever uses them; lend nothing from now on."""
        with self._lock:
            self._closed = True
            ending = {*self._users, *([self._runtime] if self._runtime else [])}
            self._runtime = None
        self._tasks.close()
        for runtime in ending:
            runtime.close()

    def _borrow(self, settings: Settings, progress: Progress) -> ModelRuntime:
        with self._lock:
            if self._closed:
                raise CancelledError
            self._progress = progress
            replaced = self._runtime
            if replaced is None or not replaced.serves(settings):
                self._runtime = ModelRuntime(settings, self._paths, ModelHub(), self._report)
            else:
                replaced = None
            runtime = self._runtime
            assert runtime is not None
            self._users[runtime] += 1
            unused = replaced if replaced and not self._users[replaced] else None
        if unused:
            unused.close()
        return runtime

    def _return(self, runtime: ModelRuntime) -> None:
        with self._lock:
            self._users[runtime] -= 1
            replaced = runtime is not self._runtime and not self._users[runtime]
            if not self._users[runtime]:
                del self._users[runtime]
        if replaced:
            runtime.close()

    def _report(self, what: str, share: float) -> None:
        if self._closed:
            raise CancelledError
        self._progress(what, share)

    def _settings_changed(self, settings: Settings) -> None:
        if self._runtime and not self._runtime.serves(settings):
            self.warm_up()


def _settled(_: GreenroomError | None) -> None:
    """Do nothing, ready or not: whoever needs it will see."""
