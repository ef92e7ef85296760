"""The database's schema, as the steps that led to it.

Once written, a step never changes; what comes later is another step. Which
steps a database has seen is recorded in it (table `_sqlite_migrations`), so that each runs once.
"""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from greenroom.errors import StorageError
from greenroom.renamed_ids import RENAMED

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    Step = Callable[[Database], None]

_SET = "greenroom"


def sessions_and_answers(db: "Database") -> None:
    """Create sessions, their answers with a full-text index, and the user's notes on them.

    The view `answer_heads` has the fields of an Answer without its analysis.
    """
    from sqlite_utils.db import ForeignKey

    sessions = db.table("sessions").create(
        {
            "id": str,
            "script_id": str,
            "title": str,
            "started_at": str,  # UTC, ISO 8601, as all times
            "finished_at": str,
            "folder": str,  # relative to the data folder
        },
        pk="id",
        not_null={"script_id", "title", "started_at", "folder"},
    )
    sessions.create_index(["started_at"])
    # A number of its own: the full-text index points at it, and VACUUM must not renumber it.
    answers = db.table("answers").create(
        {
            "number": int,
            "id": str,
            "session_id": str,
            "turn": int,
            "question_id": str,
            "question": str,
            "rubric_id": str,
            "started_at": str,
            "follow_up": int,
            "probes": str,
            "target_seconds": int,
            "take": int,
            "clip": str,  # relative to the session's folder
            "think_seconds": float,
            "recovered": int,
            "transcript": str,
            "analysis": str,  # JSON
        },
        pk="number",
        not_null={"id", "session_id", "turn", "question", "started_at", "clip", "transcript"},
        foreign_keys=[ForeignKey("answers", "session_id", "sessions", "id", on_delete="CASCADE")],
    )
    db.create_view(
        "answer_heads",
        "SELECT id, session_id, turn, question_id, question, rubric_id, started_at, follow_up,"
        " probes, target_seconds, take, clip, think_seconds, recovered FROM answers",
    )
    answers.create_index(["id"], unique=True)
    answers.create_index(["session_id", "turn", "take"])
    answers.enable_fts(
        ["question", "transcript"],
        create_triggers=True,
        tokenize="porter unicode61 remove_diacritics 2",
    )
    db.table("notes").create(
        {"answer_id": str, "text": str, "changed_at": str},
        pk="answer_id",
        not_null={"text", "changed_at"},
        foreign_keys=[ForeignKey("notes", "answer_id", "answers", "id", on_delete="CASCADE")],
    )


def requests_instead_of_answers(db: "Database") -> None:
    """Distinguish what a candidate asked for instead of answering."""
    db.execute("ALTER TABLE answers ADD COLUMN request TEXT NOT NULL DEFAULT ''")
    db.execute("DROP VIEW answer_heads")
    db.create_view(
        "answer_heads",
        "SELECT id, session_id, turn, question_id, question, rubric_id, started_at, follow_up,"
        " probes, target_seconds, take, clip, think_seconds, recovered, request FROM answers",
    )


def words_of_a_language_model(db: "Database") -> None:
    """Record who found the words of a follow-up."""
    db.execute("ALTER TABLE answers ADD COLUMN worded_by TEXT NOT NULL DEFAULT ''")
    db.execute("DROP VIEW answer_heads")
    db.create_view(
        "answer_heads",
        "SELECT id, session_id, turn, question_id, question, rubric_id, started_at, follow_up,"
        " probes, target_seconds, take, clip, think_seconds, recovered, request, worded_by"
        " FROM answers",
    )


def recordings_that_were_given_up(db: "Database") -> None:
    """Record which state of a recording could not be analyzed; empty where none."""
    db.execute("ALTER TABLE answers ADD COLUMN given_up TEXT NOT NULL DEFAULT ''")


def ids_spelled_american(db: "Database") -> None:
    """Join what was asked before ids were renamed with what is asked today."""
    columns = {"sessions": ("script_id",), "answers": ("question_id", "rubric_id")}
    for table, names in columns.items():
        for name in names:
            for old, new in RENAMED.items():
                db.execute(f"UPDATE {table} SET {name} = ? WHERE {name} = ?", [new, old])  # noqa: S608


STEPS: tuple["Step", ...] = (
    sessions_and_answers,
    requests_instead_of_answers,
    words_of_a_language_model,
    recordings_that_were_given_up,
    ids_spelled_american,
)


def migrate(connection: sqlite3.Connection, steps: "tuple[Step, ...]" = STEPS) -> None:
    """Run the steps that this database has not seen, all or none.

    Raises:
        StorageError: the database has seen steps that this program does not know.
    """
    names = [step.__name__ for step in steps]
    names_in_database = applied(connection)
    if not set(names_in_database) <= set(names):
        raise StorageError(
            "These sessions were last opened by a newer version of Greenroom.",
            "Update Greenroom, or choose another folder with --data-dir.",
        )
    if names_in_database != names:
        _run(connection, steps)


def is_current(connection: sqlite3.Connection) -> bool:
    """Return whether the database has seen exactly the steps that this program knows."""
    return applied(connection) == [step.__name__ for step in STEPS]


def has_known_shape(connection: sqlite3.Connection) -> bool:
    """Return whether the tables are what the recorded steps make; False if they cannot be read."""
    try:
        names = applied(connection)
        steps = tuple(step for step in STEPS if step.__name__ in names)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as other:
            if steps:
                _run(other, steps)
            return len(steps) == len(names) and _shape(connection) == _shape(other)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master")
    return {
        # Versions of sqlite-utils differ in how they quote names.
        (kind, name, sql.translate({ord(mark): None for mark in '[]"'}))
        for kind, name, sql in rows
        if not name.startswith("sqlite_")
    }


def applied(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the steps that this database has seen, in order."""
    try:
        rows = connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [_SET]
        )
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise
    return [name for (name,) in rows]


def _run(connection: sqlite3.Connection, steps: "tuple[Step, ...]") -> None:
    # Imported only when there is something to do: it takes longer than the rest of the start.
    from sqlite_utils import Database, Migrations

    migrations = Migrations(_SET)
    for step in steps:
        migrations()(step)
    # One transaction, begun as a writer, lets two programs start at once on a new database.
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
