"""Priorities: which three of all possible remarks are worth making."""

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
    """Return at most three remarks: content before delivery, each by strength.

    Delivery takes a place from content only where it is urgent, and then one; otherwise it fills
    what content leaves free.
    """
    on_content, on_delivery = _strongest(content), _strongest(delivery)
    urgent = [candidate for candidate in on_delivery if candidate.urgent][:1]
    kept = on_content[: MOST_PRIORITIES - len(urgent)]
    rest = [candidate for candidate in on_delivery if candidate not in urgent]
    return tuple(candidate.remark for candidate in [*kept, *urgent, *rest][:MOST_PRIORITIES])


def _strongest(candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """Sort by strength; equals stay in order."""
    return sorted(candidates, key=lambda one: -one.strength)
