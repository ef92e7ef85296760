"""What could be said about the content of an answer: missing elements, order, a late start."""

from collections.abc import Iterator

from greenroom.feedback.feedback import Moment, Remark
from greenroom.feedback.moment import of_element, of_spans
from greenroom.feedback.orders import Ordered, ordered
from greenroom.feedback.priorities import Candidate
from greenroom.formatting import lowered
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Element, Rubric

_LEAST_WEIGHT = 1.0
"""What weighs less is welcome, but no reason to interrupt anybody."""

_OPENING_WORDS = 40
_OPENING_STRENGTH = 0.9

_LESSER = {"action": "group_action"}
"""Where the element is missing, this one in its place is what to work on."""

_BELONGS_TO = {"quantified": "result", "reflection": "result"}
"""Where the missing element would be said."""


def content_candidates(
    transcript: Transcript, structure: Structure, rubric: Rubric
) -> Iterator[Candidate]:
    """Yield every remark that the structure gives reason for."""
    yield from _order(structure, rubric)
    yield from _missing(structure, rubric)
    yield from _late_start(transcript, structure)


def _missing(structure: Structure, rubric: Rubric) -> Iterator[Candidate]:
    for name in structure.missing:
        element = rubric.elements.get(name)
        if element is not None and element.weight >= _LEAST_WEIGHT:
            yield Candidate(_missing_remark(structure, rubric, name, element), element.weight)


def _missing_remark(structure: Structure, rubric: Rubric, name: str, element: Element) -> Remark:
    lesser = _LESSER.get(name, "")
    instead = of_element(structure, lesser)
    advised = rubric.elements.get(lesser, element) if instead else element
    return Remark(
        title=f"Missing: {element.title}",
        advice=advised.advice,
        why=element.why,
        evidence=instead or _where_it_belongs(structure, name),
        try_next=advised.next_sentence,
        about=name,
    )


def _where_it_belongs(structure: Structure, name: str) -> tuple[Moment, ...]:
    return of_element(structure, _BELONGS_TO.get(name, ""))


def _order(structure: Structure, rubric: Rubric) -> Iterator[Candidate]:
    """Yield remarks on the order, which weighs as much as the heaviest element."""
    heaviest = max(element.weight for element in rubric.elements.values())
    for broken in ordered(structure, rubric, "no"):
        yield Candidate(_order_remark(structure, broken), heaviest)


def _order_remark(structure: Structure, broken: Ordered) -> Remark:
    rule, first = broken.rule, broken.first
    moments = (*of_element(structure, rule.before)[:1], *of_element(structure, rule.first)[:1])
    return Remark(
        title=f"{first.title} came after {lowered(broken.later.title)}",
        advice=rule.advice,
        why=first.why,
        evidence=moments,
        try_next=first.next_sentence,
        about=broken.name,
    )


def _late_start(transcript: Transcript, structure: Structure) -> Iterator[Candidate]:
    """Yield a remark on more than 40 words before the first sentence that adds to the answer.

    "Answer first" is a convention of interview coaching and the limit a heuristic, so this counts
    for less than any missing element.
    """
    starts = [piece.span.start for one in structure.found for piece in one.evidence]
    opening = [word for word in transcript.lexical if starts and word.end <= min(starts)]
    if len(opening) <= _OPENING_WORDS:
        return
    remark = Remark(
        title="A late start",
        advice=f"The first {len(opening)} words did not answer the question yet. Begin with the "
        "answer, and give the background after it.",
        why="Interviewers decide within the first sentences whether an answer is coming.",
        evidence=of_spans(transcript.words, [Span(opening[0].start, opening[-1].end)]),
        try_next="In one sentence: [your answer]. Let me tell you how I got there.",
        about="opening",
    )
    yield Candidate(remark, _OPENING_STRENGTH)
