"""The choice of the three remarks worth making."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenroom.feedback.feedback import Remark

MOST_PRIORITIES = 3
"""Nobody changes more than three things before the next try."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A remark that could be made.

    Attributes:
        strength: its weight; for delivery times how far outside the typical range it lies.
        urgent: whether the measure is clearly outside what is published as acceptable.
    """

    remark: Remark
    strength: float
    urgent: bool = False


def chosen(content: Iterable[Candidate], delivery: Iterable[Candidate]) -> tuple[Remark, ...]:
    """Choose at most three remarks: what was said before how it was said, strongest first.

    Delivery takes a place from content only where it is urgent, and then one; otherwise it fills
    what content leaves free.
    """
    content_candidates, delivery_candidates = _strongest(content), _strongest(delivery)
    urgent = [one for one in delivery_candidates if one.urgent][:1]
    from_content = content_candidates[: MOST_PRIORITIES - len(urgent)]
    others = [one for one in delivery_candidates if one not in urgent]
    return tuple(one.remark for one in [*from_content, *urgent, *others][:MOST_PRIORITIES])


def _strongest(candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """Sort by strength; equal ones stay in the order given."""
    return sorted(candidates, key=lambda one: -one.strength)
