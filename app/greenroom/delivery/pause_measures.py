"""Measures of the silent pauses of an answer."""

from collections.abc import Sequence

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure, Pause
from greenroom.delivery.pauses import LONG_SECONDS, VERY_LONG_SECONDS
from greenroom.delivery.word_index import Timeline, ends_clause
from greenroom.speech.span import Span

_WORDS_PER_PUNCTUATION = 40
"""With less than one mark per this many words, the places of pauses are guesses."""


def silent_pauses(answer: Timeline) -> Measure:
    """Measure silences of 250 ms or more between words, per minute; descriptive.

    On thresholds: De Jong & Bosker 2013; 350 ms for perception in dialogue (Language Testing
    2025).
    """
    per_minute = 60 * len(answer.pauses) / answer.seconds
    return measured("silent_pauses", per_minute, n=len(answer.lexical), spans=_spans(answer.pauses))


def pause_length(answer: Timeline) -> Measure:
    """Measure the mean length of the silent pauses, in seconds; descriptive."""
    count = len(answer.pauses)
    mean = answer.silence / count if count else None
    return measured("pause_length", mean, n=count, spans=_spans(answer.pauses))


def pause_share(answer: Timeline) -> Measure:
    """Measure time in silent pauses ÷ answer time, in percent; descriptive."""
    share = 100 * answer.silence / answer.seconds
    return measured("pause_share", share, n=len(answer.lexical), spans=_spans(answer.pauses))


def long_pauses(answer: Timeline) -> Measure:
    """Measure silent pauses of a second or more, per minute; the limit of 3 is a heuristic."""
    long = _at_least(answer.pauses, LONG_SECONDS)
    return measured(
        "long_pauses", 60 * len(long) / answer.seconds, n=len(answer.lexical), spans=_spans(long)
    )


def very_long_pauses(answer: Timeline) -> Measure:
    """Count of silent pauses of 2.5 s or more: listed, never judged."""
    long = _at_least(answer.pauses, VERY_LONG_SECONDS)
    return measured("very_long_pauses", float(len(long)), n=len(answer.lexical), spans=_spans(long))


def mid_clause_pause_share(answer: Timeline) -> Measure:
    """Measure the share of silent pauses that fall inside a clause, in percent.

    Such a pause lies neither at punctuation nor before a conjunction. Kahng 2018: pauses within
    clauses are the strongest correlate of perceived fluency. The limit
    of 35 % is a heuristic. Of low confidence where the recognizer set hardly any punctuation.
    """
    inside = _inside_clause(answer.pauses)
    count = len(answer.pauses)
    share = 100 * len(inside) / count if count else None
    return measured(
        "mid_clause_pause_share", share, n=count, spans=_spans(inside),
        quality="ok" if _punctuated(answer) else "low_confidence",
    )  # fmt: skip


def mid_clause_pause_rate(answer: Timeline) -> Measure:
    """Measure silent pauses inside a clause per 100 words (Kahng 2018); no band."""
    inside = _inside_clause(answer.pauses)
    words = len(answer.lexical)
    return measured(
        "mid_clause_pause_rate", 100 * len(inside) / words, n=words, spans=_spans(inside),
        quality="ok" if _punctuated(answer) else "low_confidence",
    )  # fmt: skip


def phonation_ratio(answer: Timeline) -> Measure:
    """Measure speech time ÷ answer time, in percent; standard, with a heuristic band."""
    ratio = 100 * answer.speaking / answer.seconds
    return measured("phonation_ratio", min(100.0, ratio), n=len(answer.lexical))


def _spans(pauses: Sequence[Pause]) -> tuple[Span, ...]:
    return tuple(Span(pause.start, pause.end) for pause in pauses)


def _at_least(pauses: Sequence[Pause], seconds: float) -> tuple[Pause, ...]:
    return tuple(pause for pause in pauses if pause.end - pause.start >= seconds)


def _inside_clause(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    return tuple(pause for pause in pauses if pause.place == "inside_clause")


def _punctuated(answer: Timeline) -> bool:
    marks = sum(ends_clause(word) for word in answer.lexical)
    return marks * _WORDS_PER_PUNCTUATION >= len(answer.lexical)
