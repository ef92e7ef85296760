"""Opens the database and says in plain words what is wrong with it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from greenroom.engines.store.migrations import migrate
from greenroom.engines.store.private import is_full, make_folder
from greenroom.errors import StorageError

_PATIENCE = 5.0
"""Seconds to wait for another program that is writing."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, not only forgotten
)


def open_database(path: Path) -> sqlite3.Connection:
    """The database, made or brought up to date where needed; mode 0600.

    Raises:
        StorageError: it is damaged (and set aside then), locked, or the disk does not take it.
    """
    make_folder(path.parent)
    with storage_errors(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def storage_errors(path: Path, connection: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turn what SQLite raises into a StorageError; a damaged database is set aside."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            if connection is not None and _make_index_anew(connection):
                raise StorageError(
                    "The search index was damaged; it has been made anew.", "Try once more."
                ) from error
            raise _damaged(path, connection) from error
        raise _refusal(path, error) from error
    except OSError as error:
        raise _refusal(path, error) from error


def set_aside(path: Path) -> Path:
    """Rename a database and what belongs to it; nothing is deleted. Returns its new path."""
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _prepare(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    with closing(connection.execute("PRAGMA journal_mode")) as mode:
        is_wal = mode.fetchone()[0] == "wal"
    if not is_wal:
        connection.execute("PRAGMA journal_mode = WAL").close()
    migrate(connection)


def _code(error: sqlite3.Error | OSError) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _make_index_anew(connection: sqlite3.Connection) -> bool:
    """Whether only the full-text index was damaged; all that it is made from is there then."""
    try:
        for table in ("sessions", "answers", "notes"):
            if connection.execute(f"PRAGMA quick_check({table})").fetchone()[0] != "ok":
                return False
        connection.execute("INSERT INTO answers_fts(answers_fts) VALUES ('rebuild')")
    except sqlite3.Error:
        return False
    return True


def _damaged(path: Path, connection: sqlite3.Connection | None) -> StorageError:
    if connection is not None:
        connection.close()
    aside = set_aside(path)
    return StorageError(
        f"The database of your sessions is damaged; it was set aside as {aside.name}.",
        f"Start again to go on with a new one. Your recordings are untouched in {aside.parent}.",
    )


def _refusal(path: Path, error: sqlite3.Error | OSError) -> StorageError:
    code = _code(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError(
            f"Another program has been writing to {path} for {_PATIENCE:.0f} seconds.",
            "Close other windows of Greenroom, then try again.",
        )
    # SQLite calls it an I/O error where only its shared memory finds no room.
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and is_full(path.parent)):
        return StorageError(
            f"The disk is full: {path} could not be written.", "Make room on the disk."
        )
    if isinstance(error, OSError):
        path, reason = Path(error.filename or path), error.strerror
    else:
        reason = str(error)
    return StorageError(
        f"{path} cannot be read or written: {reason}.",
        "See whether the folder is yours and the disk has room, or choose another with --data-dir.",
    )
