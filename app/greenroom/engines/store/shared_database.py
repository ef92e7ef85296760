"""The one connection of this process to a database, shared by every store that uses it.

A process has one connection per file, counted by its users. Whoever meets damage closes it for all,
so that nobody goes on writing into a file that was set aside. Only SQLite opens the file: POSIX
frees all locks of a process on a file as soon as the process closes any descriptor of it.
"""

import ctypes
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from greenroom.engines.store.database_repair import (
    Repair,
    asides,
    repair,
    repair_lock,
)
from greenroom.engines.store.private_files import make_folder
from greenroom.engines.store.sqlite_backup import forget_backups, keep_backup
from greenroom.engines.store.sqlite_connection import (
    DamagedDatabaseError,
    DatabaseRepairedError,
    open_database,
    storage_errors,
)
from greenroom.engines.store.sqlite_rows import load_writer
from greenroom.errors import StorageError

_Identity = tuple[int, int]

_guard = threading.Lock()
_shared: "dict[str, SharedDatabase]" = {}


class SharedDatabase:
    """A connection that is opened when first used, and used by one thread at a time.

    Every use raises StorageError where the disk or the database fails; the next use opens the
    database again. A damaged database is repaired, which raises DatabaseRepairedError.
    """

    def __init__(self, key: str, path: Path) -> None:
        self.users = 0
        self._key = key
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: _Identity | None = None

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection; nobody else in this process uses it meanwhile."""
        with self._lock:
            try:
                connection = self._current()
                with storage_errors(self._path, connection):
                    yield connection
            except DamagedDatabaseError as damage:
                self._repair(damage)
            except StorageError:
                self._close()
                raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside one transaction: all statements see the same moment."""
        with self.use() as connection:
            connection.execute("BEGIN")
            with _ended(connection, "COMMIT"):
                yield connection

    @contextmanager
    def write(self, *, durable: bool) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside a transaction that is kept whole or not at all.

        Args:
            durable: have it on the disk, with all that was written before it, when the block ends.
                What is not durable outlives this program, but perhaps not a power cut.
        """
        load_writer()
        with self.use() as connection:
            writer = self._begin_writing(connection, "FULL" if durable else "NORMAL")
            with storage_errors(self._path, writer), _ended(writer, "COMMIT"):
                yield writer

    def keep_backup(self) -> None:
        """Keep a dated copy of what is in the database now."""
        with self.use() as connection:
            keep_backup(connection, self._path)

    def renew_backup(self) -> None:
        """Keep no copy but one of now, because something was deleted for good."""
        forget_backups(self._path)
        self.keep_backup()

    def release(self) -> None:
        """End one use that `share` began; the last one closes the connection."""
        with _guard:
            self.users -= 1
            if self.users:
                return
            del _shared[self._key]
        with self._lock:
            self._close()

    def _begin_writing(self, connection: sqlite3.Connection, sync: str) -> sqlite3.Connection:
        connection.execute(f"PRAGMA synchronous = {sync}")
        connection.execute("BEGIN IMMEDIATE")
        while self._identity != _identity(self._path):
            # Another program replaced the file while this one waited for its turn to write.
            self._abandon()
            connection = self._current()
            connection.execute(f"PRAGMA synchronous = {sync}")
            connection.execute("BEGIN IMMEDIATE")
        return connection

    def _current(self) -> sqlite3.Connection:
        if self._connection is not None and self._identity != _identity(self._path):
            self._abandon()
        if self._connection is None:
            make_folder(self._path.parent)
            with repair_lock(self._path):
                self._connection = open_database(self._path)
                self._identity = _identity(self._path)
        return self._connection

    def repair(self) -> Repair:
        """Rebuild the database from all that can be recovered; a copy of the old file is kept.

        Raises:
            StorageError: the disk is full or failed.
        """
        with self._lock:
            self._close()
            with repair_lock(self._path):
                return repair(self._path)

    def _repair(self, damage: DamagedDatabaseError) -> NoReturn:
        before = asides(self._path)
        self._close()
        with repair_lock(self._path):
            if asides(self._path) != before:
                raise DatabaseRepairedError(
                    "The database was damaged; another Greenroom has repaired it.",
                    "What could be recovered is there. Try again.",
                ) from damage
            done = repair(self._path)
        raise DatabaseRepairedError(done.sentence, done.hint) from damage

    def _abandon(self) -> None:
        """Abandon a connection to a file that was replaced, without closing it.

        SQLite deletes the log by its name when it closes a database, and by now that may be the log
        of the new file. So the connection lives as long as the process.
        """
        if self._connection is not None:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._connection))
        self._connection = self._identity = None

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = self._identity = None


def share(path: Path) -> SharedDatabase:
    """Return the shared connection to this database; release it as often as it was taken."""
    key = os.path.realpath(path)
    with _guard:
        database = _shared.get(key)
        if database is None:
            database = _shared[key] = SharedDatabase(key, path)
        database.users += 1
        return database


@contextmanager
def _ended(connection: sqlite3.Connection, end: str) -> Iterator[None]:
    try:
        yield
        connection.execute(end)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _identity(path: Path) -> _Identity | None:
    """Return which file is at a path; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
