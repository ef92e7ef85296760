"""Telemetry of libraries: switched off, and its traces removed.

ONNX Runtime, which runs the speech detector and the neural voice, begins to report as soon as it is
imported: a permanent id of the computer, the program's path, processor, memory and network. Only an
environment variable that is set before the import prevents that; its `disable_telemetry_events()`
comes too late. The hub library and its download engine report downloads. The other libraries of the
lock files open no connections of their own.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

OFF = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
"""Environment variables that are set in every process, and inherited by those it starts."""

_FOLDERS = ("Microsoft", "DeveloperTools", ".onnxruntime")
_FILE = re.compile(r"deviceid|onnxruntime\.db(\.ses|-wal|-shm|-journal)?")
_SESSION = re.compile(rb"\d{13}\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n?")


def switch_off() -> None:
    """Set OFF in this process, whatever the variables were before."""
    os.environ.update(OFF)


def remove_traces(done: Path) -> None:
    """Remove once what ONNX Runtime left on this computer before it was switched off.

    Only its own files go, and folders that are empty then; links are not followed. What cannot
    be removed stays, without a message.

    Args:
        done: an empty file that is created afterward; where it exists, nothing is removed.
    """
    with suppress(OSError):
        if done.exists():
            return
        import tempfile

        _remove_store(_cache())
        _remove_session(Path(tempfile.gettempdir()) / ".ses")
        os.close(os.open(done, os.O_WRONLY | os.O_CREAT, 0o600))


def _cache() -> Path:
    """Return the folder in which ONNX Runtime made its own."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _remove_store(cache: Path) -> None:
    folders = list(_below(cache))
    if len(folders) < len(_FOLDERS):
        return
    for file in folders[-1].iterdir():
        if _FILE.fullmatch(file.name) and _is_our_file(file):
            file.unlink()
    for folder in reversed(folders):
        folder.rmdir()  # an error where it is not empty ends this


def _below(cache: Path) -> Iterator[Path]:
    """Yield the folders on the way, as far as they belong to this user and are no links."""
    for name in _FOLDERS:
        cache /= name
        if not cache.is_dir() or cache.is_symlink() or not _is_ours(cache):
            return
        yield cache


def _remove_session(file: Path) -> None:
    """Remove a file with a time and an id from a folder that everybody writes to."""
    if _is_our_file(file) and _SESSION.fullmatch(file.read_bytes()):
        file.unlink()


def _is_our_file(path: Path) -> bool:
    with suppress(FileNotFoundError):
        return stat.S_ISREG(path.lstat().st_mode) and _is_ours(path)
    return False


def _is_ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
