"""What review and history read: single answers, takes of a question, and measures over time."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from greenroom.delivery.measure import Measure
from greenroom.engines.store.session_database import HOW_TO_REPAIR
from greenroom.engines.store.sqlite_rows import (
    UnreadableRowError,
    local,
    named_answer,
    session_of,
)
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import UserError
from greenroom.feedback.session import Answer, Session
from greenroom.practice.progress import AnswerKind, MeasuredAnswer
from greenroom.practice.weakness import JudgedAnswer

LAST_SESSIONS = 60
"""How many sessions back the measures over time reach."""

_OVERVIEW = """
    SELECT sessions.*, (SELECT count(*) FROM answers
        WHERE session_id = sessions.id AND request = '') AS answers
    FROM sessions ORDER BY started_at DESC
"""
_TAKES = """
    SELECT answer_heads.* FROM answer_heads JOIN answers USING (id)
    WHERE answers.question_id = :question_id AND answers.follow_up = :follow_up
        AND (answers.follow_up = 0 OR answers.question = :question)
        AND answers.request = '' AND answers.clip <> ''
    ORDER BY answers.started_at DESC LIMIT :most
"""
_MEASURED = """
    SELECT id, session_id, started_at, rubric_id, follow_up,
        CASE WHEN json_valid(analysis) THEN json_extract(analysis, '$.delivery.measures') END
            AS measures
    FROM answers WHERE request = '' AND analysis IS NOT NULL AND session_id IN
        (SELECT id FROM sessions ORDER BY started_at DESC LIMIT ?)
"""
_JUDGED = """
    SELECT session_id, question_id, follow_up,
        CASE WHEN json_valid(analysis) THEN json_extract(analysis, '$.structure') END AS structure
    FROM answers WHERE request = '' AND analysis IS NOT NULL AND session_id IN
        (SELECT id FROM sessions ORDER BY started_at DESC LIMIT ?)
    ORDER BY started_at
"""
_ASKED_LATELY = """
    SELECT question_id FROM answers JOIN sessions ON sessions.id = session_id
    WHERE session_id IN (
        SELECT id FROM sessions
        WHERE EXISTS (SELECT * FROM answers WHERE session_id = sessions.id)
        ORDER BY started_at DESC LIMIT :most)
    ORDER BY sessions.started_at DESC, turn DESC, take DESC, answers.started_at DESC LIMIT :most
"""
_LAST_ASKED = """
    SELECT answer_heads.* FROM answer_heads JOIN sessions ON sessions.id = session_id
    WHERE question_id = ? AND NOT follow_up
    ORDER BY sessions.started_at DESC, turn, take LIMIT 1
"""
_MOST_TAKES = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A session without its answers, and the number of these."""

    session: Session
    answers: int


class SqliteHistory(SqliteStore):
    """The store, with more ways to read it."""

    def overview(self) -> Sequence[Listed]:
        """Return all sessions, newest first."""
        with self.database.use() as connection:
            rows = connection.execute(_OVERVIEW).fetchall()
        return self.database.read_rows(
            lambda row: Listed(session_of(row, ()), row["answers"]), rows
        )

    def heads(self, session_id: str) -> Session:
        """Return one session with its answers, without their analyses.

        Raises:
            UserError: there is no such session.
        """
        with self.database.use() as connection:
            row, answers = self._session_rows(connection, session_id)
        return self.database.session(row, answers, {})

    def answer(self, answer_id: str) -> Answer:
        """Return one answer with its analysis.

        Raises:
            UserError: the answer no longer exists.
        """
        with self.database.use() as connection:
            head = _one(connection, "SELECT * FROM answer_heads WHERE id = ?", answer_id)
            row = _one(connection, "SELECT analysis FROM answers WHERE id = ?", answer_id)
        answers = self.database.answers([head], {answer_id: row["analysis"]})
        if not answers:
            raise UserError("This answer cannot be read.", HOW_TO_REPAIR)
        return answers[0]

    def takes(self, answer: Answer) -> Sequence[Answer]:
        """Return the takes of this answer's question, newest first, without analyses."""
        parameters = {
            "question_id": answer.question_id,
            "follow_up": answer.follow_up,
            "question": answer.question,
            "most": _MOST_TAKES,
        }
        with self.database.use() as connection:
            return self.database.answers(connection.execute(_TAKES, parameters))

    def asked_lately(self, most: int) -> list[str]:
        """Return the ids of the questions of the last answers, the latest last."""
        with self.database.use() as connection:
            rows = connection.execute(_ASKED_LATELY, {"most": most}).fetchall()
        return [row["question_id"] for row in reversed(rows)]

    def last_asked(self, question_id: str) -> Answer | None:
        """Return the newest session's answer to a question, never to its follow-ups."""
        with self.database.use() as connection:
            answers = self.database.answers(connection.execute(_LAST_ASKED, [question_id]))
        return answers[0] if answers else None

    def measured(self) -> Sequence[MeasuredAnswer]:
        """Return the answers of the last sessions with those measures that could be measured."""
        with self.database.use() as connection:
            rows = connection.execute(_MEASURED, [LAST_SESSIONS]).fetchall()
        return self.database.read_rows(_measured, rows)

    def judged(self) -> Sequence[JudgedAnswer]:
        """Return the answers of the last sessions that were judged by a rubric, oldest first."""
        with self.database.use() as connection:
            rows = connection.execute(_JUDGED, [LAST_SESSIONS]).fetchall()
        return [answer for answer in self.database.read_rows(_judged, rows) if answer]


def _measured(row: sqlite3.Row) -> MeasuredAnswer:
    try:
        return MeasuredAnswer(
            row["id"],
            row["session_id"],
            local(row["started_at"]),
            AnswerKind(str(row["rubric_id"]), bool(row["follow_up"])),
            _measures(row["measures"] or ""),
        )
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableRowError(named_answer(row["session_id"])) from error


def _judged(row: sqlite3.Row) -> JudgedAnswer | None:
    try:
        structure = json.loads(row["structure"]) if row["structure"] else None
        if not structure or not structure["enough"]:
            return None
        return JudgedAnswer(
            row["question_id"],
            bool(row["follow_up"]),
            float(structure["score"]),
            frozenset(element["element"] for element in structure["found"]),
            frozenset(structure["missing"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableRowError(named_answer(row["session_id"])) from error


def _one(connection: sqlite3.Connection, query: str, answer_id: str) -> sqlite3.Row:
    row = connection.execute(query, [answer_id]).fetchone()
    if row is None:
        raise UserError("This answer is no longer there.", "Its session may have been deleted.")
    return row


def _measures(text: str) -> Mapping[str, Measure]:
    try:
        measures = _adapter().validate_json(text)
    except ValidationError:
        return {}
    return {
        name: measure
        for name, measure in measures.items()
        if measure.quality == "ok" and measure.value is not None
    }


@cache
def _adapter() -> TypeAdapter[dict[str, Measure]]:
    return TypeAdapter(dict[str, Measure])
