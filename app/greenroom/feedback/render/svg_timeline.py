"""An answer as a picture over time: the shape of its sound, its marks and its elements.

Positions and widths are percent of the answer's length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from greenroom.feedback.feedback import Analysis
from greenroom.feedback.render.display_text import Rubrics, element_title
from greenroom.feedback.render.transcript_lines import LONG_PAUSE
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.speech.words import Word

_BARS = 220
_SILENT, _SPOKEN = 0.03, 0.55  # heights where only the words are known
_STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_TICKS = 9  # at most


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment to jump to; `text` says what is there."""

    kind: Literal["filled_pause", "long_pause", "element"]
    text: str
    start: float
    end: float
    at: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One element of the rubric with the moments that show it; none if it is missing."""

    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture.

    Attributes:
        seconds: length of the answer.
        bars: the sound as an SVG path in a box of 1000 × 100.
        filled: the bars that are filled pauses, likewise.
        marks: filled pauses and long pauses.
        rows: elements that were found, then those that are missing.
        ticks: position and text of the time axis.
        target: position of the target time; None if unknown or outside.
    """

    seconds: float
    bars: str
    filled: str
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    target: float | None


def timeline(
    analysis: Analysis, rubrics: Rubrics, loudness: Sequence[float], target_seconds: int
) -> Timeline:
    """The picture of one answer.

    Args:
        analysis: what is known of it.
        rubrics: for the titles of the elements.
        loudness: the sound in equal slices, 0…1; where empty, the words stand in for it.
        target_seconds: 0 if unknown.
    """
    words = analysis.transcript.words
    seconds = max([analysis.delivery.audio.seconds, 0.1, *(word.end for word in words)])
    bars = _resampled(loudness) if loudness else _from_words(words, seconds)
    filled = [word.span for word in words if word.kind == "filled_pause"]
    is_filled = _covered(filled, seconds)
    return Timeline(
        seconds=seconds,
        bars=_path(bars, [not it for it in is_filled]),
        filled=_path(bars, is_filled),
        marks=tuple(_marks(analysis, seconds)),
        rows=tuple(_rows(analysis, rubrics, seconds)),
        ticks=tuple(_ticks(seconds)),
        target=100 * target_seconds / seconds if 0 < target_seconds < seconds else None,
    )


def _resampled(loudness: Sequence[float]) -> list[float]:
    step = len(loudness) / _BARS
    return [
        max(loudness[int(index * step) : max(int((index + 1) * step), int(index * step) + 1)])
        for index in range(_BARS)
    ]


def _from_words(words: Sequence[Word], seconds: float) -> list[float]:
    spoken = _covered([word.span for word in words], seconds)
    return [_SPOKEN if it else _SILENT for it in spoken]


def _covered(spans: Sequence[Span], seconds: float) -> list[bool]:
    """Whether the middle of each bar lies in a span; every span covers one bar at least."""
    covered = [False] * _BARS
    each = seconds / _BARS
    for span in spans:
        first = ceil(span.start / each - 0.5)
        last = ceil(max(span.end, span.start + each) / each - 0.5)
        for index in range(max(0, first), min(last, _BARS)):
            covered[index] = True
    return covered


def _path(bars: Sequence[float], shown: Sequence[bool]) -> str:
    step = 1000 / _BARS
    return "".join(
        f"M{(index + 0.5) * step:.1f} {50 - half:.1f}v{2 * half:.1f}"
        for index, bar in enumerate(bars)
        if shown[index]
        for half in [46 * min(max(bar, _SILENT), 1)]
    )


def _marks(analysis: Analysis, seconds: float) -> list[Mark]:
    filled = [
        _mark("filled_pause", word.text.strip(".,"), word.span, seconds)
        for word in analysis.transcript.words
        if word.kind == "filled_pause"
    ]
    long = [
        _mark("long_pause", f"{pause.end - pause.start:.1f} s of silence", span, seconds)
        for pause in analysis.delivery.pauses
        for span in [Span(pause.start, pause.end)]
        if span.seconds >= LONG_PAUSE
    ]
    return sorted([*filled, *long], key=lambda mark: mark.start)


def _rows(analysis: Analysis, rubrics: Rubrics, seconds: float) -> list[Row]:
    structure = analysis.structure
    if structure is None or not structure.enough:
        return []
    rubric = rubrics.get(structure.rubric)
    found = [
        Row(
            element_title(found.element, rubric),
            tuple(
                _mark("element", evidence.quote, evidence.span, seconds)
                for evidence in found.evidence
            ),
        )
        for found in structure.found
    ]
    return found + [Row(element_title(element, rubric), ()) for element in structure.missing]


def _mark(
    kind: Literal["filled_pause", "long_pause", "element"], text: str, span: Span, seconds: float
) -> Mark:
    at = min(max(100 * span.start / seconds, 0), 100)
    width = min(100 * span.seconds / seconds, 100 - at)
    return Mark(kind, text, span.start, span.end, round(at, 3), round(max(width, 0), 3))


def _ticks(seconds: float) -> list[tuple[float, str]]:
    step = next((step for step in _STEPS if seconds / step <= _TICKS), _STEPS[-1])
    return [(round(100 * at / seconds, 3), clock(at)) for at in range(0, int(seconds) + 1, step)]
