"""Which three of all possible remarks are worth making."""

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
    """At most three remarks: what was said before how it was said, each by strength.

    Delivery takes a place from content only where it is urgent, and then one; otherwise it fills
    what content leaves free.
    """
    said, spoken = _strongest(content), _strongest(delivery)
    urgent = [one for one in spoken if one.urgent][:1]
    kept = said[: MOST_PRIORITIES - len(urgent)]
    rest = [one for one in spoken if one not in urgent]
    return tuple(one.remark for one in [*kept, *urgent, *rest][:MOST_PRIORITIES])


def _strongest(candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """By strength; equal ones stay in the order given."""
    return sorted(candidates, key=lambda one: -one.strength)
