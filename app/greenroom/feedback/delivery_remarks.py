"""What could be said about how an answer was spoken."""

from collections.abc import Iterator

from greenroom.delivery.catalogue import CATALOGUE
from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Delivery, Measure
from greenroom.delivery.pace import rolling_pace
from greenroom.delivery.word_index import Timeline
from greenroom.feedback.delivery_texts import TEXTS, Side, Text
from greenroom.feedback.feedback import Moment, Remark
from greenroom.feedback.moment import longest_first, of_spans
from greenroom.feedback.priorities import Candidate
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript

_BARELY = 0.15
"""Nearer to the typical range than this, in parts of the way to red, nothing is said."""

_SAME_MATTER = (
    ("filled_pause_rate", "filler_share", "filler_clusters"),
    ("speaking_rate", "fast_stretches"),
    ("long_pauses", "mid_clause_pause_share"),
)
"""Of each row only the first that lies outside is remarked on; the others say it again."""


def delivery_candidates(
    transcript: Transcript, delivery: Delivery, *, target_seconds: int
) -> Iterator[Candidate]:
    """Yield every remark that the measures give reason for; none from one that is not "ok"."""
    outside = [name for name, one in delivery.measures.items() if _outside(one)]
    for name in outside:
        if _covered_by_another(name, outside):
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


def _covered_by_another(name: str, outside: list[str]) -> bool:
    rows = [row for row in _SAME_MATTER if name in row]
    return any(other in outside for row in rows for other in row[: row.index(name)])


def _limits(measure: Measure) -> Limits:
    """Return the limits that the measure was judged by; old answers kept none."""
    return measure.limits or CATALOGUE[measure.name].limits or Limits()


def _side(measure: Measure, limits: Limits) -> Side:
    low = limits.green_from is not None and (measure.value or 0.0) < limits.green_from
    return "low" if low else "high"


def _remark(
    transcript: Transcript, delivery: Delivery, measure: Measure, text: Text, target_seconds: int
) -> Remark:
    advice = text.advice.format(
        value=_number(measure),
        typical=CATALOGUE[measure.name].typical,
        target=target_seconds,
    )
    evidence = _moments(transcript, delivery, measure, target_seconds)
    return Remark(text.title, advice, text.why, evidence, text.try_next, measure.name)


def _number(measure: Measure) -> str:
    """Return the value without decimals, or with one where it is small."""
    value = measure.value or 0.0
    whole = abs(value) >= 10 or measure.unit == "count"  # noqa: PLR2004 - two digits are enough
    return f"{value:.0f}" if whole else f"{value:.1f}".removesuffix(".0")


def _moments(
    transcript: Transcript, delivery: Delivery, measure: Measure, target_seconds: int
) -> tuple[Moment, ...]:
    """Return where to hear it: clusters before single fillers, long pauses before short ones."""
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
    """Return the window in which the pace is furthest from the typical one."""
    windows = rolling_pace(answer)
    slow = _side(measure, _limits(measure)) == "low"
    pick = min if slow else max
    return [pick(windows, key=lambda window: window.wpm).span] if windows else [answer.span]


def _beyond(answer: Span, target_seconds: int) -> Span:
    """Return what came after the target; of a short answer, its last moments."""
    after = answer.start + target_seconds
    return Span(after if after < answer.end else max(answer.start, answer.end - 1), answer.end)
