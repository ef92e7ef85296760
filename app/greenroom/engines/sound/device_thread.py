"""The one thread for a library whose calls may block forever.

A hung sound server never answers, and a call that waits for it cannot be interrupted. So such calls
are made here, and whoever needs a result waits for it only as long as it likes.
"""

import heapq
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from itertools import count
from typing import Any, Generic, TypeVar

T = TypeVar("T")

STUCK_SECONDS = 1.0
"""A call that takes longer than this counts as hung until it returns."""

_SOON, _NEXT = 1, 0


class Job(Generic[T]):
    """A piece of work and its result, which nobody has to wait for."""

    def __init__(self, work: Callable[[], T], discard: Callable[[T], None] | None = None) -> None:
        self._work = work
        self._discard = discard
        self._future: Future[T] = Future()
        self._is_abandoned = False
        self._lock = threading.Lock()

    @property
    def done(self) -> bool:
        """Tell whether there is a result, or a reason why there is none."""
        return self._future.done()

    @property
    def failed(self) -> bool:
        """Tell whether the work raised, or was never begun."""
        return self.done and (self._future.cancelled() or self._future.exception() is not None)

    def result(self, seconds: float | None = None) -> T:
        """Return the result.

        Raises:
            TimeoutError: it did not come within `seconds`; the work goes on.
        """
        return self._future.result(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait for at most `seconds`; return whether it is done."""
        try:
            self._future.exception(seconds)
        except TimeoutError:
            return False
        return True

    def abandon(self) -> bool:
        """Abandon it: work that was not begun is not done, and a later result is given back.

        Returns:
            whether the result is there already, so that the caller has to give it back.
        """
        with self._lock:
            if self._future.cancel():
                return False
            self._is_abandoned = not self._future.done()
            return not self._is_abandoned

    def run(self) -> None:
        """Do the work, unless nobody wants it anymore."""
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            result = self._work()
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
            with self._lock:
                self._future.set_exception(problem)
            return
        with self._lock:
            is_abandoned = self._is_abandoned
            if not is_abandoned:
                self._future.set_result(result)
        if is_abandoned:
            if self._discard:
                self._discard(result)
            self._future.set_result(result)


class DeviceThread:
    """A daemon thread that starts when it is first needed, and never delays the exit."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: list[tuple[int, int, Job[Any]]] = []
        self._numbers = count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._since: float | None = None

    def submit(
        self,
        work: Callable[[], T],
        discard: Callable[[T], None] | None = None,
        *,
        first: bool = False,
    ) -> Job[T]:
        """Queue `work`; `first` puts it before everything that waits.

        `discard` gives the result back if the job is abandoned while it is being done.
        """
        job = Job(work, discard)
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            entry = (_NEXT if first else _SOON, next(self._numbers), job)
            heapq.heappush(self._waiting, entry)
            self._changed.notify()
        return job

    @property
    def has_begun(self) -> bool:
        """Tell whether anything was ever submitted."""
        return self._thread is not None

    @property
    def is_stuck(self) -> bool:
        """Tell whether the work in hand has taken longer than STUCK_SECONDS."""
        since = self._since
        return since is not None and time.monotonic() - since > STUCK_SECONDS

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                _, _, job = heapq.heappop(self._waiting)
                self._since = time.monotonic()
            job.run()
            del job  # else its result is kept until the next job
            self._since = None
