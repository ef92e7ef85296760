"""An answer over time as the report draws it: positions and widths in percent of its length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.feedback.presentation.answer_presentation import AnalysisPresentation
from greenroom.feedback.presentation.answer_structure import AnswerStructure
from greenroom.feedback.presentation.answer_timeline import (
    AnswerTimeline,
    Mark,
    MarkKind,
    Part,
    covered,
    ticks,
)
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.speech.waveform import resampled

DRAWN: tuple[MarkKind, ...] = ("filled_pause", "long_pause")
"""The marks that the report has a sign for."""

_BARS = 220
_SILENT, _SPOKEN = 0.03, 0.55  # heights where only the words are known
_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark, or a part of the structure; `kind` is its style."""

    kind: str
    text: str
    span: Span
    at: float
    width: float


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element of the rubric with the parts that show it; none if it is missing."""

    title: str
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class SvgTimeline:
    """The timeline of one answer, ready to be drawn.

    Attributes:
        bars: the sound as an SVG path in a box of 1000 × 100.
        filled: the bars that are filled pauses, likewise.
        rows: elements that were found, then those that are missing.
        ticks: position and text of the time axis.
        target: position of the target time; None if unknown or outside.
    """

    seconds: float
    bars: str
    filled: str
    marks: tuple[PlacedMark, ...]
    rows: tuple[ElementRow, ...]
    ticks: tuple[tuple[float, str], ...]
    target: float | None


def svg_timeline(analysis: AnalysisPresentation, loudness: Sequence[float]) -> SvgTimeline:
    """Return the picture of one answer.

    Args:
        analysis: what is shown of it.
        loudness: the sound in equal slices, 0…1; where empty, the words stand in for it.
    """
    timeline = analysis.timeline
    seconds = timeline.seconds
    bars = resampled(loudness, _BARS) if loudness else _from_words(timeline)
    filled = covered(timeline.filled, seconds, _BARS)
    return SvgTimeline(
        seconds=seconds,
        bars=_path(bars, [not inside for inside in filled]),
        filled=_path(bars, filled),
        marks=tuple(_mark(mark, seconds) for mark in timeline.marks if mark.kind in DRAWN),
        rows=tuple(_rows(timeline, analysis.structure)),
        ticks=tuple(
            (round(100 * at / seconds, 3), clock(at)) for at in ticks(seconds, _MOST_TICKS)
        ),
        target=None if timeline.target is None else 100 * timeline.target / seconds,
    )


def _from_words(timeline: AnswerTimeline) -> list[float]:
    spoken = covered(timeline.words, timeline.seconds, _BARS)
    return [_SPOKEN if inside else _SILENT for inside in spoken]


def _path(bars: Sequence[float], shown: Sequence[bool]) -> str:
    step = 1000 / _BARS
    return "".join(
        f"M{(index + 0.5) * step:.1f} {50 - half:.1f}v{2 * half:.1f}"
        for index, bar in enumerate(bars)
        if shown[index]
        for half in [46 * min(max(bar, _SILENT), 1)]
    )


def _rows(timeline: AnswerTimeline, structure: AnswerStructure | None) -> Iterator[ElementRow]:
    for found in structure.found if structure else ():
        parts = [part for part in timeline.parts if part.element == found.element]
        yield ElementRow(found.title, tuple(_part(part, timeline.seconds) for part in parts))
    for missing in structure.missing if structure else ():
        yield ElementRow(missing.title, ())


def _mark(mark: Mark, seconds: float) -> PlacedMark:
    return PlacedMark(mark.kind, mark.text, mark.span, *_place(mark.span, seconds))


def _part(part: Part, seconds: float) -> PlacedMark:
    return PlacedMark("element", part.quote, part.span, *_place(part.span, seconds))


def _place(span: Span, seconds: float) -> tuple[float, float]:
    """Return left edge and width in percent, held inside."""
    at = min(max(100 * span.start / seconds, 0), 100)
    width = min(100 * span.seconds / seconds, 100 - at)
    return round(at, 3), round(max(width, 0), 3)
