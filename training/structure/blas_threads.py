"""Products of small matrices on one thread.

More threads make products this small hardly faster, and six times slower on a busy machine, where
they wait for each other.
"""

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from threadpoolctl import OpenBLASController, ThreadpoolController  # pyright: ignore[reportMissingTypeStubs]


@contextmanager
def one_thread() -> Generator[None]:
    """Hold numpy to one thread while anybody is inside.

    The limit is the whole process's: the first one in sets it, the last one out lifts it.
    """
    _limit.enter()
    try:
        yield
    finally:
        _limit.leave()


class _Limit:
    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._limits: Any = None

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._limits = _controller().limit(limits=1, user_api="blas")  # pyright: ignore[reportUnknownMemberType]
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                _control()  # or the limit could be lifted by the thread alone that has set it
                self._limits.restore_original_limits()
                _control()


_limit = _Limit()


def _control() -> None:
    """Let whichever thread comes next set the limit."""
    OpenBLASController.clear_controlling_thread(force=True)  # pyright: ignore[reportUnknownMemberType]


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
