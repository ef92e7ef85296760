"""What is known of one answer, as text for a terminal."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from greenroom.feedback.feedback import Analysis, Moment, Remark
from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.answer_presentation import (
    AnalysisPresentation,
    present_analysis,
)
from greenroom.feedback.presentation.answer_structure import AnswerStructure
from greenroom.feedback.presentation.measure_rows import MeasureRow
from greenroom.feedback.presentation.second_opinion import (
    HEADING,
    STRONGER,
    TO_CHANGE_FIRST,
    SecondOpinion,
)
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.formatting import clock
from greenroom.structure.rubric import Rubric

_WIDTH = 88


def analysis_to_text(analysis: Analysis, *, title: str, rubric: Rubric | None) -> str:
    """Return words, what to work on, structure and measures, at most 88 letters wide."""
    shown = present_analysis(analysis, {rubric.id: rubric} if rubric else {})
    return "\n\n".join([_wrapped(f"{title}: {' · '.join(shown.facts)}", "  "), *_blocks(shown)])


def _blocks(shown: AnalysisPresentation) -> Iterator[str]:
    yield from (_wrapped(text) for text in (shown.sound_remark, shown.feedback.remark) if text)
    words = [_wrapped(f"{clock(line.start)}  {line.text}", "      ") for line in shown.lines]
    yield "\n".join(words) or "No words were heard."
    if shown.feedback.priorities:
        yield "\n".join([display_text.WORK_ON_FIRST, *_remarks(shown.feedback.priorities)])
    if shown.feedback.strengths:
        yield "\n".join([display_text.WENT_WELL, *_remarks(shown.feedback.strengths)])
    if shown.structure:
        yield "\n".join(_structure(shown.structure))
    if shown.second_opinion:
        yield "\n".join(_second_opinion(shown.second_opinion))
    if shown.judged or shown.described:
        yield "\n".join(
            [display_text.HOW_IT_SOUNDED, *_measures([*shown.judged, *shown.described])]
        )


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for number, remark in enumerate(remarks, start=1):
        yield _wrapped(f"  {number}. {remark.title}: {remark.advice}", "     ")
        yield from map(_quote, remark.evidence)
        if remark.try_next:
            yield _wrapped(f"     Try: {remark.try_next}", "          ")


def _quote(moment: Moment) -> str:
    return _wrapped(f"     {clock(moment.span.start)} “{moment.quote}”", "          ")


def _structure(structure: AnswerStructure) -> Iterator[str]:
    yield f"{structure.title}: {structure.score} of 100"
    yield _wrapped(f"  {SCORE_MEANING}", "  ")
    for found in structure.found:
        surest = found.moments[0]
        quote = f"{clock(surest.span.start)} “{surest.quote}”"
        yield _wrapped(f"  ✓ {found.title}: {quote}", "    ")
    for missing in structure.missing:
        yield _wrapped(f"  – {missing.title}: not heard. {missing.advice}", "    ")
    for rule in structure.rules:
        yield _wrapped(f"  · {rule.title}: {rule.verdict}", "    ")


def _second_opinion(opinion: SecondOpinion) -> Iterator[str]:
    yield _wrapped(f"{HEADING}, from {opinion.source}. {opinion.meaning}")
    for level in opinion.levels:
        yield _wrapped(f"  {level.title}: {level.range}. {level.reason}".rstrip(), "     ")
        if level.moment:
            yield _quote(level.moment)
    if opinion.improvement:
        yield _wrapped(f"  {TO_CHANGE_FIRST}: {opinion.improvement}", "     ")
    if opinion.stronger:
        yield _wrapped(f"  {STRONGER}: “{opinion.stronger_text}”", "     ")


def _measures(rows: Iterable[MeasureRow]) -> Iterator[str]:
    for row in rows:
        typical = f" ({row.typical})" if row.typical and row.verdict else ""
        yield f"  {row.title:<36} {row.value:>9} {row.unit:<22} {row.verdict}{typical}".rstrip()


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent)
