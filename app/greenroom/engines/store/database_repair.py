"""The repair of a damaged database: all that can be recovered goes into a new one.

First come the rows that can still be read, then those of the dated copies, then the reports beside
the recordings, then recordings that nothing else knows. A copy of the damaged file is set aside.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from greenroom.engines.store.migrations import migrate
from greenroom.engines.store.orphans import adopt, find_orphans, recordings
from greenroom.engines.store.private_files import copy
from greenroom.engines.store.saved_report import read_report
from greenroom.engines.store.sqlite_backup import backups
from greenroom.engines.store.sqlite_connection import (
    SQLITE_ERRORS,
    code_of,
    connect,
    storage_errors,
)
from greenroom.engines.store.sqlite_rows import answer_row, insert_missing
from greenroom.engines.store.sqlite_salvage import count_sessions, salvage
from greenroom.errors import StorageError

_WAIT = 60.0  # seconds for another program that repairs the same database

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair brought back.

    Attributes:
        recovered: sessions in the new database.
        expected: sessions that there were, as far as anything still shows.
        unmeasured: answers that have to be transcribed again from their recordings.
        aside: where the damaged file is now.
    """

    recovered: int
    expected: int
    unmeasured: int
    aside: Path

    @property
    def sentence(self) -> str:
        """Return what happened, in words for the user."""
        many = "session was" if self.expected == 1 else "sessions were"
        count = f"{self.recovered} of {self.expected} {many} recovered"
        return f"The database was damaged. {count}; the damaged file was kept as {self.aside.name}."

    @property
    def hint(self) -> str:
        """Return what to do next."""
        if not self.unmeasured:
            return "There is nothing more to do. Your recordings are untouched."
        many = "One answer" if self.unmeasured == 1 else f"{self.unmeasured} answers"
        return (
            f"{many} will be transcribed again from the recordings when you start the next "
            "interview."
        )


@contextmanager
def repair_lock(path: Path) -> Iterator[None]:
    """Keep other programs from opening or repairing the database; hold it for moments only.

    Raises:
        StorageError: another program has been repairing it for a minute.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_WAIT, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StorageError(
            "Another Greenroom is repairing the database.", "Try again in a minute."
        ) from error
    except OSError:
        pass  # where nothing can be written, nothing can be repaired
    try:
        yield
    finally:
        lock.release()


def repair(path: Path) -> Repair:
    """Rebuild the database from all that can be recovered; a copy of the damaged one is kept.

    This process must have no connection to it, and hold `repair_lock`.

    Raises:
        StorageError: the disk is full or failed; the damaged file is where it was.
    """
    data = path.parent
    draft = path.with_name(f".{path.name}.repaired")
    with storage_errors(path):
        aside = _copy_aside(path)
        _remove(draft)
        expected = count_sessions(path)
        with closing(connect(draft)) as target:
            target.execute("PRAGMA journal_mode = DELETE").close()
            migrate(target)
            target.execute("PRAGMA foreign_keys = ON")
            target.execute("BEGIN")
            _fill(target, path, data)
            recovered = _count(target, "sessions")
            unmeasured = _count(target, "answers WHERE analysis IS NULL AND clip <> ''")
            target.execute("COMMIT")
        _put_in_place(draft, path)
    result = Repair(recovered, max(expected, recovered), unmeasured, aside)
    _log.warning("%s", result.sentence)
    return result


def asides(path: Path) -> set[Path]:
    """Return the damaged databases that were set aside."""
    return set(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}"))


def complete(connection: sqlite3.Connection, data: Path) -> list[str]:
    """Bring back what is in reports and recordings and not in the database.

    Returns:
        the ids of sessions that were not in the database.
    """
    adopted = adopt(connection, find_orphans(connection, data), data)
    for row in connection.execute("SELECT id, folder, finished_at FROM sessions").fetchall():
        folder = data / row["folder"]
        if row["id"] not in adopted:
            _complete_from_report(connection, row["id"], folder)
        if row["finished_at"] and _unknown_recordings(connection, row["id"], folder):
            # As if it had been cut off, so that its recordings are looked through again.
            connection.execute("UPDATE sessions SET finished_at = NULL WHERE id = ?", [row["id"]])
    return adopted


def _fill(target: sqlite3.Connection, path: Path, data: Path) -> None:
    salvage(path, target)
    for dated in backups(path):
        salvage(dated, target, data)
    complete(target, data)


def _complete_from_report(connection: sqlite3.Connection, session_id: str, folder: Path) -> None:
    report = read_report(folder)
    if report is None or report.id != session_id:
        return
    for answer in report.answers:
        row = answer_row(answer)
        with suppress(sqlite3.IntegrityError):
            insert_missing(connection, "answers", row)
        connection.execute(
            "UPDATE answers SET analysis = :analysis, transcript = :transcript"
            " WHERE id = :id AND analysis IS NULL",
            row,
        )


def _unknown_recordings(connection: sqlite3.Connection, session_id: str, folder: Path) -> bool:
    rows = connection.execute("SELECT clip FROM answers WHERE session_id = ?", [session_id])
    clips = {row["clip"] for row in rows}
    return any(path.name not in clips for path in recordings(folder))


def _put_in_place(draft: Path, path: Path) -> None:
    """Write the new content into the old file, which other programs may have open.

    Replace the file only where SQLite does not recognize it as a database at all.
    """
    try:
        with closing(connect(draft)) as source, closing(connect(path)) as target:
            target.execute("PRAGMA writable_schema = ON").close()  # whatever is there now
            source.backup(target)
    except SQLITE_ERRORS as error:
        damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        if isinstance(error, sqlite3.Error) and code_of(error) not in damage:
            raise
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
    _remove(draft)


def _copy_aside(path: Path) -> Path:
    """Copy the database and its log; return the path of the copy."""
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{moment}{path.suffix}")
    for ending in ("", "-wal"):
        part = path.with_name(path.name + ending)
        if part.exists():
            copy(part, aside.with_name(aside.name + ending))
    return aside


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _count(connection: sqlite3.Connection, what: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608
