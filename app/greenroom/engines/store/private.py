"""Folders and files that only their owner can read."""

import os
import shutil
from pathlib import Path

from greenroom.errors import StorageError

_BINARY = getattr(os, "O_BINARY", 0)  # only Windows tells text from bytes here


def make_folder(path: Path) -> None:
    """Make the folder and those above it, mode 0700; one that is there stays as it is.

    A new one outlives a power cut, with what is synced in it.

    Raises:
        StorageError: it cannot be made.
    """
    try:
        for folder in reversed([path, *path.parents]):
            if not folder.is_dir():
                folder.mkdir(exist_ok=True, mode=0o700)
                _sync(folder.parent)
    except OSError as error:
        raise _refusal(f"The folder {path} cannot be made", error) from error


def open_new(path: Path) -> int:
    """A descriptor of a new, empty file, mode 0600.

    Raises:
        StorageError: there is such a file already, or the folder does not take it.
    """
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    except OSError as error:
        raise _refusal(f"The file {path} cannot be made", error) from error


def write_text(path: Path, text: str) -> None:
    """Write a file in one step, mode 0600; what was there is replaced only when all is written.

    Raises:
        StorageError: the disk is full or the folder does not take it.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = open_new(unfinished)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # or a power cut could leave an empty file with its name
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _refusal(f"The file {path} cannot be written", error) from error


def copy(source: Path, target: Path) -> None:
    """Copy a file, mode 0600.

    Raises:
        StorageError: there is such a file already, the disk is full, or one cannot be read.
    """
    descriptor = open_new(target)
    try:
        with os.fdopen(descriptor, "wb") as to, source.open("rb") as file:
            shutil.copyfileobj(file, to)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise _refusal(f"The file {target} cannot be written", error) from error


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some file systems know no such thing
    finally:
        os.close(descriptor)


def _refusal(sentence: str, error: OSError) -> StorageError:
    reason = error.strerror or type(error).__name__
    return StorageError(
        f"{sentence}: {reason}.", "Make room on the disk, or choose a folder that is yours."
    )
