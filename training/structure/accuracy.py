"""The accuracy of detection, counted over (answer, element) pairs, as DECISIONS.md says.

An element counts as found if its evidence overlaps a sentence labeled with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric
from training.structure.labeled_answers import LabeledAnswer

_BANDS = ("weak", "middle", "strong")
_FEWEST = 3
"""Elements in fewer answers than this stay out of the mean over elements."""

DetectedAnswer = tuple[LabeledAnswer, Structure]


@dataclass(frozen=True, slots=True)
class Count:
    """The counts of one element over answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing was found or there."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one rubric or of several; None where a figure is not defined.

    Attributes:
        macro: mean F1 over elements.
        micro: F1 over all pairs.
        order: share of right verdicts among answers whose labels say yes or no.
        rank: Spearman's correlation of score with weak < middle < strong.
    """

    answers: int
    macro: float
    micro: float
    order: float | None
    rank: float | None


def figures(answers: Sequence[DetectedAnswer], rubrics: Mapping[str, Rubric]) -> Figures:
    """Compute the figures of all these answers together."""
    counts = count(answers)
    common = [one.f1 for one in counts.values() if one.right + one.missed >= _FEWEST]
    right = list(_verdicts(answers, rubrics))
    return Figures(
        answers=len(answers),
        macro=sum(common) / max(1, len(common)),
        micro=sum(counts.values(), Count()).f1,
        order=sum(right) / len(right) if right else None,
        rank=spearman(
            [structure.score for _, structure in answers],
            [_BANDS.index(answer.band) for answer, _ in answers],
        ),
    )


def count(answers: Iterable[DetectedAnswer]) -> dict[tuple[str, str], Count]:
    """Count right, wrong, and missed answers per rubric and element."""
    counts: dict[tuple[str, str], Count] = {}
    for answer, structure in answers:
        reported = {
            one.element: {evidence.sentence for evidence in one.evidence} for one in structure.found
        }
        for element in answer.elements | reported.keys():
            labeled = {place for place, one in enumerate(answer.labels) if element in one}
            places = reported.get(element, set[int]())
            hit = bool(labeled & places)
            one = Count(hit, bool(places) and not hit, bool(labeled) and not hit)
            key = (answer.rubric, element)
            counts[key] = counts.get(key, Count()) + one
    return counts


def _verdicts(answers: Iterable[DetectedAnswer], rubrics: Mapping[str, Rubric]) -> Iterable[bool]:
    for answer, structure in answers:
        for name, verdict in answer.order(rubrics[answer.rubric]).items():
            if verdict != "n/a":
                yield structure.order[name] == verdict


def spearman(scores: Sequence[float], bands: Sequence[float]) -> float | None:
    """Compute the rank correlation, average ranks for ties; None if one side does not vary."""
    if len(set(scores)) < 2 or len(set(bands)) < 2:  # noqa: PLR2004
        return None
    return float(np.corrcoef(_ranks(scores), _ranks(bands))[0, 1])


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(one) + (ordered.count(one) - 1) / 2 for one in values]
