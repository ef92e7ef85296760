"""What can still be read of a damaged database, carried over row by row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from greenroom.engines.store.sqlite_connection import SQLITE_ERRORS, code_of, connect, read_only_uri
from greenroom.engines.store.sqlite_rows import (
    KEYS,
    Row,
    UnreadableRowError,
    answer_of,
    insert_missing,
    session_of,
)
from greenroom.engines.store.stored_analysis import analysis_of_json, is_newer
from greenroom.renamed_ids import current_id

_AT_ONCE = 64  # rows that are read together; those around a damaged one are read singly
_MOST = 1 << 17  # rows, where a table does not even say how many it has

_HOPELESS = 1 << 12  # rows that are missing in succession, where nothing shows where the end is
_NAMES = ("id", "session_id", "answer_id", "folder", "clip")
_IDS = ("script_id", "question_id", "rubric_id")  # a copy may be older than their spelling
_GARBLED = "\ufffd"  # how bytes that are not UTF-8 are read


def salvage(source: Path, target: sqlite3.Connection, data: Path | None = None) -> None:
    """Insert into `target` each row of `source` that can be read and is not there yet.

    An analysis that cannot be read is left out: its recording can be measured again.

    Args:
        source: a database in whatever state, which is not changed.
        target: a database with all tables.
        data: the folder of the sessions' folders; with it, a session whose folder is gone counts
            as deleted, and is not carried over.
    """
    for how in ("mode=ro", "immutable=1"):
        with (
            suppress(*SQLITE_ERRORS),
            closing(connect(read_only_uri(source, how), uri=True)) as old,
        ):
            # Go on where the description of one table, such as the search index, is damaged.
            old.execute("PRAGMA writable_schema = ON").close()
            for table in KEYS:
                columns = _columns(target, table)
                for row in readable_rows(old, table):
                    _carry_over(
                        target,
                        table,
                        {column: row[column] for column in columns if column in row},
                        data,
                    )


def count_sessions(source: Path) -> int:
    """Return how many sessions a damaged database says it has; 0 if it cannot say."""
    try:
        with closing(connect(read_only_uri(source), uri=True)) as old:
            return old.execute("SELECT count(*) FROM sessions").fetchone()[0]
    except SQLITE_ERRORS:
        return 0


def readable_rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table, leaving out those that lie on damaged pages."""
    highest, missing = _highest(connection, table), 0
    for first in range(1, highest + 1, _AT_ONCE):
        rows = _between(connection, table, first, min(first + _AT_ONCE - 1, highest))
        yield from rows
        missing = 0 if rows else missing + _AT_ONCE
        if missing > _HOPELESS and highest == _MOST:
            break


def _between(connection: sqlite3.Connection, table: str, first: int, last: int) -> list[Row]:
    query = f"SELECT * FROM {table} WHERE rowid BETWEEN ? AND ?"  # noqa: S608 - our own names
    try:
        return [dict(row) for row in connection.execute(query, [first, last])]
    except SQLITE_ERRORS:
        if first == last:
            return []
    middle = (first + last) // 2
    return [
        *_between(connection, table, first, middle),
        *_between(connection, table, middle + 1, last),
    ]


def _highest(connection: sqlite3.Connection, table: str) -> int:
    try:
        highest = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]  # noqa: S608
    except SQLITE_ERRORS:
        return _MOST if _is_there(connection, table) else 0
    return min(highest or 0, _MOST) if isinstance(highest, int | None) else _MOST


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f"SELECT * FROM {table} WHERE rowid = 0").fetchone()  # noqa: S608
    except sqlite3.OperationalError:
        return False
    except SQLITE_ERRORS as error:
        return code_of(error) != sqlite3.SQLITE_NOTADB
    return True


def _carry_over(target: sqlite3.Connection, table: str, row: Row, data: Path | None) -> None:
    if data and table == "sessions" and not _has_folder(row, data):
        return
    if isinstance(analysis := row.get("analysis"), str):
        readable = analysis_of_json(analysis) is not None or is_newer(analysis)
        row = row if readable else {**row, "analysis": None}
    row |= {name: current_id(it) for name in _IDS if isinstance(it := row.get(name), str)}
    target.execute("SAVEPOINT row")
    try:
        if insert_missing(target, table, row):
            _check(target, table, row)
    except (sqlite3.Error, UnreadableRowError, TypeError, KeyError, ValueError):
        target.execute("ROLLBACK TO row")
    target.execute("RELEASE row")


def _check(target: sqlite3.Connection, table: str, row: Row) -> None:
    """Read the row as the program will, so that nothing unreadable is carried over."""
    if any(_GARBLED in str(row.get(name, "")) for name in _NAMES):
        raise UnreadableRowError("a row whose name was overwritten")
    if table == "sessions":
        rows = target.execute("SELECT * FROM sessions WHERE id = ?", [row["id"]])
        session_of(rows.fetchone(), ())
    elif table == "answers":
        rows = target.execute("SELECT * FROM answer_heads WHERE id = ?", [row["id"]])
        answer_of(rows.fetchone())
    elif not isinstance(row["text"], str):
        raise TypeError


def _has_folder(row: Row, data: Path) -> bool:
    folder = row.get("folder")
    try:
        return isinstance(folder, str) and bool(folder) and (data / folder).is_dir()
    except (OSError, ValueError):
        return False


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
