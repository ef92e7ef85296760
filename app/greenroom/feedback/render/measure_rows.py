"""The measures of an answer as rows of a table, in the order of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.delivery.catalogue import CATALOGUE, Entry
from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Measure
from greenroom.feedback.render.display_text import BANDS, QUALITIES, entry, number, unit
from greenroom.speech.span import Span

_USUAL_TARGET = 120
_ORDER = {name: place for place, name in enumerate(CATALOGUE)}


@dataclass(frozen=True, slots=True)
class Gauge:
    """Where a value lies against its typical range: percent of the gauge's width."""

    typical_from: float
    typical_to: float
    at: float


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as text.

    Attributes:
        judged: whether there is a typical range to compare with.
        verdict: the band in words, or why there is none.
        tone: "green", "amber", "red" or "none".
    """

    name: str
    title: str
    definition: str
    source: str
    value: str
    unit: str
    typical: str
    judged: bool
    verdict: str
    tone: str
    spans: tuple[Span, ...]
    gauge: Gauge | None


def measure_rows(measures: Iterable[Measure], target_seconds: int) -> tuple[MeasureRow, ...]:
    """A row for each measure that has a value."""
    known = [measure for measure in measures if measure.value is not None]
    known.sort(key=lambda measure: _ORDER.get(measure.name, len(_ORDER)))
    return tuple(_row(measure, target_seconds) for measure in known)


def _row(measure: Measure, target_seconds: int) -> MeasureRow:
    about = entry(measure)
    verdict = "; ".join(filter(None, (BANDS[measure.band], QUALITIES[measure.quality])))
    return MeasureRow(
        name=measure.name,
        title=about.title,
        definition=about.definition,
        source=about.source,
        value=number(measure),
        unit=unit(measure),
        typical=about.typical,
        judged=bool(about.typical),
        verdict=verdict,
        tone=measure.band,
        spans=measure.spans,
        gauge=_gauge(measure, _limits(about, target_seconds)),
    )


def _limits(about: Entry, target_seconds: int) -> Limits | None:
    """The limits, for the length of an answer those of its question."""
    if about.limits and about.name == "answer_length":
        return about.limits.scaled(target_seconds / _USUAL_TARGET) if target_seconds else None
    return about.limits


def _gauge(measure: Measure, limits: Limits | None) -> Gauge | None:
    """Drawn where the measure was judged and there is a range with a width."""
    if not limits or measure.band == "none" or measure.value is None:
        return None
    low = limits.green_from or 0.0
    high = 2 * low if limits.green_to is None else limits.green_to
    if high <= low:
        return None
    room = (high - low) * 0.7
    left, right = max(0.0, low - room), high + room

    def at(value: float) -> float:
        return round(100 * min(max((value - left) / (right - left), 0), 1), 1)

    open_end = 100.0 if limits.green_to is None else at(high)
    return Gauge(at(low), open_end, at(measure.value))
