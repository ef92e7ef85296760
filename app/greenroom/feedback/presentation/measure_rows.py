"""The measures of an answer as rows of a table, in the order of the catalog."""

from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.delivery.catalog import CATALOG, Entry
from greenroom.delivery.limits import Band, Limits
from greenroom.delivery.measure import Measure
from greenroom.feedback.presentation.display_text import BANDS, QUALITIES, entry, number, unit
from greenroom.speech.span import Span

_USUAL_TARGET = 120
_BEYOND = 0.7
"""How far a gauge reaches beyond the typical range, in parts of that range."""

_ORDER = {name: place for place, name in enumerate(CATALOG)}


@dataclass(frozen=True, slots=True)
class Gauge:
    """A value against its typical range, in the unit of the measure.

    Attributes:
        start: the lowest value on the scale.
        end: the highest one.
        typical_to: `end` where the typical range is open.
    """

    start: float
    end: float
    typical_from: float
    typical_to: float
    value: float

    def share(self, value: float) -> float:
        """Return how far along the scale a value lies, from 0 to 1; what is beyond is held in."""
        return min(max((value - self.start) / (self.end - self.start), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as text.

    Attributes:
        judged: whether there is a typical range to compare with.
        verdict: the band in words, or why there is none.
        gauge: None where the value was not judged, or the typical range has no width.
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
    band: Band
    spans: tuple[Span, ...]
    gauge: Gauge | None


def measure_rows(measures: Iterable[Measure], target_seconds: int) -> tuple[MeasureRow, ...]:
    """Return a row for each measure that has a value.

    Args:
        measures: in any order.
        target_seconds: how long a good answer takes; 0 if unknown.
    """
    shown = [measure for measure in measures if measure.value is not None]
    shown.sort(key=lambda measure: _ORDER.get(measure.name, len(_ORDER)))
    return tuple(_row(measure, target_seconds) for measure in shown)


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
        band=measure.band,
        spans=measure.spans,
        gauge=_gauge(measure, _limits(about, target_seconds)),
    )


def _limits(about: Entry, target_seconds: int) -> Limits | None:
    """Return the limits; for the length of an answer, those of its question."""
    if about.limits and about.name == "answer_length":
        return about.limits.scaled(target_seconds / _USUAL_TARGET) if target_seconds else None
    return about.limits


def _gauge(measure: Measure, limits: Limits | None) -> Gauge | None:
    if not limits or measure.band == "none" or measure.value is None:
        return None
    low = limits.green_from or 0.0
    high = 2 * low if limits.green_to is None else limits.green_to
    if high <= low:
        return None
    beyond = (high - low) * _BEYOND
    end = high + beyond
    return Gauge(
        start=max(0.0, low - beyond),
        end=end,
        typical_from=low,
        typical_to=end if limits.green_to is None else high,
        value=measure.value,
    )
