"""Folders and files that only their owner can read."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from greenroom.disk import sync_folder
from greenroom.errors import StorageError

_BINARY = getattr(os, "O_BINARY", 0)  # only Windows distinguishes text from bytes here

_FULL = 1 << 20  # a disk with less room than this counts as full
_ANY_HINT = "Free up space on the disk, or choose a folder that is yours."
_GONE = "Put the folder back, or reconnect its disk."
_HINTS = {
    errno.ENOENT: _GONE,
    errno.EIO: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.ENOSPC: "Free up space on the disk.",
    errno.EEXIST: "Choose another folder.",
}


def make_folder(path: Path) -> None:
    """Make the folder and those above it, mode 0700; one that exists stays as it is.

    A new one survives a power cut, with what is synced in it.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        for folder in reversed([path, *path.parents]):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True, mode=0o700)
                sync_folder(folder.parent)
    except OSError as error:
        raise _refusal(f"The folder {path} cannot be created", error) from error


def open_new(path: Path) -> int:
    """Return a descriptor of a new, empty file, mode 0600.

    Raises:
        StorageError: the file exists already, or cannot be created.
    """
    try:
        return _open_new(path)
    except OSError as error:
        raise _refusal(f"The file {path} cannot be created", error) from error


def write_text(path: Path, text: str) -> None:
    """Write a file in one step, mode 0600; replace what was there only when all is written.

    When this returns, the new content survives even a power cut.

    Raises:
        StorageError: the disk is full or the folder cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.unlink(missing_ok=True)  # of a killed program with our process id
        descriptor = _open_new(unfinished)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)  # else a power cut may leave the new name without its content
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise _refusal(f"The file {path} cannot be written", error) from error


def copy(source: Path, target: Path) -> None:
    """Copy a file, mode 0600.

    Raises:
        StorageError: the file exists already, the disk is full, or the source cannot be read.
    """
    descriptor = open_new(target)
    try:
        with os.fdopen(descriptor, "wb") as to, source.open("rb") as file:
            shutil.copyfileobj(file, to)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise _refusal(f"The file {target} cannot be written", error) from error


def is_full(folder: Path) -> bool:
    """Tell whether the disk of this folder is full; False where that is not known."""
    try:
        return shutil.disk_usage(folder).free < _FULL
    except OSError:
        return False


def move(source: Path, target: Path) -> None:
    """Give a folder another name on the same disk.

    Raises:
        StorageError: the name is taken, or the folder cannot be written.
    """
    try:
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        source.rename(target)
    except OSError as error:
        raise _refusal(f"The folder {target} cannot be created", error) from error


def _open_new(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)


def _refusal(sentence: str, error: OSError) -> StorageError:
    reason = error.strerror or type(error).__name__
    return StorageError(f"{sentence}: {reason}.", _HINTS.get(error.errno or 0, _ANY_HINT))
