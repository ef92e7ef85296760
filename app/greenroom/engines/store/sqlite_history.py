"""What review and history read: single answers, tries at a question, and measures over time."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from greenroom.delivery.measure import Measure
from greenroom.engines.store.sqlite_rows import (
    UnreadableRowError,
    local,
    named_answer,
    session_of,
)
from greenroom.engines.store.sqlite_store import HOW_TO_REPAIR, SqliteStore
from greenroom.errors import UserError
from greenroom.feedback.session import Answer, Session
from greenroom.practice.progress import AnswerKind, MeasuredAnswer
from greenroom.practice.weakness import JudgedAnswer

LAST_SESSIONS = 60
"""So many sessions back is how far the measures over time reach."""

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
    """A session without its answers, and how many they are."""

    session: Session
    answers: int


class SqliteHistory(SqliteStore):
    """The store, with more ways to read it."""

    def overview(self) -> Sequence[Listed]:
        """All sessions, newest first."""
        with self._database() as database:
            rows = database.execute(_OVERVIEW).fetchall()
        return self._read(lambda row: Listed(session_of(row, ()), row["answers"]), rows)

    def heads(self, session_id: str) -> Session:
        """One session with its answers, without their analyses.

        Raises:
            UserError: there is no such session.
        """
        with self._database() as database:
            row = self._row(database, session_id)
            answers = database.execute(
                "SELECT * FROM answer_heads WHERE session_id = ? ORDER BY turn, take, started_at",
                [row["id"]],
            ).fetchall()
        return self._readable_session(row, answers, {})

    def answer(self, answer_id: str) -> Answer:
        """One answer with its analysis.

        Raises:
            UserError: there is no such answer any more.
        """
        with self._database() as database:
            row = _one(database, "SELECT * FROM answer_heads WHERE id = ?", answer_id)
            known = _one(database, "SELECT analysis FROM answers WHERE id = ?", answer_id)
        found = self._answers([row], {answer_id: known["analysis"]})
        if not found:
            raise UserError("This answer cannot be read.", HOW_TO_REPAIR)
        return found[0]

    def takes(self, answer: Answer) -> Sequence[Answer]:
        """The tries at the question of this answer, newest first, without analyses."""
        wanted = {
            "question_id": answer.question_id,
            "follow_up": answer.follow_up,
            "question": answer.question,
            "most": _MOST_TAKES,
        }
        with self._database() as database:
            return self._answers(database.execute(_TAKES, wanted))

    def asked_lately(self, most: int) -> list[str]:
        """Ids of the questions of the last answers, the latest last."""
        with self._database() as database:
            rows = database.execute(_ASKED_LATELY, {"most": most}).fetchall()
        return [row["question_id"] for row in reversed(rows)]

    def last_asked(self, question_id: str) -> Answer | None:
        """The answer to a question, not to its follow-ups, in the newest session with one."""
        with self._database() as database:
            found = self._answers(database.execute(_LAST_ASKED, [question_id]))
        return found[0] if found else None

    def measured(self) -> Sequence[MeasuredAnswer]:
        """The answers of the last sessions with their measures, as far as they can be judged."""
        with self._database() as database:
            rows = database.execute(_MEASURED, [LAST_SESSIONS]).fetchall()
        return self._read(_measured, rows)

    def judged(self) -> Sequence[JudgedAnswer]:
        """The answers of the last sessions that were judged by a rubric, oldest first."""
        with self._database() as database:
            rows = database.execute(_JUDGED, [LAST_SESSIONS]).fetchall()
        return [one for one in self._read(_judged, rows) if one]


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
        known = json.loads(row["structure"]) if row["structure"] else None
        if not known or not known["enough"]:
            return None
        return JudgedAnswer(
            row["question_id"],
            bool(row["follow_up"]),
            float(known["score"]),
            frozenset(one["element"] for one in known["found"]),
            frozenset(known["missing"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableRowError(named_answer(row["session_id"])) from error


def _one(database: sqlite3.Connection, query: str, answer_id: str) -> sqlite3.Row:
    row = database.execute(query, [answer_id]).fetchone()
    if row is None:
        raise UserError("This answer is not there any more.", "Its session may have been deleted.")
    return row


def _measures(text: str) -> Mapping[str, Measure]:
    try:
        known = _adapter().validate_json(text)
    except ValidationError:
        return {}
    return {
        name: one for name, one in known.items() if one.quality == "ok" and one.value is not None
    }


@cache
def _adapter() -> TypeAdapter[dict[str, Measure]]:
    return TypeAdapter(dict[str, Measure])
