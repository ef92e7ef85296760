"""What an answer contains by its rubric: parts with their quotes, what is missing, the order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from greenroom.feedback.assessment import parts_there
from greenroom.feedback.moments import Moment, surest_first
from greenroom.feedback.presentation.display_text import (
    VERDICTS,
    Rubrics,
    element_title,
    rubric_title,
    rule_title,
)
from greenroom.speech.span import Span
from greenroom.structure.elements import FoundElement as Detected
from greenroom.structure.elements import OrderVerdict, ScorePart, Structure
from greenroom.structure.rubric import Rubric

TOO_LITTLE = "There was too little in this answer to say what it contains."
NO_RUBRIC = "This question has no rubric; only the delivery was measured."

_TOGETHER = 1.0
"""Stretches of the same element with fewer seconds between them are one part."""


@dataclass(frozen=True, slots=True)
class FoundElement:
    """An element that the answer contains.

    Attributes:
        element: its id.
        place: its number in the rubric, from 0.
        moments: what shows it, the surest first.
    """

    element: str
    title: str
    what: str
    place: int
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class MissingElement:
    """An element that was expected and not found, and what to say to have it."""

    title: str
    what: str = ""
    advice: str = ""
    next_sentence: str = ""


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """Whether one element came before another.

    Attributes:
        advice: empty where the order was kept.
    """

    title: str
    kept: OrderVerdict
    verdict: str
    advice: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the answer that shows an element.

    Attributes:
        element: its id.
        place: its number in the rubric, from 0.
    """

    element: str
    title: str
    quote: str
    span: Span
    place: int


@dataclass(frozen=True, slots=True)
class AnswerStructure:
    """What the answer contains, by its rubric.

    Attributes:
        summary: how much of the rubric was there, in a sentence.
        found: in the order in which they first appear.
    """

    title: str
    summary: str
    score: str
    found: tuple[FoundElement, ...]
    missing: tuple[MissingElement, ...]
    rules: tuple[RuleVerdict, ...]
    derivation: tuple[ScorePart, ...]


def answer_structure(structure: Structure, rubrics: Rubrics) -> AnswerStructure:
    """Return the structure with titles instead of ids."""
    rubric = rubrics.get(structure.rubric)
    return AnswerStructure(
        title=rubric_title(structure.rubric, rubrics),
        summary=parts_there(structure, rubric),
        score=f"{structure.score:.0f}",
        found=tuple(_found(found, rubric) for found in structure.found),
        missing=tuple(_missing(element_id, rubric) for element_id in structure.missing),
        rules=tuple(_rule(rule_id, kept, rubric) for rule_id, kept in structure.order.items()),
        derivation=structure.derivation,
    )


def structure_parts(structure: Structure, rubric: Rubric | None) -> tuple[Part, ...]:
    """Return the parts in the order in which they begin; none where too little was said."""
    if not structure.enough:
        return ()
    parts = [
        Part(
            found.element,
            element_title(found.element, rubric),
            evidence.quote,
            evidence.span,
            _place(found.element, rubric),
        )
        for found in structure.found
        for evidence in found.evidence
    ]
    return tuple(_joined(sorted(parts, key=lambda part: part.span.start)))


def _found(found: Detected, rubric: Rubric | None) -> FoundElement:
    element = rubric.elements.get(found.element) if rubric else None
    return FoundElement(
        element=found.element,
        title=element_title(found.element, rubric),
        what=element.what if element else "",
        place=_place(found.element, rubric),
        moments=surest_first(found.evidence),
    )


def _missing(element_id: str, rubric: Rubric | None) -> MissingElement:
    title = element_title(element_id, rubric)
    element = rubric.elements.get(element_id) if rubric else None
    if element is None:
        return MissingElement(title)
    return MissingElement(title, element.what, element.advice, element.next_sentence)


def _rule(rule_id: str, kept: OrderVerdict, rubric: Rubric | None) -> RuleVerdict:
    rule = rubric.order.get(rule_id) if rubric else None
    return RuleVerdict(
        title=rule_title(rule_id, rubric),
        kept=kept,
        verdict=VERDICTS[kept],
        advice=rule.advice if rule and kept == "no" else "",
    )


def _place(element_id: str, rubric: Rubric | None) -> int:
    names = list(rubric.elements) if rubric else []
    return names.index(element_id) if element_id in names else 0


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield neighbors of the same element as one part, in the order in which they begin."""
    joined: list[Part] = []
    for part in parts:
        at = next((i for i, before in enumerate(joined) if _touch(before, part)), None)
        if at is None:
            joined.append(part)
        else:
            joined[at] = _both(joined[at], part)
    yield from joined


def _touch(part: Part, later: Part) -> bool:
    return part.element == later.element and later.span.start - part.span.end < _TOGETHER


def _both(part: Part, later: Part) -> Part:
    quote = part.quote if later.quote in part.quote else f"{part.quote} {later.quote}"
    span = Span(part.span.start, max(part.span.end, later.span.end))
    return replace(part, quote=quote, span=span)
