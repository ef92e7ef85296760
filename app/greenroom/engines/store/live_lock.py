"""Tells whether a session is under way in some program on this computer.

The system frees the lock when the program that holds it ends, however it ends; so a session
that was never finished and is not locked was lost in a crash.
"""

import os
import sys
from pathlib import Path

_NAME = ".live"


class LiveLock:
    """Held from the beginning of a session to its end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether it is ours now; False if another holds it."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            self._path.unlink(missing_ok=True)


def is_live(folder: Path) -> bool:
    """Whether some program is in the middle of the session that lies in this folder."""
    if not (folder / _NAME).exists():
        return False
    lock = LiveLock(folder)
    free = lock.take()
    lock.release()
    return not free


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
