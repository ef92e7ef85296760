"""Executors: blocking work, done one piece after another off the main thread."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from greenroom.live.concurrency.resources import lower_priority

T = TypeVar("T")
_Job = tuple[Future[Any], Callable[[], Any]]

LEAVE_SECONDS = 10.0
"""How long the end of an interview waits for the current work of one executor."""

_left_at_work: list[threading.Thread] = []


class Executor(Protocol):
    """Does one piece of work after another, in the order given."""

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work`; its result or exception arrives in the future.

        After `close` the future comes back canceled: timers and signals may still submit work.
        """
        ...

    def close(self, seconds: float | None = None) -> bool:
        """Cancel what still waits, and wait for what was begun; may be called twice.

        Returns:
            False if that was not done within `seconds`.
        """
        ...


class SerialExecutor:
    """An executor with a worker thread of its own, which never delays the end of the program.

    Args:
        name: of the thread.
        modest: gives way on a busy computer, where the window and the capture go first.
    """

    def __init__(self, name: str, *, modest: bool = False) -> None:
        self._name = name
        self._modest = modest
        self._jobs = SimpleQueue[_Job | None]()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue `work` behind what is waiting."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                return _canceled()
            self._jobs.put((future, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()
        return future

    def close(self, seconds: float | None = None) -> bool:
        """Cancel what still waits, and wait for the current work.

        Args:
            seconds: how long to wait; None for as long as it takes. What is not done by then goes
                on, and ends with the process.

        Returns:
            whether the thread has ended.
        """
        with self._lock:
            self._closed = True
            thread = self._thread
            self._cancel_waiting()
            self._jobs.put(None)
        if thread is None or thread is threading.current_thread():
            return True
        thread.join(seconds)
        if thread.is_alive():
            _left_at_work.append(thread)
        return not thread.is_alive()

    def _cancel_waiting(self) -> None:
        with suppress(Empty):
            while True:
                if job := self._jobs.get_nowait():
                    _cancel(job[0])

    def _serve(self) -> None:
        if self._modest:
            lower_priority()
        while job := self._jobs.get():
            carry_out(*job)
            del job  # keep neither work nor result while the executor waits


class InlineExecutor:
    """An executor without a thread: the work is done before `submit` returns."""

    def __init__(self) -> None:
        self._closed = False

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do `work` now."""
        if self._closed:
            return _canceled()
        future: Future[T] = Future()
        carry_out(future, work)
        return future

    def close(self, seconds: float | None = None) -> bool:
        """Accept no more work."""
        self._closed = True
        return True


def carry_out(future: Future[T], work: Callable[[], T]) -> None:
    """Do `work` here, unless its future was canceled; whoever holds the future gets the result."""
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
        future.set_exception(problem)


def any_left_at_work() -> bool:
    """Return whether a closed executor has not ended yet: such a thread may crash Python's exit."""
    _left_at_work[:] = [thread for thread in _left_at_work if thread.is_alive()]
    return bool(_left_at_work)


def _canceled() -> Future[Any]:
    """Return the future of work that came too late."""
    future: Future[Any] = Future()
    _cancel(future)
    return future


def _cancel(future: Future[Any]) -> None:
    if future.cancel():
        future.set_running_or_notify_cancel()  # so that nobody waits for it
