"""An answer over time, in seconds: its marks, its parts, its pace and its pitch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from statistics import median
from typing import Final, Literal

from greenroom.delivery.measure import Contour, Delivery
from greenroom.delivery.pace import rolling_pace
from greenroom.delivery.word_index import Timeline
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.presentation.answer_structure import Part
from greenroom.feedback.presentation.spoken_lines import LONG_PAUSE
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript

MarkKind = Literal["filled_pause", "long_pause", "fast", "slow"]

MARK_NAMES: Final[dict[MarkKind, tuple[str, str]]] = {
    "filled_pause": ("filled pause", "filled pauses"),
    "long_pause": ("long pause", "long pauses"),
    "fast": ("fast stretch", "fast stretches"),
    "slow": ("slow stretch", "slow stretches"),
}
"""One of them, several of them."""

_STRETCHES: dict[str, tuple[MarkKind, str]] = {
    "fast_stretches": ("fast", "Fast, above 185 words per minute"),
    "slow_stretches": ("slow", "Slow, below 80 words per minute"),
}
_LEAST_SECONDS = 0.1
_LEAST_WORDS = 2  # for a pace
_LEAST_POINTS = 2  # for a line
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)

PitchLines = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment to jump to; `text` says what is there."""

    kind: MarkKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class AnswerTimeline:
    """What happens when; all times in seconds from the beginning of the recording.

    Attributes:
        seconds: the length of the answer.
        marks: in the order of time.
        parts: what shows the rubric's elements, in the order in which it begins.
        words: where words are; stands in for the sound where that has not been read.
        filled: where filled pauses are.
        pace: words per minute around moments.
        target: how long a good answer takes; None if unknown or longer than this one.
        pitch: stretches of the voice without a break: moments with the pitch there, in semitones
            above the answer's middle.
    """

    seconds: float = 0.0
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()
    words: tuple[Span, ...] = ()
    filled: tuple[Span, ...] = ()
    pace: tuple[tuple[float, float], ...] = ()
    target: float | None = None
    pitch: PitchLines = ()


def answer_timeline(
    analysis: Analysis, parts: tuple[Part, ...], target_seconds: int
) -> AnswerTimeline:
    """Return one answer over time.

    Args:
        analysis: what is known of it.
        parts: its parts, in the order in which they begin.
        target_seconds: how long a good answer takes; 0 if unknown.
    """
    words = analysis.transcript.words
    ends = [word.end for word in words]
    seconds = max([analysis.delivery.audio.seconds, _LEAST_SECONDS, *ends])
    return AnswerTimeline(
        seconds=seconds,
        marks=tuple(_marks(analysis.transcript, analysis.delivery)),
        parts=parts,
        words=tuple(word.span for word in words),
        filled=tuple(word.span for word in words if word.kind == "filled_pause"),
        pace=_pace(analysis.transcript),
        target=float(target_seconds) if 0 < target_seconds < seconds else None,
        pitch=pitch_lines(analysis.delivery.contour),
    )


def ticks(seconds: float, most: float) -> tuple[int, ...]:
    """Return the round seconds from 0 on that a time axis shows, some `most` of them."""
    step = next((step for step in _STEPS if seconds / step <= most), _STEPS[-1])
    return tuple(range(0, int(seconds) + 1, step))


def covered(spans: Sequence[Span], seconds: float, slices: int) -> list[bool]:
    """Return for each of equal slices of so many seconds whether a span lies in it."""
    inside = [False] * slices
    for span in spans if seconds > 0 else ():
        first = int(slices * span.start / seconds)
        last = int(slices * span.end / seconds)
        for at in range(max(0, first), min(slices, last + 1)):
            inside[at] = True
    return inside


def pitch_lines(contour: Contour | None) -> PitchLines:
    """Return the stretches that are voiced without a break, in seconds and semitones."""
    voiced = [hertz for hertz in contour.hertz if hertz] if contour else []
    if contour is None or not voiced:
        return ()
    middle = median(voiced)
    lines: list[tuple[tuple[float, float], ...]] = []
    line: list[tuple[float, float]] = []
    for number, hertz in enumerate((*contour.hertz, 0)):
        if hertz:
            line.append((number * contour.step, 12 * log2(hertz / middle)))
            continue
        if len(line) >= _LEAST_POINTS:
            lines.append(tuple(line))
        line = []
    return tuple(lines)


def _marks(transcript: Transcript, delivery: Delivery) -> list[Mark]:
    """Return filled pauses, long pauses and stretches of unusual pace in the order of time."""
    marks = [
        *_filled_pauses(transcript),
        *_long_pauses(delivery),
        *_stretches(delivery),
    ]
    return sorted(marks, key=lambda mark: mark.span.start)


def _filled_pauses(transcript: Transcript) -> Iterator[Mark]:
    for word in transcript.words:
        if word.kind == "filled_pause":
            yield Mark("filled_pause", word.text.strip(".,"), word.span)


def _long_pauses(delivery: Delivery) -> Iterator[Mark]:
    for pause in delivery.pauses:
        span = Span(pause.start, pause.end)
        if span.seconds >= LONG_PAUSE:
            yield Mark("long_pause", f"{span.seconds:.1f} s of silence", span)


def _stretches(delivery: Delivery) -> Iterator[Mark]:
    for name, (kind, text) in _STRETCHES.items():
        if measure := delivery.measures.get(name):
            yield from (Mark(kind, text, span) for span in measure.spans)


def _pace(transcript: Transcript) -> tuple[tuple[float, float], ...]:
    """Return the middle of each window with its words per minute."""
    if len(transcript.lexical) < _LEAST_WORDS:
        return ()
    windows = rolling_pace(Timeline(transcript.words))
    return tuple(((one.span.start + one.span.end) / 2, one.wpm) for one in windows)
