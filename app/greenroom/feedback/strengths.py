"""What was done well, always with the moment that shows it."""

from collections.abc import Iterator
from itertools import islice

from greenroom.delivery.measure import Delivery
from greenroom.feedback.feedback import Remark
from greenroom.feedback.moment import of_element, of_spans
from greenroom.feedback.orders import ordered
from greenroom.formatting import lowered
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Element, Rubric

MOST_STRENGTHS = 3
_FLUENT_SECONDS = 20.0
_LEAST_CONFIDENCE = 0.65
"""An element counts from 0.5 on; praise for what was not said costs more than it gives."""


def strengths(
    transcript: Transcript, delivery: Delivery, structure: Structure | None, rubric: Rubric | None
) -> tuple[Remark, ...]:
    """Return at most three: an order kept, the heaviest elements, a stretch without fillers."""
    content = _content(structure, rubric) if structure and rubric else iter(())
    fluent = list(_fluent_stretch(transcript, delivery))
    return (*islice(content, MOST_STRENGTHS - len(fluent)), *fluent)


def _content(structure: Structure, rubric: Rubric) -> Iterator[Remark]:
    yield from _order_kept(structure, rubric)
    late = {rubric.order[name].first for name in rubric.order if structure.order.get(name) == "no"}
    names = [name for name in _certain(structure) if name in rubric.elements and name not in late]
    heaviest = sorted(names, key=lambda name: -rubric.elements[name].weight)
    for name in heaviest:
        if rubric.elements[name].weight > 0:
            yield _element(structure, name, rubric.elements[name])


def _certain(structure: Structure) -> list[str]:
    return [
        one.element
        for one in structure.found
        if any(piece.confidence >= _LEAST_CONFIDENCE for piece in one.evidence)
    ]


def _element(structure: Structure, name: str, element: Element) -> Remark:
    return Remark(
        title=element.title,
        advice=f"It was there: {lowered(element.what)}",
        why=element.why,
        evidence=of_element(structure, name),
        about=name,
    )


def _order_kept(structure: Structure, rubric: Rubric) -> Iterator[Remark]:
    for kept in ordered(structure, rubric, "yes"):
        yield Remark(
            title=f"{kept.first.title} first",
            advice=f"{kept.first.title} came before {lowered(kept.later.title)}.",
            why=kept.first.why,
            evidence=of_element(structure, kept.rule.first),
            about=kept.name,
        )


def _fluent_stretch(transcript: Transcript, delivery: Delivery) -> Iterator[Remark]:
    """Yield the longest stretch without a filled pause, if there were few of them overall."""
    judged = [delivery.measures.get(name) for name in ("filled_pause_rate", "filler_share")]
    if not all(one and one.quality == "ok" and one.band == "green" for one in judged):
        return
    stretch = _longest_between_fillers(transcript)
    if stretch.seconds < _FLUENT_SECONDS:
        return
    yield Remark(
        title="Few filled pauses",
        advice=f"You spoke for {stretch.seconds:.0f} seconds here without um or uh.",
        why="Where nothing draws attention to the speaking, it goes to what is said.",
        evidence=of_spans(transcript.words, [stretch]),
        about="filled_pause_rate",
    )


def _longest_between_fillers(transcript: Transcript) -> Span:
    words = transcript.lexical
    fillers = [word for word in transcript.words if word.kind == "filled_pause"]
    edges = [words[0].start, *(word.end for word in fillers)]
    ends = [*(word.start for word in fillers), words[-1].end]
    return max(
        (Span(start, max(start, end)) for start, end in zip(edges, ends, strict=True)),
        key=lambda span: span.seconds,
    )
