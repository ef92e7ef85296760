"""Lanes: where blocking work goes, one thing after the other, off the main thread."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

T = TypeVar("T")

_NICE = 5


class Lane(Protocol):
    """Does one piece of work after another, in the order given."""

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work`; its result or exception arrives in the future."""
        ...

    def close(self) -> None:
        """Finish what was begun, forget what still waits."""
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
        self._pool = ThreadPoolExecutor(
            max_workers=1, thread_name_prefix=name, initializer=step_back if modest else None
        )

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work` behind what waits already."""
        return self._pool.submit(work)

    def close(self) -> None:
        """Wait for the work in hand; what still waits is cancelled."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class InlineLane:
    """A lane without a thread: the work is done before `submit` returns."""

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do `work` now."""
        future: Future[T] = Future()
        try:
            future.set_result(work())
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
            future.set_exception(problem)
        return future

    def close(self) -> None:
        """Nothing waits here."""
