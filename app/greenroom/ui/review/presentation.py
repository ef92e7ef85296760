"""From a stored answer to what the review shows of it. Pure, and not for the event loop: 50 ms."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from greenroom.delivery.measure import Delivery
from greenroom.delivery.pace import rolling_pace
from greenroom.delivery.word_index import Timeline
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.render import display_text
from greenroom.feedback.render import transcript_lines as rendered
from greenroom.feedback.render.answer_view import Known, analysis_view
from greenroom.feedback.render.display_text import Rubrics
from greenroom.feedback.session import Answer
from greenroom.formatting import when
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric
from greenroom.ui.review.pitch_line import pitch_lines
from greenroom.ui.review.view import (
    Absent,
    AnswerHead,
    Line,
    Mark,
    MarkKind,
    Opened,
    Part,
    Picture,
    TakeHead,
    Token,
)

_TOGETHER = 1.0  # parts of the same element with less between them are drawn as one
_LEAST_WORDS = 2  # for a pace
_STRETCHES: dict[str, tuple[MarkKind, str]] = {
    "fast_stretches": ("fast", "Fast, above 185 words per minute"),
    "slow_stretches": ("slow", "Slow, below 80 words per minute"),
}
_NOT_ANALYSED = "This answer was recorded and has not been transcribed and measured."
_NOT_RECORDED = "Nothing was recorded for this question."


def heads(answers: Sequence[Answer]) -> tuple[AnswerHead, ...]:
    """The list of a session's answers."""
    return tuple(
        AnswerHead(
            id=answer.id,
            label=label,
            question=display_text.question(answer),
            follow_up=answer.follow_up,
            remark="" if answer.clip else "Not recorded",
        )
        for label, answer in zip(display_text.labels(answers), answers, strict=True)
    )


def opened(
    answer: Answer, label: str, rubrics: Rubrics, note: str = "", takes: tuple[TakeHead, ...] = ()
) -> Opened:
    """One answer, opened."""
    analysis = answer.analysis
    known = analysis_view(analysis, rubrics, answer.target_seconds) if analysis else None
    rubric = rubrics.get(analysis.structure.rubric) if analysis and analysis.structure else None
    parts = band(analysis.structure, rubric) if analysis and analysis.structure else ()
    return Opened(
        id=answer.id,
        label=label,
        question=display_text.question(answer),
        known=known,
        remark="" if known else _NOT_ANALYSED if answer.clip else _NOT_RECORDED,
        has_sound=bool(answer.clip),
        lines=tuple(_lines(analysis, parts)) if analysis else (),
        picture=_picture(analysis, known, rubric, parts) if analysis and known else Picture(),
        note=note,
        takes=takes,
    )


def takes(found: Sequence[Answer], opened: Answer, now: datetime) -> tuple[TakeHead, ...]:
    """The other tries at the question of the opened answer, newest first.

    Args:
        found: all tries, the opened one among them or not.
        opened: the one that is shown.
        now: the moment from which one looks back.
    """
    ordered = sorted(found, key=lambda answer: answer.started_at)
    titles = [
        TakeHead(answer.id, f"Take {number}, {when(answer.started_at, now)}")
        for number, answer in enumerate(ordered, start=1)
    ]
    return tuple(head for head in reversed(titles) if head.id != opened.id)


def band(structure: Structure, rubric: Rubric | None) -> tuple[Part, ...]:
    """The elements over time, in the order of their beginnings; none where too little was said."""
    if not structure.enough:
        return ()
    places = {name: place for place, name in enumerate(rubric.elements if rubric else ())}
    parts = [
        Part(
            element=found.element,
            title=display_text.element_title(found.element, rubric),
            quote=evidence.quote,
            span=evidence.span,
            color=places.get(found.element, 0),
        )
        for found in structure.found
        for evidence in found.evidence
    ]
    return tuple(_in_lanes(_joined(sorted(parts, key=lambda part: part.span.start))))


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Neighbours of the same element as one part."""
    joined: list[Part] = []
    for part in parts:
        at = next((i for i, it in enumerate(joined) if _touch(it, part)), None)
        if at is None:
            joined.append(part)
            continue
        last = joined[at]
        quote = last.quote if part.quote in last.quote else f"{last.quote} {part.quote}"
        span = Span(last.span.start, max(last.span.end, part.span.end))
        joined[at] = replace(last, quote=quote, span=span)
    return joined


def _touch(one: Part, other: Part) -> bool:
    return one.element == other.element and other.span.start - one.span.end < _TOGETHER


def _in_lanes(parts: Sequence[Part]) -> Iterator[Part]:
    """Each part in the first lane that is free where it begins."""
    free_from: list[float] = []
    for part in parts:
        lane = next(
            (i for i, end in enumerate(free_from) if end <= part.span.start), len(free_from)
        )
        free_from[lane : lane + 1] = [part.span.end]
        yield replace(part, lane=lane)


def _picture(
    analysis: Analysis, known: Known, rubric: Rubric | None, parts: tuple[Part, ...]
) -> Picture:
    structure = analysis.structure
    missing = structure.missing if structure and structure.enough else ()
    target = known.timeline.target
    return Picture(
        seconds=known.timeline.seconds,
        marks=tuple(_marks(analysis.delivery, known)),
        parts=parts,
        absent=tuple(Absent(name, display_text.element_title(name, rubric)) for name in missing),
        words=tuple(word.span for word in analysis.transcript.words),
        pace=_pace(analysis.transcript),
        target=None if target is None else target * known.timeline.seconds / 100,
        pitch=pitch_lines(analysis.delivery.contour),
    )


def _marks(delivery: Delivery, known: Known) -> list[Mark]:
    """Filled pauses, long pauses and stretches of unusual pace in the order of time."""
    marks = [
        Mark(mark.kind, mark.text, Span(mark.start, mark.end))
        for mark in known.timeline.marks
        if mark.kind != "element"
    ]
    for name, (kind, text) in _STRETCHES.items():
        measure = delivery.measures.get(name)
        marks += [Mark(kind, text, span) for span in (measure.spans if measure else ())]
    return sorted(marks, key=lambda mark: mark.span.start)


def _pace(transcript: Transcript) -> tuple[tuple[float, float], ...]:
    """The middle of each window with its words per minute."""
    if len(transcript.lexical) < _LEAST_WORDS:
        return ()
    windows = rolling_pace(Timeline(transcript.words))
    return tuple(((one.span.start + one.span.end) / 2, one.wpm) for one in windows)


def _lines(analysis: Analysis, parts: Sequence[Part]) -> Iterator[Line]:
    number = 0
    for line in rendered.lines(analysis.transcript, analysis.delivery.pauses):
        tokens: list[Token] = []
        for piece in line.pieces:
            is_word = piece.kind not in ("pause", "long_pause")
            span = Span(piece.start, piece.end)
            tokens.append(Token(piece.kind, piece.text, span, number if is_word else None))
            number += is_word
        yield Line((*tokens, *_titles(line, parts)), line.start)


def _titles(line: rendered.Line, parts: Sequence[Part]) -> Iterator[Token]:
    """The elements that begin in a line."""
    first = bisect_left(parts, line.start - 1e-6, key=lambda part: part.span.start)
    for part in parts[first:]:
        if part.span.start >= line.end:
            return
        yield Token("element", part.title, part.span, color=part.color)
