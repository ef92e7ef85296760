"""Sessions and answers as rows of the database, and back."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

from pydantic import TypeAdapter, ValidationError

from greenroom.feedback.feedback import Analysis
from greenroom.feedback.session import Answer, Session

Row = dict[str, str | int | float | None]


def session_row(session: Session, folder: str) -> Row:
    """The row of a session without its answers."""
    return {
        "id": session.id,
        "script_id": session.script_id,
        "title": session.title,
        "started_at": moment(session.started_at),
        "finished_at": session.finished_at and moment(session.finished_at),
        "folder": folder,
    }


def answer_row(answer: Answer) -> Row:
    """The row of an answer with all that is known of it."""
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
    """A session with the given answers."""
    return Session(
        id=row["id"],
        script_id=row["script_id"],
        title=row["title"],
        started_at=local(row["started_at"]),
        finished_at=local(row["finished_at"]) if row["finished_at"] else None,
        answers=tuple(answers),
    )


def answer_of(row: sqlite3.Row, analysis: str | None = None) -> Answer:
    """An answer from a row of the view `answer_heads` and its analysis in JSON.

    An analysis that cannot be read counts as none: the recording is there to make it anew.
    """
    # By position, since thousands are read at once for the history.
    answer_id, session, turn, question_id, question, rubric, started, follow_up, *rest = row
    probes, target, take, clip, think_seconds, recovered, request, worded_by = rest
    known = None if analysis is None else analysis_of_json(analysis)
    return Answer(
        answer_id, session, turn, question_id, question, rubric, local(started), bool(follow_up),
        probes, target, take, clip, think_seconds, bool(recovered), request,
        worded_by, known,
    )  # fmt: skip


def moment(time: datetime) -> str:
    """A time as the database keeps it: in UTC, so that it sorts as text."""
    return time.astimezone(UTC).isoformat()


def local(text: str) -> datetime:
    """A time of the database, in the time zone of this computer."""
    return datetime.fromisoformat(text).astimezone()


def json_of_analysis(analysis: Analysis) -> str:
    """An analysis as the database keeps it."""
    # Not dump_json, which writes the level of silence (minus infinity) as null.
    return json.dumps(_analyses().dump_python(analysis, mode="json"), ensure_ascii=False)


def analysis_of_json(text: str) -> Analysis | None:
    """The analysis again; None if it cannot be read."""
    try:
        return _analyses().validate_json(text)
    except ValidationError:
        return None


@cache
def _analyses() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)
