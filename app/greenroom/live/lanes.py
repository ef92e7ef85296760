"""Lanes: where blocking work goes, one thing after the other, off the main thread."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

_NICE = 5


class Lane(Protocol):
    """Does one piece of work after another, in the order given."""

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work`; its result or exception arrives in the future.

        After `close` it comes back cancelled: timers and signals may still ask for work then.
        """
        ...

    def close(self) -> None:
        """Finish what was begun, forget what still waits; may be called twice."""
        ...


def step_back() -> None:
    """Give this thread, and those that it will start, less of a busy processor than others.

    Only Linux knows priorities of threads; elsewhere nothing happens.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        here = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, max(here, _NICE))


class ThreadLane:
    """A lane with a worker thread of its own.

    Args:
        name: of the thread.
        modest: steps back on a busy computer, for the window and the ear go first.
    """

    def __init__(self, name: str, *, modest: bool = False) -> None:
        self._closed = False
        self._pool = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix=name, initializer=step_back if modest else None
        )

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work` behind what waits already."""
        try:
            return self._pool.submit(work)
        except RuntimeError:
            if not self._closed:
                raise
            return _cancelled()

    def close(self) -> None:
        """Wait for the work in hand; what still waits is cancelled."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)


class InlineLane:
    """A lane without a thread: the work is done before `submit` returns."""

    def __init__(self) -> None:
        self._closed = False

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do `work` now."""
        if self._closed:
            return _cancelled()
        future: Future[T] = Future()
        try:
            future.set_result(work())
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
            future.set_exception(problem)
        return future

    def close(self) -> None:
        """Nothing waits here."""
        self._closed = True


def _cancelled() -> Future[Any]:
    """What came too late."""
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()  # so that nobody waits for it
    return future
