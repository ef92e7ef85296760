"""Sessions and answers as rows of the database, and back.

Rows are written by their id: inserted, or put in the place of the one that is there.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from greenroom.engines.store.stored_analysis import analysis_of_json, json_of_analysis
from greenroom.feedback.session import Answer, Session

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, str | int | float | None]

KEYS: Mapping[str, str] = {"sessions": "id", "answers": "id", "notes": "answer_id"}
"""The tables with content, parents first, and the column that identifies their rows."""


class UnreadableRowError(Exception):
    """A row with a value that no session or answer can have; the message only names the row."""


_ODD = (ValueError, TypeError, OverflowError)
_SHORT = 8  # letters of an id that name it


def session_row(session: Session, folder: str) -> Row:
    """Return the row of a session without its answers."""
    return {
        "id": session.id,
        "script_id": session.script_id,
        "title": session.title,
        "started_at": moment(session.started_at),
        "finished_at": session.finished_at and moment(session.finished_at),
        "folder": folder,
    }


def answer_row(answer: Answer) -> Row:
    """Return the row of an answer with all that is known of it."""
    analysis = answer.analysis
    return {
        "id": answer.id,
        "session_id": answer.session_id,
        "turn": answer.turn,
        "question_id": answer.question_id,
        "question": answer.question,
        "rubric_id": answer.rubric_id,
        "started_at": moment(answer.started_at),
        "follow_up": answer.follow_up,
        "probes": answer.probes,
        "target_seconds": answer.target_seconds,
        "take": answer.take,
        "clip": answer.clip,
        "think_seconds": answer.think_seconds,
        "recovered": answer.recovered,
        "request": answer.request,
        "worded_by": answer.worded_by,
        "transcript": analysis.transcript.text if analysis else "",
        "analysis": json_of_analysis(analysis) if analysis else None,
    }


def session_of(row: sqlite3.Row, answers: Sequence[Answer]) -> Session:
    """Return a session with the given answers.

    Raises:
        UnreadableRowError: no session can have one of its values.
    """
    session_id, script_id, title = row["id"], row["script_id"], row["title"]
    try:
        _all_text(session_id, script_id, title, row["folder"])
        return Session(
            id=session_id,
            script_id=script_id,
            title=title,
            started_at=local(row["started_at"]),
            finished_at=local(row["finished_at"]) if row["finished_at"] else None,
            answers=tuple(answers),
        )
    except _ODD as error:
        raise UnreadableRowError(f"session {str(session_id)[:_SHORT]}") from error


def answer_of(row: sqlite3.Row, analysis: str | None = None) -> Answer:
    """Return an answer from a row of the view `answer_heads` and its analysis in JSON.

    An analysis that cannot be read counts as none: the recording can be measured again.

    Raises:
        UnreadableRowError: no answer can have one of its values.
    """
    # By position, because the history reads thousands at once.
    answer_id, session, turn, question_id, question, rubric, started, follow_up, *rest = row
    probes, target, take, clip, think_seconds, recovered, request, worded_by = rest
    try:
        _all_text(
            answer_id, session, question_id, question, rubric, probes, clip, request, worded_by
        )
        _all_numbers(turn, target, take)
        if think_seconds is not None:
            _all_numbers(think_seconds)
        parsed = None if analysis is None else analysis_of_json(analysis)
        return Answer(
            answer_id, session, turn, question_id, question, rubric, local(started),
            bool(follow_up), probes, target, take, clip, think_seconds, bool(recovered), request,
            worded_by, parsed,
        )  # fmt: skip
    except _ODD as error:
        raise UnreadableRowError(named_answer(session)) from error


def named_answer(session_id: object) -> str:
    """Return the name of an answer that cannot be read."""
    return f"an answer of session {str(session_id)[:_SHORT]}"


def moment(time: datetime) -> str:
    """Return a time as the database keeps it: in UTC, so that it sorts as text."""
    return time.astimezone(UTC).isoformat()


def local(text: str) -> datetime:
    """Return a time of the database, in the time zone of this computer."""
    return datetime.fromisoformat(text).astimezone()


def upsert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Insert the row, or replace its columns in the row with its id."""
    utils(connection).table(table).upsert(row, pk=KEYS[table])


def insert_missing(connection: sqlite3.Connection, table: str, row: Row) -> bool:
    """Insert the row unless one with its id exists; return whether it was inserted.

    Raises:
        sqlite3.IntegrityError: its parent is missing, or a column that may not be empty.
    """
    key = KEYS[table]
    existing = connection.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", [row[key]])  # noqa: S608
    if existing.fetchone():
        return False
    utils(connection).table(table).insert(row, pk=key)
    return True


def load_writer() -> None:
    """Load what writes rows: seconds on a busy computer, so never while others wait to write."""
    import_module("sqlite_utils")


def utils(connection: sqlite3.Connection) -> "Database":
    """Return the connection as a database of sqlite-utils."""
    # Not before the first use: it takes as long as the rest of the start.
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def _all_text(*values: object) -> None:
    for value in values:
        if not isinstance(value, str):
            raise TypeError


def _all_numbers(*values: object) -> None:
    for value in values:
        if not isinstance(value, int | float):
            raise TypeError
