"""The length of the answer, and of the time before it."""

from greenroom.delivery.catalog import CATALOG, measured
from greenroom.delivery.limits import Limits
from greenroom.delivery.measure import Measure
from greenroom.delivery.word_index import Timeline

_USUAL_TARGET_SECONDS = 120
_PATIENCE = Limits(green_to=10)


def answer_length(answer: Timeline, *, target_seconds: int) -> Measure:
    """Measure the time from the first to the last word, in seconds.

    Behavioral answers: 60–150 s typical, under 30 short, over 180 long (coaching convention,
    weak evidence). A question's own target of T seconds scales that by T ÷ 120. Without a target,
    as for follow-ups, there is no band.
    """
    limits = length_limits(target_seconds)
    return measured(
        "answer_length", answer.seconds, n=len(answer.lexical), spans=(answer.span,), limits=limits
    )


def length_limits(target_seconds: int) -> Limits:
    """Return what is typical for a question's target; no limits for a target of 0."""
    usual = CATALOG["answer_length"].limits
    if usual is None or target_seconds <= 0:
        return Limits()
    return usual.scaled(target_seconds / _USUAL_TARGET_SECONDS)


def think_time(think_seconds: float | None, *, technical: bool) -> Measure:
    """Measure the time from the end of the question to the first lexical word, in seconds.

    Up to 10 s are not judged on technical questions; elsewhere it is shown without a band (Ziano
    & Wang 2021: slow answers to simple questions seem less sincere; Brosy & Bangerter: a delay
    can be the search for a story).
    """
    has_value = think_seconds is not None and think_seconds >= 0
    limits = _PATIENCE if technical else None
    return measured(
        "think_time", think_seconds if has_value else None, n=1 if has_value else 0, limits=limits
    )
