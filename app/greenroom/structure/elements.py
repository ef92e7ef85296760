"""The structure of an answer: elements, evidence, order, score."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from greenroom.speech.span import Span

OrderVerdict = Literal["yes", "no", "n/a"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the answer with its time; `index` counts from 0.

    `parts` are the clauses that may be sentences of their own, where it has more than one.
    """

    index: int
    text: str
    span: Span
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that shows an element: verbatim quote, its time, and how sure we are (0…1)."""

    quote: str
    span: Span
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class FoundElement:
    """An element of the rubric that the answer contains, with at least one piece of evidence."""

    element: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One line of a score's derivation: what was looked at, the points and of how many."""

    what: str
    points: float
    of: float


@dataclass(frozen=True, slots=True)
class Structure:
    """The elements of an answer, by one rubric.

    Attributes:
        rubric: the rubric's id.
        found: elements with evidence, in the order in which they first appear.
        missing: ids of the rubric's expected elements without evidence, heaviest first.
        order: verdict per order rule, e.g. {"baseline_first": "yes"}.
        score: 0…100; the sum of `derivation` as a percentage.
        derivation: how the score came about.
        enough: False where the answer was too short to judge; the score then means nothing.
    """

    rubric: str
    found: tuple[FoundElement, ...] = ()
    missing: tuple[str, ...] = ()
    order: Mapping[str, OrderVerdict] = field(default_factory=dict[str, OrderVerdict])
    score: float = 0.0
    derivation: tuple[ScorePart, ...] = ()
    enough: bool = True


def order_of(first: int | None, before: int | None) -> OrderVerdict:
    """Tell whether sentence `first` comes no later than `before`; "n/a" if one is missing."""
    if first is None or before is None:
        return "n/a"
    return "yes" if first <= before else "no"


def narrowed(structure: Structure, element: str) -> Structure:
    """Narrow what was found to that element; the score says whether it was there."""
    matching = tuple(one for one in structure.found if one.element == element)
    points = 1.0 if matching else 0.0
    return replace(
        structure,
        found=matching,
        missing=() if matching else (element,),
        order={},
        score=100 * points,
        derivation=(ScorePart(element, points, 1.0),),
    )
