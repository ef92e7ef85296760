"""Time limits for work that may never end."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], name: str) -> T:
    """Return the result of `work` if it comes in time.

    The work runs on a thread of its own and not on an executor: when nobody waits for it anymore,
    it must delay neither what comes next nor the end of the program.

    Raises:
        TimeoutError: the time is over; the work goes on by itself.
    """
    return begin(work, name).result(timeout=seconds)


def begin(work: Callable[[], T], name: str) -> Future[T]:
    """Begin the work on a thread that nobody waits for at the end of the program."""
    future: Future[T] = Future()

    def attempt() -> None:
        try:
            future.set_result(work())
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
            future.set_exception(problem)

    threading.Thread(target=attempt, name=name, daemon=True).start()
    return future
