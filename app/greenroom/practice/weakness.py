"""Recurring weaknesses in one's own last answers; scripts by weakness draw by them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LAST: Final = 6
"""The last answers that an element is judged by: what was fixed long ago no longer counts."""


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer as far as it was judged by a rubric.

    Attributes:
        score: 0…100.
        found: elements that were there.
        missing: elements that were expected and not there.
    """

    question_id: str
    follow_up: bool
    score: float
    found: frozenset[str]
    missing: frozenset[str]


def weakness(answers: Sequence[JudgedAnswer]) -> dict[str, float]:
    """Compute how badly it goes, 0…1, by question id and by element id.

    A question is as weak as its last answer. An element is as weak as the share of the last
    answers in which it was missing, drawn toward a half while there are few.

    Args:
        answers: the oldest first.
    """
    questions = {one.question_id: 1 - one.score / 100 for one in answers if not one.follow_up}
    missed: dict[str, list[bool]] = defaultdict(list)
    for one in answers:
        for element in sorted(one.found | one.missing):
            missed[element].append(element in one.missing)
    elements = {name: _share(misses[-LAST:]) for name, misses in missed.items()}
    return elements | questions


def _share(missed: Sequence[bool]) -> float:
    return (sum(missed) + 1) / (len(missed) + 2)
