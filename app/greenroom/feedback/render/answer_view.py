"""An answer as the page and Markdown show it: every number a text, every id a title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenroom.delivery.measure import Measure
from greenroom.feedback.assessment import parts_there
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.render import display_text
from greenroom.feedback.render.display_text import Rubrics
from greenroom.feedback.render.llm_judgment_view import JudgementView, judgement_view
from greenroom.feedback.render.measure_rows import MeasureRow, measure_rows
from greenroom.feedback.render.svg_timeline import Timeline, timeline
from greenroom.feedback.render.transcript_lines import Line, lines
from greenroom.feedback.session import Answer, Session
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, OrderVerdict, ScorePart, Structure
from greenroom.structure.rubric import Rubric

Loudness = Mapping[str, Sequence[float]]
"""Recording → its sound in equal slices, 0…1."""

_HEADLINE = ("speaking_rate", "filled_pauses", "long_pauses")


@dataclass(frozen=True, slots=True)
class FoundView:
    """An element that the answer contains."""

    title: str
    what: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """An element that it does not contain, and what to say to have it."""

    title: str
    what: str
    advice: str
    next_sentence: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """Whether one element came before another."""

    title: str
    kept: str
    verdict: str
    advice: str


@dataclass(frozen=True, slots=True)
class StructureView:
    """What the answer contains, by its rubric."""

    title: str
    summary: str
    score: str
    found: tuple[FoundView, ...]
    missing: tuple[MissingView, ...]
    rules: tuple[RuleView, ...]
    derivation: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is shown of an answer that has been measured."""

    facts: tuple[str, ...]
    feedback: Feedback
    sound_remark: str
    timeline: Timeline
    lines: tuple[tuple[Line, tuple[str, ...]], ...]
    structure: StructureView | None
    too_short: bool
    judged: tuple[MeasureRow, ...]
    described: tuple[MeasureRow, ...]
    judgement: JudgementView | None = None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer; `known` is None until it has been transcribed and measured."""

    anchor: str
    label: str
    question: str
    clip: str
    length: str
    known: Known | None


def answer_views(
    session: Session, rubrics: Rubrics, loudness: Loudness | None = None
) -> list[AnswerView]:
    """The answers of a session.

    Args:
        session: with its answers' analyses.
        rubrics: for the titles of elements and what to say where one is missing.
        loudness: the shape of each recording; where it is missing, the words stand in for it.
    """
    labels = display_text.labels(session.answers)
    return [
        _view(f"answer-{place}", label, answer, rubrics, (loudness or {}).get(answer.clip, ()))
        for place, (label, answer) in enumerate(zip(labels, session.answers, strict=True), start=1)
    ]


def _view(
    anchor: str, label: str, answer: Answer, rubrics: Rubrics, loudness: Sequence[float]
) -> AnswerView:
    analysis, target = answer.analysis, answer.target_seconds
    known = analysis_view(analysis, rubrics, target, loudness) if analysis else None
    return AnswerView(
        anchor=anchor,
        label=label,
        question=display_text.question(answer),
        clip=answer.clip,
        length=clock(display_text.seconds(answer)) if known else "",
        known=known,
    )


def analysis_view(
    analysis: Analysis, rubrics: Rubrics, target_seconds: int = 0, loudness: Sequence[float] = ()
) -> Known:
    """What is known of an answer.

    Args:
        analysis: what it is known from.
        rubrics: for the titles of elements and what to say where one is missing.
        target_seconds: how long a good answer takes; 0 if unknown.
        loudness: its sound in equal slices, 0…1; empty if unknown.
    """
    structure, delivery = analysis.structure, analysis.delivery
    rows = measure_rows(delivery.measures.values(), target_seconds)
    rubric = rubrics.get(structure.rubric) if structure else None
    return Known(
        facts=tuple(_facts(analysis, target_seconds)),
        feedback=analysis.feedback,
        sound_remark=delivery.audio.remark,
        timeline=timeline(analysis, rubrics, loudness, target_seconds),
        lines=tuple(_lines(analysis, rubrics)),
        structure=_structure(structure, rubrics) if structure and structure.enough else None,
        too_short=bool(structure and not structure.enough),
        judged=tuple(row for row in rows if row.judged),
        described=tuple(row for row in rows if not row.judged),
        judgement=judgement_view(analysis.judgement, rubric) if analysis.judgement else None,
    )


def _facts(analysis: Analysis, target_seconds: int) -> list[str]:
    """The answer in a few numbers."""
    target = f" of about {clock(target_seconds)}" if target_seconds else ""
    facts = [f"{clock(analysis.delivery.audio.seconds)}{target}"]
    for name in _HEADLINE:
        measure = analysis.delivery.measures.get(name)
        if measure and measure.value is not None and measure.quality != "insufficient":
            facts.append(_fact(measure))
    return facts


def _fact(measure: Measure) -> str:
    """A measure in a few words: "4 (±1) filled pauses", "no long pauses"."""
    title, unit = display_text.entry(measure).title.lower(), display_text.unit(measure)
    if not measure.value:
        return f"no {title}"
    what = unit if measure.name == "speaking_rate" else f"{title} {unit}"
    return f"{display_text.number(measure)} {what}".strip()


def _lines(analysis: Analysis, rubrics: Rubrics) -> list[tuple[Line, tuple[str, ...]]]:
    """Each line with the titles of the elements that it shows."""
    structure = analysis.structure
    rubric = rubrics.get(structure.rubric) if structure else None
    evidence = [
        (display_text.element_title(found.element, rubric), each.span)
        for found in (structure.found if structure else ())
        for each in found.evidence
    ]

    def titles(line: Line) -> tuple[str, ...]:
        shown = [title for title, span in evidence if line.start <= _middle(span) <= line.end]
        return tuple(dict.fromkeys(shown))

    return [(line, titles(line)) for line in lines(analysis.transcript, analysis.delivery.pauses)]


def _middle(span: Span) -> float:
    return (span.start + span.end) / 2


def _structure(structure: Structure, rubrics: Rubrics) -> StructureView:
    rubric = rubrics.get(structure.rubric)
    return StructureView(
        title=display_text.rubric_title(structure.rubric, rubrics),
        summary=parts_there(structure, rubric),
        score=f"{structure.score:.0f}",
        found=tuple(
            FoundView(
                display_text.element_title(found.element, rubric),
                _what(found.element, rubric),
                found.evidence,
            )
            for found in structure.found
        ),
        missing=tuple(_missing(element, rubric) for element in structure.missing),
        rules=tuple(_rule(rule, verdict, rubric) for rule, verdict in structure.order.items()),
        derivation=structure.derivation,
    )


def _missing(element: str, rubric: Rubric | None) -> MissingView:
    known = rubric.elements.get(element) if rubric else None
    return MissingView(
        title=display_text.element_title(element, rubric),
        what=known.what if known else "",
        advice=known.advice if known else "",
        next_sentence=known.next_sentence if known else "",
    )


def _rule(rule: str, verdict: OrderVerdict, rubric: Rubric | None) -> RuleView:
    known = rubric.order.get(rule) if rubric else None
    return RuleView(
        title=display_text.rule_title(rule, rubric),
        kept=verdict,
        verdict=display_text.VERDICTS[verdict],
        advice=known.advice if known and verdict == "no" else "",
    )


def _what(element: str, rubric: Rubric | None) -> str:
    known = rubric.elements.get(element) if rubric else None
    return known.what if known else ""
