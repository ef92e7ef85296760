"""A session, read back from the report.json beside its recordings."""

import json
import math
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from greenroom.feedback.feedback import Analysis
from greenroom.feedback.session import Answer, Session
from greenroom.renamed_ids import current_id

SAVED = "report.json"

Plain = dict[str, Any]


def read_report(folder: Path) -> Session | None:
    """Return the session whose report lies in a folder; None if it has none that can be read.

    An analysis that cannot be read is left out; its recording can be measured again.
    """
    try:
        plain = json.loads((folder / SAVED).read_text(encoding="utf-8"))
        session = Session(
            id=_text(plain["id"]),
            script_id=current_id(_text(plain["script"])),
            title=_text(plain["title"]),
            started_at=datetime.fromisoformat(plain["started_at"]),
            finished_at=_time(plain["finished_at"]),
            answers=tuple(_answer(each, plain["id"]) for each in plain["answers"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return session


def _answer(plain: Plain, session_id: str) -> Answer:
    return Answer(
        id=_text(plain["id"]),
        session_id=session_id,
        turn=int(plain["turn"]),
        take=int(plain["take"]),
        question_id=current_id(_text(plain["question_id"])),
        question=_text(plain["question"]),
        rubric_id=current_id(_text(plain["rubric"])),
        started_at=datetime.fromisoformat(plain["started_at"]),
        follow_up=bool(plain["follow_up"]),
        probes=_text(plain["probes"]),
        target_seconds=int(plain["target_seconds"]),
        clip=Path(_text(plain["recording"])).name,
        think_seconds=plain["think_seconds"] and float(plain["think_seconds"]),
        recovered=bool(plain["recovered"]),
        request=_text(plain.get("request", "")),
        worded_by=_text(plain["worded_by"]),
        analysis=_analysis(plain["analysis"]) if plain["analysis"] else None,
    )


def _analysis(plain: Plain) -> Analysis | None:
    try:
        # Reports of before this name was spelled the American way have "judgement".
        judgment = plain["judgment"] if "judgment" in plain else plain["judgement"]
        return TypeAdapter(Analysis).validate_python(
            {
                "transcript": plain["transcript"],
                "delivery": {
                    "audio": _audio(plain["audio"]),
                    "measures": {
                        name: {"name": name, **each} for name, each in plain["measures"].items()
                    },
                    "pauses": plain["pauses"],
                },
                "structure": plain["structure"] and _structure(plain["structure"]),
                "feedback": _feedback(plain["feedback"]),
                "timings": plain["timings"],
                "judgment": judgment and _judgment(judgment),
            }
        )
    except (ValidationError, KeyError, TypeError, AttributeError):
        return None


def _audio(plain: Plain) -> Plain:
    """Return it with the level of silence, which JSON cannot express."""
    return {**plain, "level_dbfs": -math.inf} if plain["level_dbfs"] is None else plain


def _structure(plain: Plain) -> Plain:
    elements = [
        {
            "element": each["id"],
            "evidence": [{**moment, "span": _span(moment)} for moment in each["evidence"]],
        }
        for each in plain["elements"]
    ]
    return {**plain, "rubric": current_id(plain["rubric"]), "found": elements}


def _feedback(plain: Plain) -> Plain:
    remarks = {name: _remarks(plain[name]) for name in ("priorities", "strengths")}
    return {**plain, **remarks}


def _remarks(plain: Iterable[Plain]) -> list[Plain]:
    return [
        {**each, "evidence": [{**moment, "span": _span(moment)} for moment in each["evidence"]]}
        for each in plain
    ]


def _judgment(plain: Plain) -> Plain:
    levels = [
        {**each, "moment": (moment := each["evidence"]) and {**moment, "span": _span(moment)}}
        for each in plain["levels"]
    ]
    return {**plain, "levels": levels}


def _span(plain: Plain) -> Plain:
    return {"start": plain["start"], "end": plain["end"]}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
