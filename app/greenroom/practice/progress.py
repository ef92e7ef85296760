"""Progress of measures from answer to answer, against one's own range.

Only comparable answers are compared: those of the same kind, by rubric and whether they answer a
follow-up. One's own range at an answer is the median of the five before it, one median absolute
deviation to either side; what lies inside it is noise and is not called a change.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Final

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Measure

LOOK_BACK: Final = 5
"""The comparable answers that make up one's own range."""


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """The kind of an answer; only answers of one kind are compared."""

    rubric_id: str
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredAnswer:
    """An answer with its measures, as far as they could be judged."""

    answer_id: str
    session_id: str
    started_at: datetime
    kind: AnswerKind
    measures: Mapping[str, Measure] = field(default_factory=dict[str, Measure])


@dataclass(frozen=True, slots=True)
class Range:
    """One's own usual range: from `low` to `high`, `middle` between."""

    low: float
    middle: float
    high: float

    def change(self, value: float) -> float:
        """Return how far a value lies from the middle; 0 inside the range."""
        return 0.0 if self.low <= value <= self.high else value - self.middle


@dataclass(frozen=True, slots=True)
class Point:
    """One answer's value; `own` is one's range before it, None while there were too few."""

    answer_id: str
    session_id: str
    at: datetime
    value: float
    own: Range | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure over comparable answers, oldest first; at least one point."""

    measure: str
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The latest answer."""
        return self.points[-1]

    @property
    def change(self) -> float | None:
        """What the latest answer changed; 0 within one's own range, None while there is none."""
        return self.last.own.change(self.last.value) if self.last.own else None


def kinds(answers: Iterable[MeasuredAnswer]) -> tuple[AnswerKind, ...]:
    """Return the kinds of answers that there are, the most frequent first."""
    return tuple(kind for kind, _ in Counter(answer.kind for answer in answers).most_common())


def trends(answers: Sequence[MeasuredAnswer], kind: AnswerKind) -> tuple[Trend, ...]:
    """Return the trend of every measure that answers of this kind have, in catalog order."""
    comparable = sorted(
        (answer for answer in answers if answer.kind == kind), key=lambda answer: answer.started_at
    )
    all_trends = (_trend(name, comparable) for name in CATALOG)
    return tuple(trend for trend in all_trends if trend is not None)


def own_range(before: Sequence[Measure]) -> Range | None:
    """Compute one's own range from earlier values, oldest first; None if they are too few.

    Never narrower than the measure is exact.
    """
    last = before[-LOOK_BACK:]
    if len(last) < LOOK_BACK:
        return None
    values = [measure.value or 0.0 for measure in last]
    middle = median(values)
    deviation = median(abs(value - middle) for value in values)
    spread = max(deviation, *(measure.plus_minus or 0.0 for measure in last))
    return Range(middle - spread, middle, middle + spread)


def toward_typical(change: float, value: float, limits: Limits | None) -> bool | None:
    """Tell whether a change led toward the typical range; None if neither or unknown.

    Args:
        change: from what was usual to the value.
        value: what was measured.
        limits: of the typical range.
    """
    if limits is None or not change:
        return None
    before, after = limits.outside(value - change), limits.outside(value)
    return None if before == after else after < before


def _trend(name: str, answers: Sequence[MeasuredAnswer]) -> Trend | None:
    values = [(answer, answer.measures[name]) for answer in answers if name in answer.measures]
    values = [(answer, measure) for answer, measure in values if measure.value is not None]
    measures = [measure for _, measure in values]
    points = tuple(
        Point(
            answer.answer_id,
            answer.session_id,
            answer.started_at,
            measure.value or 0.0,
            own_range(measures[max(0, place - LOOK_BACK) : place]),
        )
        for place, (answer, measure) in enumerate(values)
    )
    return Trend(name, points) if points else None
