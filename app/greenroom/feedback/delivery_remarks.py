"""Possible remarks on how an answer was spoken."""

from collections.abc import Iterator

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Delivery, Measure
from greenroom.delivery.pace import rolling_pace
from greenroom.delivery.word_index import Timeline
from greenroom.feedback.delivery_texts import TEXTS, Side, Text
from greenroom.feedback.feedback import Moment, Remark
from greenroom.feedback.moments import longest_first, of_spans
from greenroom.feedback.priorities import Candidate
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript

_BARELY = 0.15
"""The share of the way to red from which a measure is remarked on."""

_SAME_MATTER = (
    ("filled_pause_rate", "filler_share", "filler_clusters"),
    ("speaking_rate", "fast_stretches"),
    ("long_pauses", "mid_clause_pause_share"),
)
"""Only the first of each row that lies outside is remarked on; the others repeat it."""


def delivery_candidates(
    transcript: Transcript, delivery: Delivery, *, target_seconds: int
) -> Iterator[Candidate]:
    """Yield every remark that the measures give reason for, if their quality is "ok"."""
    outside = [name for name, one in delivery.measures.items() if _outside(one)]
    for name in outside:
        if _said_already(name, outside):
            continue
        measure = delivery.measures[name]
        limits = _limits(measure)
        distance = limits.outside(measure.value or 0.0)
        text = TEXTS.get((name, _side(measure, limits)))
        if text is not None and distance >= _BARELY:
            remark = _remark(transcript, delivery, measure, text, target_seconds)
            yield Candidate(remark, text.importance * distance, urgent=measure.band == "red")


def _outside(measure: Measure) -> bool:
    return measure.quality == "ok" and measure.band in {"amber", "red"}


def _said_already(name: str, outside: list[str]) -> bool:
    rows = [row for row in _SAME_MATTER if name in row]
    return any(other in outside for row in rows for other in row[: row.index(name)])


def _limits(measure: Measure) -> Limits:
    """Return the limits the measure was judged by; old answers kept none."""
    return measure.limits or CATALOG[measure.name].limits or Limits()


def _side(measure: Measure, limits: Limits) -> Side:
    low = limits.green_from is not None and (measure.value or 0.0) < limits.green_from
    return "low" if low else "high"


def _remark(
    transcript: Transcript, delivery: Delivery, measure: Measure, text: Text, target_seconds: int
) -> Remark:
    advice = text.advice.format(
        value=_number(measure),
        typical=CATALOG[measure.name].typical,
        target=target_seconds,
    )
    evidence = _moments(transcript, delivery, measure, target_seconds)
    return Remark(text.title, advice, text.why, evidence, text.try_next, measure.name)


def _number(measure: Measure) -> str:
    """Format the value without decimals, or with one where it is small."""
    value = measure.value or 0.0
    whole = abs(value) >= 10 or measure.unit == "count"  # noqa: PLR2004 - two digits are enough
    return f"{value:.0f}" if whole else f"{value:.1f}".removesuffix(".0")


def _moments(
    transcript: Transcript, delivery: Delivery, measure: Measure, target_seconds: int
) -> tuple[Moment, ...]:
    """Find where to hear it: clusters before single fillers, long pauses before short ones."""
    words = transcript.words
    if measure.name == "speaking_rate":
        return of_spans(words, _most_extreme(Timeline(words), measure))
    if measure.name == "answer_length":
        return of_spans(words, [_beyond(Timeline(words).span, target_seconds)])
    if measure.name == "filled_pause_rate":
        clusters = delivery.measures.get("filler_clusters")
        return of_spans(words, (clusters and clusters.spans) or measure.spans)
    if measure.name in {"long_pauses", "mid_clause_pause_share"}:
        return of_spans(words, longest_first(measure.spans))
    return of_spans(words, measure.spans)


def _most_extreme(answer: Timeline, measure: Measure) -> list[Span]:
    """Find the window in which the pace is furthest from the typical one."""
    windows = rolling_pace(answer)
    slow = _side(measure, _limits(measure)) == "low"
    pick = min if slow else max
    return [pick(windows, key=lambda window: window.wpm).span] if windows else [answer.span]


def _beyond(answer: Span, target_seconds: int) -> Span:
    """Return what came after the target; for a short answer, its last moments."""
    after = answer.start + target_seconds
    return Span(after if after < answer.end else max(answer.start, answer.end - 1), answer.end)
