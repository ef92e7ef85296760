"""A session and an analysis as plain data, the shape of `greenroom analyze --json`.

The shape is described in `assets/schema/analysis.schema.json`; change both together.
"""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from greenroom.delivery.measure import Delivery, Measure
from greenroom.feedback.feedback import Analysis, Feedback, Moment, Remark
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.session import Answer, Session
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Evidence, Structure

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def analysis_to_dict(analysis: Analysis) -> dict[str, Plain]:
    """Return all that is known about one answer; times in seconds, unknown numbers None."""
    return {
        "audio": _audio(analysis.delivery),
        "transcript": _transcript(analysis.transcript),
        "pauses": [
            {"start": _number(pause.start), "end": _number(pause.end), "place": pause.place}
            for pause in analysis.delivery.pauses
        ],
        "measures": {
            name: _measure(measure) for name, measure in analysis.delivery.measures.items()
        },
        "structure": _structure(analysis.structure) if analysis.structure else None,
        "feedback": _feedback(analysis.feedback),
        "judgment": _judgment(analysis.judgment) if analysis.judgment else None,
        "timings": _numbers(analysis.timings),
    }


def session_to_dict(session: Session) -> dict[str, Plain]:
    """Return a session with its answers, in their order."""
    return {
        "id": session.id,
        "script": session.script_id,
        "title": session.title,
        "started_at": session.started_at.isoformat(),
        "finished_at": _time(session.finished_at),
        "answers": [_answer(answer) for answer in session.answers],
    }


def json_report(session: Session) -> str:
    """Return `session_to_dict` as text."""
    return json.dumps(session_to_dict(session), ensure_ascii=False, indent=2) + "\n"


def _answer(answer: Answer) -> dict[str, Plain]:
    return {
        "id": answer.id,
        "turn": answer.turn,
        "take": answer.take,
        "question_id": answer.question_id,
        "question": answer.question,
        "follow_up": answer.follow_up,
        "probes": answer.probes,
        "worded_by": answer.worded_by,
        "rubric": answer.rubric_id,
        "target_seconds": answer.target_seconds,
        "started_at": answer.started_at.isoformat(),
        "think_seconds": _number(answer.think_seconds),
        "recording": answer.clip,
        "recovered": answer.recovered,
        "request": answer.request,
        "analysis": analysis_to_dict(answer.analysis) if answer.analysis else None,
    }


def _audio(delivery: Delivery) -> dict[str, Plain]:
    audio = delivery.audio
    return {
        "seconds": _number(audio.seconds),
        "sample_rate": audio.sample_rate,
        "level_dbfs": _number(audio.level_dbfs),
        "clipping_percent": _number(audio.clipping_percent),
        "snr_db": _number(audio.snr_db),
        "quality": audio.quality,
        "remark": audio.remark,
    }


def _transcript(transcript: Transcript) -> dict[str, Plain]:
    return {
        "text": transcript.text,
        "language": transcript.language,
        "words": [
            {
                "text": word.text,
                "start": _number(word.start),
                "end": _number(word.end),
                "confidence": _number(word.confidence),
                "kind": word.kind,
                "found_by": word.found_by,
            }
            for word in transcript.words
        ],
    }


def _measure(measure: Measure) -> dict[str, Plain]:
    return {
        "value": _number(measure.value),
        "unit": measure.unit,
        "quality": measure.quality,
        "band": measure.band,
        "n": measure.n,
        "plus_minus": _number(measure.plus_minus),
        "spans": [_span(span) for span in measure.spans],
    }


def _structure(structure: Structure) -> dict[str, Plain]:
    return {
        "rubric": structure.rubric,
        "elements": [
            {"id": found.element, "evidence": [_evidence(each) for each in found.evidence]}
            for found in structure.found
        ],
        "missing": list(structure.missing),
        "order": dict(structure.order),
        "score": _number(structure.score),
        "derivation": [
            {"what": part.what, "points": _number(part.points), "of": _number(part.of)}
            for part in structure.derivation
        ],
        "enough": structure.enough,
    }


def _evidence(evidence: Evidence) -> dict[str, Plain]:
    return {
        "quote": evidence.quote,
        **_span(evidence.span),
        "sentence": evidence.sentence,
        "confidence": _number(evidence.confidence),
    }


def _feedback(feedback: Feedback) -> dict[str, Plain]:
    return {
        "priorities": _remarks(feedback.priorities),
        "strengths": _remarks(feedback.strengths),
        "enough": feedback.enough,
        "remark": feedback.remark,
    }


def _remarks(remarks: Iterable[Remark]) -> list[Plain]:
    return [
        {
            "title": remark.title,
            "advice": remark.advice,
            "why": remark.why,
            "evidence": [_moment(moment) for moment in remark.evidence],
            "try_next": remark.try_next,
            "about": remark.about,
            "source": remark.source,
        }
        for remark in remarks
    ]


def _judgment(judgment: Judgment) -> dict[str, Plain]:
    return {
        "model": judgment.model,
        "prompt": judgment.prompt,
        "samples": judgment.samples,
        "levels": [_level(level) for level in judgment.levels],
        "improvement": judgment.improvement,
        "stronger": judgment.stronger,
    }


def _level(level: Level) -> dict[str, Plain]:
    return {
        "element": level.element,
        "level": level.level,
        "opinions": list(level.opinions),
        "reason": level.reason,
        "evidence": _moment(level.moment) if level.moment else None,
    }


def _moment(moment: Moment) -> dict[str, Plain]:
    return {"quote": moment.quote, **_span(moment.span)}


def _span(span: Span) -> dict[str, Plain]:
    return {"start": _number(span.start), "end": _number(span.end)}


def _numbers(numbers: Mapping[str, float]) -> dict[str, Plain]:
    return {name: _number(number) for name, number in numbers.items()}


def _number(number: float | None) -> float | None:
    """Round to a thousandth; None where there is no finite number, which JSON cannot hold."""
    return round(number, 3) if number is not None and math.isfinite(number) else None


def _time(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
