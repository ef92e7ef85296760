"""Writes rows, each by its id: inserted, or put in the place of the one that is there."""

import sqlite3
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from greenroom.engines.store.sqlite_rows import Row

KEYS: Mapping[str, str] = {"sessions": "id", "answers": "id", "notes": "answer_id"}
"""The tables that hold what was said, parents first, and what tells their rows apart."""


def load_writer() -> None:
    """Load what writes rows: seconds on a busy computer, so never while others wait to write."""
    import_module("sqlite_utils")


def upsert(connection: sqlite3.Connection, table: str, row: "Row") -> None:
    """Insert the row, or replace what its columns hold in the row with its id."""
    utils(connection).table(table).upsert(row, pk=KEYS[table])


def insert_missing(connection: sqlite3.Connection, table: str, row: "Row") -> bool:
    """Insert the row unless one with its id is there; return whether it was inserted.

    Raises:
        sqlite3.IntegrityError: what it belongs to is not there, or a column that may not be empty.
    """
    key = KEYS[table]
    known = connection.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", [row[key]])  # noqa: S608
    if known.fetchone():
        return False
    utils(connection).table(table).insert(row, pk=key)
    return True


def utils(connection: sqlite3.Connection) -> "Database":
    """Return sqlite-utils' view of a connection."""
    # Not before the first use: it takes as long as all else that a start needs.
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)
