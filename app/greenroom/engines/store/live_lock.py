"""The lock that shows that a session is under way in some program on this computer.

The system frees the lock when the program that holds it ends, however it ends; so a session
that was never finished and is not locked was lost in a crash. Where the file system knows no
locks, as some network folders do, the lock is a file that names the process that made it.
"""

import errno
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NAME = ".live"
_NAMES_ITS_PROCESS = ".live-process"
_MODE = 0o600
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_TO_TAKE_OVER = 0.5  # seconds that a lock of a dead process may take where files are slow


class LiveLock:
    """Held from the beginning of a session to its end; may be released from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: BaseFileLock | None = None

    def take(self) -> bool:
        """Take the lock; return False if another program has it, or nothing can be locked."""
        with suppress(OSError):
            self._lock = _acquired(self._folder)
        return self._lock is not None

    def release(self) -> None:
        """Release the lock; may be called twice."""
        lock, self._lock = self._lock, None
        if lock is not None:
            _release(lock)


def is_live(folder: Path) -> bool:
    """Return whether some program is in the middle of the session that lies in this folder."""
    if not any((folder / name).exists() for name in (_NAME, _NAMES_ITS_PROCESS)):
        return False
    with held_alone(folder) as alone:
        return not alone


@contextmanager
def held_alone(folder: Path) -> Generator[bool]:
    """Keep others from a session during the block; yield False if another is working on it.

    Where nothing can be locked at all, nobody else can have locked it either.
    """
    try:
        lock = _acquired(folder)
    except OSError:
        yield True
        return
    try:
        yield lock is not None
    finally:
        if lock is not None:
            _release(lock)


def _acquired(folder: Path) -> "BaseFileLock | None":
    """Return the lock, held; None if another program holds it.

    Raises:
        OSError: nothing can be locked there.
    """
    from filelock import FileLock, SoftFileLock, Timeout

    try:
        lock = FileLock(folder / _NAME, mode=_MODE, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire(blocking=False)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            with suppress(OSError):
                (folder / _NAME).unlink()
            lock = SoftFileLock(folder / _NAMES_ITS_PROCESS, mode=_MODE, thread_local=False)
            lock.acquire(timeout=_TO_TAKE_OVER)
    except Timeout:
        return None
    return lock


def _release(lock: "BaseFileLock") -> None:
    with suppress(OSError):
        # Before the release: whoever waits for the file then sees that it is gone.
        Path(lock.lock_file).unlink(missing_ok=True)
    with suppress(OSError):
        lock.release()
