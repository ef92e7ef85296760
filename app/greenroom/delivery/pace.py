"""The pace of the answer."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Final

from greenroom.delivery.catalog import measured
from greenroom.delivery.measure import Measure
from greenroom.delivery.syllables import syllables
from greenroom.delivery.word_index import Timeline
from greenroom.speech.span import Span

WINDOW_SECONDS: Final = 15.0
HOP_SECONDS: Final = 5.0
_FAST_WPM = 185.0
_SLOW_WPM = 80.0
_SUSTAINED_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The speaking rate in one window, in words per minute."""

    span: Span
    wpm: float


def speaking_rate(answer: Timeline) -> Measure:
    """Measure lexical words ÷ (last word's end − first word's start) in wpm, pauses included.

    Filled pauses are no words. Band: ranges that speaking coaches publish (100–165, 130–175,
    about 150) and practice recordings (median 106, quartiles 83 and 135); weak evidence.
    """
    words = answer.lexical
    return measured("speaking_rate", 60 * len(words) / answer.seconds, n=len(words))


def pace_without_pauses(answer: Timeline) -> Measure:
    """Measure lexical words ÷ (answer − silent pauses of 250 ms or more), in wpm; no band."""
    words = answer.lexical
    return measured("pace_without_pauses", 60 * len(words) / answer.speaking, n=len(words))


def articulation_rate(answer: Timeline) -> Measure:
    """Measure syllables ÷ phonation time, in syllables per second.

    Phonation time is the answer without its silent pauses; a filled pause is one syllable. The
    syllables are estimated from the spelling. Jacewicz & Fox 2010: differs by dialect and age.
    """
    span = answer.span
    inside = [word for word in answer.words if span.start <= word.start < span.end]
    total = sum(syllables(word.text) if word.kind == "word" else 1 for word in inside)
    return measured("articulation_rate", total / answer.speaking, n=len(answer.lexical))


def rolling_pace(answer: Timeline) -> tuple[Pace, ...]:
    """Compute the speaking rate in windows of 15 s, every 5 s, all inside the answer.

    A word belongs to the windows that hold its middle.
    """
    middles = sorted((word.start + word.end) / 2 for word in answer.lexical)
    first = answer.span.start
    count = int((answer.seconds - WINDOW_SECONDS) / HOP_SECONDS) + 1
    spans = [Span(first + i * HOP_SECONDS, first + i * HOP_SECONDS + WINDOW_SECONDS)
             for i in range(max(0, count))]  # fmt: skip
    return tuple(
        Pace(span, 60 * _between(middles, span.start, span.end) / WINDOW_SECONDS) for span in spans
    )


def _between(moments: Sequence[float], start: float, end: float) -> int:
    """Count the moments, given in order, from `start` to before `end`."""
    return bisect_left(moments, end) - bisect_left(moments, start)


def fast_stretches(answer: Timeline) -> Measure:
    """Count stretches with a rolling pace above 185 wpm for 10 s or more; heuristic."""
    windows = rolling_pace(answer)
    spans = _sustained(windows, lambda wpm: wpm > _FAST_WPM)
    return measured("fast_stretches", float(len(spans)), n=len(windows), spans=spans)


def slow_stretches(answer: Timeline) -> Measure:
    """Count stretches with a rolling pace below 80 wpm, but above 0, for 10 s or more."""
    windows = rolling_pace(answer)
    spans = _sustained(windows, lambda wpm: 0 < wpm < _SLOW_WPM)
    return measured("slow_stretches", float(len(spans)), n=len(windows), spans=spans)


def pace_variability(answer: Timeline) -> Measure:
    """Measure the rolling pace's standard deviation ÷ its mean, in percent; heuristic band."""
    windows = rolling_pace(answer)
    mean = fmean(window.wpm for window in windows) if windows else 0.0
    spread = 100 * pstdev(window.wpm for window in windows) / mean if mean else None
    return measured("pace_variability", spread, n=len(windows))


def _sustained(windows: Sequence[Pace], condition: Callable[[float], bool]) -> tuple[Span, ...]:
    """Find runs of windows that meet the condition for long enough, each as one span."""
    shortest = int(_SUSTAINED_SECONDS / HOP_SECONDS) + 1
    spans: list[Span] = []
    run: list[Pace] = []
    for window in (*windows, None):
        if window is not None and condition(window.wpm):
            run.append(window)
            continue
        if len(run) >= shortest:
            spans.append(Span(run[0].span.start, run[-1].span.end))
        run = []
    return tuple(spans)
