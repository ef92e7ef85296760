"""The database's shape changes in recorded steps, each once and whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from greenroom.engines.store.migrations import STEPS, applied, migrate
from greenroom.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield connection


def moods(db: "Database") -> None:
    db.table("sessions").add_column("mood", str)


def half_done(db: "Database") -> None:
    moods(db)
    raise RuntimeError("power cut")


def add_session(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO sessions VALUES ('1', 'star', 'STAR', 'now', NULL, 'folder')")


def columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(sessions)")}


def test_a_new_database_sees_every_step_once(connection: sqlite3.Connection) -> None:
    migrate(connection)
    migrate(connection)
    assert applied(connection) == [step.__name__ for step in STEPS]


def test_an_older_database_keeps_its_rows(connection: sqlite3.Connection) -> None:
    migrate(connection)
    add_session(connection)
    migrate(connection, (*STEPS, moods))
    assert connection.execute("SELECT id, mood FROM sessions").fetchall() == [("1", None)]
    assert applied(connection)[-1] == "moods"


def test_a_step_that_fails_leaves_nothing_behind(connection: sqlite3.Connection) -> None:
    migrate(connection)
    add_session(connection)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(connection, (*STEPS, half_done))
    assert "mood" not in columns(connection)
    assert applied(connection) == [step.__name__ for step in STEPS]
    migrate(connection, (*STEPS, moods))
    assert "mood" in columns(connection)


def test_a_newer_database_is_not_touched(connection: sqlite3.Connection) -> None:
    migrate(connection, (*STEPS, moods))
    with pytest.raises(StorageError, match="newer"):
        migrate(connection)
