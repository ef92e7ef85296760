"""From confidence in each sentence to an answer's elements, their order, and its score."""

from collections.abc import Mapping, Sequence

import numpy as np

from greenroom.structure.elements import (
    Evidence,
    FoundElement,
    OrderVerdict,
    ScorePart,
    Sentence,
    Structure,
    order_of,
)
from greenroom.structure.encoder import Vectors
from greenroom.structure.rubric import Element, Rubric
from greenroom.structure.text_normalization import plain

COUNTS_FROM = 0.5
"""The confidence from which a sentence is evidence."""

ENOUGH_WORDS = 10
"""The fewest words, not counting fillers, that an answer is judged by."""

_NEARLY = 0.45
_AS_LIKELY = 0.1
"""An element begins with the first sentence whose odds are at least this share of the best."""

_TINY = 1e-6
_ORDER_POINTS = 1.0
_SUBSTANCE_SHARE = 0.25


def detect(
    sentences: Sequence[Sentence], confidence: Mapping[str, Vectors], rubric: Rubric
) -> Structure:
    """Return what an answer contains.

    Args:
        sentences: the answer's.
        confidence: per element how sure we are of each sentence, shape (n,), 0…1.
        rubric: what the answer is judged by.
    """
    elements = _found_elements(sentences, confidence)
    order = _order(confidence, rubric)
    parts = (*_element_parts(elements, rubric), *_order_parts(order, rubric))
    parts = (*parts, _substance(sentences, elements, sum(part.of for part in parts)))
    return Structure(
        rubric=rubric.id,
        found=elements,
        missing=_missing(elements, rubric),
        order=order,
        score=_percentage(parts),
        derivation=parts,
        enough=sum(_words(sentence) for sentence in sentences) >= ENOUGH_WORDS,
    )


def _found_elements(
    sentences: Sequence[Sentence], confidence: Mapping[str, Vectors]
) -> tuple[FoundElement, ...]:
    elements = [
        FoundElement(element, evidence)
        for element, confidences in confidence.items()
        if (evidence := _evidence(sentences, confidences))
    ]
    return tuple(sorted(elements, key=_first))


def _evidence(sentences: Sequence[Sentence], confidences: Vectors) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(sentence.text, sentence.span, sentence.index, round(float(confidence), 3))
        for sentence, confidence in zip(sentences, confidences, strict=True)
        if confidence >= COUNTS_FROM
    )


def _first(element: FoundElement) -> int:
    return element.evidence[0].sentence


def _missing(elements: Sequence[FoundElement], rubric: Rubric) -> tuple[str, ...]:
    present = {one.element for one in elements}
    expected = [
        (name, element)
        for name, element in rubric.elements.items()
        if element.weight > 0 and not element.measures and name not in present
    ]
    return tuple(name for name, _ in sorted(expected, key=lambda pair: -pair[1].weight))


def _order(confidence: Mapping[str, Vectors], rubric: Rubric) -> dict[str, OrderVerdict]:
    return {
        name: order_of(
            _first_place(confidence[rule.first], confidence[rule.before]),
            _first_place(confidence[rule.before], confidence[rule.first]),
        )
        for name, rule in rubric.order.items()
        if rule.first in confidence and rule.before in confidence
    }


def _first_place(confidences: Vectors, of_other: Vectors) -> int | None:
    """Find the sentence that first shows an element; a doubtful one before a sure one is no sign.

    Beside a partner that was found, an element that nearly was counts by its likeliest sentence.
    """
    odds = confidences / np.maximum(1 - confidences, _TINY)
    likely = odds >= _AS_LIKELY * odds.max(initial=0)
    counts = np.flatnonzero((confidences >= COUNTS_FROM) & likely)
    if len(counts):
        return int(counts[0])
    nearly = confidences.max(initial=0) >= _NEARLY and of_other.max(initial=0) >= COUNTS_FROM
    return int(confidences.argmax()) if nearly else None


def _element_parts(elements: Sequence[FoundElement], rubric: Rubric) -> list[ScorePart]:
    present = {one.element for one in elements}
    return [
        _element_part(element, there=name in present)
        for name, element in rubric.elements.items()
        if element.weight and not element.measures
    ]


def _element_part(element: Element, *, there: bool) -> ScorePart:
    return ScorePart(element.title, element.weight if there else 0.0, max(0.0, element.weight))


def _order_parts(order: Mapping[str, OrderVerdict], rubric: Rubric) -> list[ScorePart]:
    titles = {name: element.title for name, element in rubric.elements.items()}
    return [
        ScorePart(
            f"{titles[rule.first]} before {titles[rule.before].lower()}",
            _ORDER_POINTS if order[name] == "yes" else 0.0,
            _ORDER_POINTS,
        )
        for name, rule in rubric.order.items()
        if order.get(name, "n/a") != "n/a"
    ]


def _substance(
    sentences: Sequence[Sentence], elements: Sequence[FoundElement], points: float
) -> ScorePart:
    """Score the share of the words that does one of the rubric's jobs: a quarter of the rest."""
    at_work = {evidence.sentence for one in elements for evidence in one.evidence}
    total = sum(_words(sentence) for sentence in sentences)
    working = sum(_words(sentence) for sentence in sentences if sentence.index in at_work)
    of = points * _SUBSTANCE_SHARE
    return ScorePart("Sentences that say something", of * working / total if total else 0.0, of)


def _words(sentence: Sentence) -> int:
    return len(plain(sentence.text).split())


def _percentage(parts: Sequence[ScorePart]) -> float:
    of = sum(part.of for part in parts)
    points = sum(part.points for part in parts)
    return round(100 * min(1.0, max(0.0, points / of)), 1) if of else 0.0
