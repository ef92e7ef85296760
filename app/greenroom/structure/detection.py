"""From how sure we are of each sentence to what the answer contains, its order and its score."""

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
"""How sure we must be of a sentence for it to be evidence."""

ENOUGH_WORDS = 10
"""Below this many words, fillers apart, an answer is not judged."""

_NEARLY = 0.45
_AS_LIKELY = 0.1
"""Where an element begins is told by sentences whose odds are at least this share of the best."""

_TINY = 1e-6
_ORDER_POINTS = 1.0
_SUBSTANCE_SHARE = 0.25


def detect(sentences: Sequence[Sentence], sure: Mapping[str, Vectors], rubric: Rubric) -> Structure:
    """What an answer contains.

    Args:
        sentences: the answer's.
        sure: per element how sure we are of each sentence, shape (n,), 0…1.
        rubric: what the answer is judged by.
    """
    found = _found(sentences, sure)
    order = _order(sure, rubric)
    parts = (*_element_parts(found, rubric), *_order_parts(order, rubric))
    parts = (*parts, _substance(sentences, found, sum(part.of for part in parts)))
    return Structure(
        rubric=rubric.id,
        found=found,
        missing=_missing(found, rubric),
        order=order,
        score=_percentage(parts),
        derivation=parts,
        enough=sum(_words(sentence) for sentence in sentences) >= ENOUGH_WORDS,
    )


def _found(sentences: Sequence[Sentence], sure: Mapping[str, Vectors]) -> tuple[FoundElement, ...]:
    found = [
        FoundElement(element, evidence)
        for element, confidences in sure.items()
        if (evidence := _evidence(sentences, confidences))
    ]
    return tuple(sorted(found, key=_first))


def _evidence(sentences: Sequence[Sentence], confidences: Vectors) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(sentence.text, sentence.span, sentence.index, round(float(confidence), 3))
        for sentence, confidence in zip(sentences, confidences, strict=True)
        if confidence >= COUNTS_FROM
    )


def _first(found: FoundElement) -> int:
    return found.evidence[0].sentence


def _missing(found: Sequence[FoundElement], rubric: Rubric) -> tuple[str, ...]:
    there = {one.element for one in found}
    wanted = [
        (name, element)
        for name, element in rubric.elements.items()
        if element.weight > 0 and not element.measures and name not in there
    ]
    return tuple(name for name, _ in sorted(wanted, key=lambda pair: -pair[1].weight))


def _order(sure: Mapping[str, Vectors], rubric: Rubric) -> dict[str, OrderVerdict]:
    return {
        name: order_of(
            _place(sure[rule.first], sure[rule.before]), _place(sure[rule.before], sure[rule.first])
        )
        for name, rule in rubric.order.items()
        if rule.first in sure and rule.before in sure
    }


def _place(confidences: Vectors, of_other: Vectors) -> int | None:
    """Which sentence shows an element first; a doubtful one before a sure one does not count.

    Beside a partner that was found, an element that nearly was counts by its likeliest sentence.
    """
    odds = confidences / np.maximum(1 - confidences, _TINY)
    likely = odds >= _AS_LIKELY * odds.max(initial=0)
    counts = np.flatnonzero((confidences >= COUNTS_FROM) & likely)
    if len(counts):
        return int(counts[0])
    nearly = confidences.max(initial=0) >= _NEARLY and of_other.max(initial=0) >= COUNTS_FROM
    return int(confidences.argmax()) if nearly else None


def _element_parts(found: Sequence[FoundElement], rubric: Rubric) -> list[ScorePart]:
    there = {one.element for one in found}
    return [
        _element_part(element, there=name in there)
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
    sentences: Sequence[Sentence], found: Sequence[FoundElement], points: float
) -> ScorePart:
    """How much of what was said does one of the rubric's jobs; a quarter of the other points."""
    at_work = {evidence.sentence for one in found for evidence in one.evidence}
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
