"""Dated copies of the database, from the last three days with a session."""

import logging
import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from greenroom.engines.store.private_files import make_folder
from greenroom.engines.store.sqlite_connection import connect
from greenroom.errors import StorageError

KEPT = 3
"""How many copies are kept."""

_TIMES = 4  # times its size must be free, so that a copy never fills the disk

_LONG = 3600.0  # seconds that no copy takes

_log = logging.getLogger(__name__)


def backups(database: Path) -> list[Path]:
    """Return the copies that are there, newest first."""
    return sorted(_folder(database).glob("greenroom-*.db"), reverse=True)


def keep_backup(connection: sqlite3.Connection, database: Path) -> bool:
    """Copy the database, in place of a copy made earlier today; return whether that worked.

    A missing copy is no reason to disturb anybody: a failure is only logged.
    """
    if not os.access(database, os.W_OK):
        return False
    folder = _folder(database)
    unfinished = folder / f"unfinished-{os.getpid()}.db"  # other programs may copy, too
    try:
        if shutil.disk_usage(database.parent).free < _TIMES * database.stat().st_size:
            return False
        make_folder(folder)
        _remove_forgotten(folder)
        with closing(connect(unfinished)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").close()
        unfinished.replace(folder / f"greenroom-{datetime.now().astimezone():%Y-%m-%d}.db")
        for old in backups(database)[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, sqlite3.Error, StorageError) as problem:
        _log.warning("No copy of the database was kept: %s", type(problem).__name__)
        return False
    return True


def forget_backups(database: Path) -> None:
    """Delete all copies, because they contain what was deleted for good."""
    for copy in backups(database):
        copy.unlink(missing_ok=True)


def _remove_forgotten(folder: Path) -> None:
    """Remove what programs left that were killed while copying; another may be copying now."""
    for unfinished in folder.glob("unfinished-*"):
        is_ours = unfinished.name.startswith(f"unfinished-{os.getpid()}.")
        with suppress(FileNotFoundError):
            if is_ours or time.time() - unfinished.stat().st_mtime > _LONG:
                unfinished.unlink()


def _folder(database: Path) -> Path:
    return database.parent / "backups"
