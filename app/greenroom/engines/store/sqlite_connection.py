"""Opening the database, with its errors in plain words."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

from greenroom.engines.store.migrations import has_known_shape, is_current, migrate
from greenroom.engines.store.private_files import is_full, make_folder
from greenroom.errors import StorageError

_PATIENCE = 15.0
"""Seconds to wait for another program that is writing; a busy disk takes its time to sync."""

_SCARCE = 1 << 20
"""Bytes of free disk below which SQLite shares no memory through a file.

SQLite maps its -shm file into memory before the disk has room for all of it; on a full disk with
small blocks there is none, and the system kills the program (SIGBUS) without a message.
"""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, not only forgotten
    # A power cut leaves the file sound, but may take back what was written since the last FULL.
    "PRAGMA synchronous = NORMAL",
)

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG)

_REASONS = {
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
    sqlite3.SQLITE_PERM: "permission denied",
}

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged database raises; a message that quotes a damaged name cannot be decoded."""

_lenient = partial(str, encoding="utf-8", errors="replace")


class DamagedDatabaseError(StorageError):
    """SQLite says that the file is damaged, or no database."""


class DatabaseRepairedError(StorageError):
    """The database was damaged and has been repaired; whoever called may call again."""


def open_database(path: Path) -> sqlite3.Connection:
    """Return the database, made or brought up to date where needed; mode 0600.

    Where nothing can be written, the database can still be read. Text that is not UTF-8 is read
    with replacement characters.

    Raises:
        DamagedDatabaseError: it has to be repaired.
        StorageError: it is locked, or the disk is full or failed.
    """
    if _is_read_only(path):
        return _open_read_only(path)
    make_folder(path.parent)
    _make_parts_writable(path)
    with storage_errors(path):
        connection = connect(path)
    try:
        with storage_errors(path, connection):
            _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path | str, *, uri: bool = False) -> sqlite3.Connection:
    """Return a bare connection; a new file gets mode 0600.

    Never opens the file by hand: closing such a descriptor would free all locks that SQLite holds
    on it in this process, and the next program to close the database would delete its log.
    """
    with _private_files() if not uri and not Path(path).exists() else nullcontext():
        connection = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, uri=uri
        )
    connection.row_factory = sqlite3.Row
    connection.text_factory = _lenient
    return connection


def read_only_uri(path: Path, how: str = "mode=ro") -> str:
    """Return the address by which SQLite opens a file without the right to change it."""
    return f"{path.absolute().as_uri()}?{how}"


@contextmanager
def storage_errors(path: Path, connection: sqlite3.Connection | None = None) -> Iterator[None]:
    """Turn what SQLite raises into a StorageError."""
    try:
        yield
    except SQLITE_ERRORS as error:
        if _is_damage(error, connection):
            if code_of(error) == sqlite3.SQLITE_CORRUPT and _rebuild_index(connection):
                raise DatabaseRepairedError(
                    "The search index was damaged and has been rebuilt.", "Try again."
                ) from error
            raise DamagedDatabaseError(
                f"The database of your sessions is damaged: {path}."
            ) from error
        raise _refusal(path, error) from error
    except OSError as error:
        raise _refusal(path, error) from error


def _is_damage(error: Exception, connection: sqlite3.Connection | None) -> bool:
    if isinstance(error, UnicodeDecodeError):
        return True
    if code_of(error) == sqlite3.SQLITE_ERROR and connection is not None:
        # The statement is right, so the tables are not what the recorded migrations make.
        return not has_known_shape(connection)
    return code_of(error) in _DAMAGE


def code_of(error: Exception) -> int:
    """Return SQLite's primary result code; 0 if it was not SQLite that refused."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def _private_files() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _make_parts_writable(path: Path) -> None:
    """Let the log and its index be written as the database can be.

    SQLite gives them the database's mode, and leaves them where it can only read.
    """
    for ending in ("-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists() and not os.access(part, os.W_OK):
            with suppress(OSError):
                part.chmod(0o600)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _shares_no_memory(path):
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").close()
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    with closing(connection.execute("PRAGMA journal_mode")) as mode:
        is_wal = mode.fetchone()[0] == "wal"
    if not is_wal:
        connection.execute("PRAGMA journal_mode = WAL").close()
    migrate(connection)


def _shares_no_memory(path: Path) -> bool:
    """Return whether there is no room for the file by which programs share the log's index."""
    if os.name == "nt":
        return False
    try:
        index = path.with_name(f"{path.name}-shm").stat()
    except OSError:
        pass
    else:
        if index.st_blocks * 512 >= index.st_size > 0:
            return False
    return shutil.disk_usage(path.parent).free < _SCARCE


def _is_read_only(path: Path) -> bool:
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _open_read_only(path: Path) -> sqlite3.Connection:
    with storage_errors(path):
        connection = _readable(path)
        try:
            _insist_on_current(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _insist_on_current(connection: sqlite3.Connection) -> None:
    if not is_current(connection):
        raise StorageError(
            "These sessions were saved by another version of Greenroom, and cannot be updated where"
            " nothing can be written.",
            "Copy the folder to a place where you can write, and name it with --data-dir.",
        )


def _readable(path: Path) -> sqlite3.Connection:
    """Return a connection that writes nothing beside the file."""
    connection = connect(read_only_uri(path), uri=True)
    try:
        connection.execute("SELECT name FROM sqlite_master").close()
    except sqlite3.OperationalError:  # no room for the log's index beside it
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            return _copied(path, log)
        return connect(read_only_uri(path, "immutable=1"), uri=True)
    return connection


def _copied(path: Path, log: Path) -> sqlite3.Connection:
    """Return a connection to a copy, in memory, of a database with what its log adds."""
    with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
        # By hand: no connection to it could be opened, so there are no locks to lose.
        for part in (path, log):
            shutil.copyfile(part, Path(folder) / part.name)
        memory = connect(":memory:", uri=True)
        with closing(connect(Path(folder) / path.name)) as copy:
            copy.backup(memory)
    memory.execute("PRAGMA query_only = ON").close()  # nothing written to it would be kept
    return memory


def _rebuild_index(connection: sqlite3.Connection | None) -> bool:
    """Return whether only the search index was damaged, and is whole again."""
    if connection is None:
        return False
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        for table in ("sessions", "answers", "notes"):
            if connection.execute(f"PRAGMA quick_check({table})").fetchone()[0] != "ok":
                return False
        connection.execute("INSERT INTO answers_fts(answers_fts) VALUES ('rebuild')")
        return connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except SQLITE_ERRORS:
        return False


def _refusal(path: Path, error: Exception) -> StorageError:
    code = code_of(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError(
            f"Another program has been writing to {path} for {_PATIENCE:.0f} seconds.",
            "Close other windows of Greenroom, then try again.",
        )
    # SQLite calls it an I/O error where only its shared memory finds no room.
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and is_full(path.parent)):
        return StorageError(
            f"The disk is full: {path} could not be written.", "Free up space on the disk."
        )
    if code == sqlite3.SQLITE_READONLY:
        return StorageError(
            f"{path} can be read, but not changed.",
            "Choose a folder that you can write to, with --data-dir.",
        )
    if isinstance(error, OSError):
        path, reason = Path(error.filename or path), error.strerror or type(error).__name__
    else:
        reason = _named(error)
    return StorageError(
        f"{path} cannot be read or written: {reason}.",
        "Check that the folder is yours and the disk has room, or choose another with --data-dir.",
    )


def _named(error: Exception) -> str:
    """Return the reason; never SQLite's own message, which may contain what was said."""
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return _REASONS.get(code_of(error), name.removeprefix("SQLITE_").replace("_", " ").lower())
