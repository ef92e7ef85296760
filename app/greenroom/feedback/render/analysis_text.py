"""What is known of one answer, as text for a terminal."""

from collections.abc import Iterable, Iterator
from textwrap import fill

from greenroom.feedback.feedback import Analysis, Remark
from greenroom.feedback.render.answer_view import Known, StructureView, analysis_view
from greenroom.feedback.render.llm_judgment_view import HEADING, JudgementView
from greenroom.feedback.render.measure_rows import MeasureRow
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.formatting import clock
from greenroom.structure.rubric import Rubric

_WIDTH = 88


def analysis_to_text(analysis: Analysis, *, title: str, rubric: Rubric | None) -> str:
    """The words, what to work on, the structure and the measures, at most 88 letters wide."""
    known = analysis_view(analysis, {rubric.id: rubric} if rubric else {})
    return "\n\n".join([_wrapped(f"{title}: {' · '.join(known.facts)}", "  "), *_blocks(known)])


def _blocks(known: Known) -> Iterator[str]:
    yield from (_wrapped(text) for text in (known.sound_remark, known.feedback.remark) if text)
    words = [_wrapped(f"{clock(line.start)}  {line.text}", "      ") for line, _ in known.lines]
    yield "\n".join(words) or "No words were heard."
    if known.feedback.priorities:
        yield "\n".join(["Work on this first", *_remarks(known.feedback.priorities)])
    if known.feedback.strengths:
        yield "\n".join(["What went well", *_remarks(known.feedback.strengths)])
    if known.structure:
        yield "\n".join(_structure(known.structure))
    if known.judgement:
        yield "\n".join(_judgement(known.judgement))
    if known.judged or known.described:
        yield "\n".join(["How it sounded", *_measures([*known.judged, *known.described])])


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for number, remark in enumerate(remarks, start=1):
        yield _wrapped(f"  {number}. {remark.title}: {remark.advice}", "     ")
        for moment in remark.evidence:
            yield _wrapped(f"     {clock(moment.span.start)} “{moment.quote}”", "          ")
        if remark.try_next:
            yield _wrapped(f"     Try: {remark.try_next}", "          ")


def _structure(structure: StructureView) -> Iterator[str]:
    yield f"{structure.title}: {structure.score} of 100"
    yield _wrapped(f"  {SCORE_MEANING}", "  ")
    for found in structure.found:
        first = found.evidence[0]
        yield _wrapped(f"  ✓ {found.title}: {clock(first.span.start)} “{first.quote}”", "    ")
    for missing in structure.missing:
        yield _wrapped(f"  – {missing.title}: not heard. {missing.advice}", "    ")
    for rule in structure.rules:
        yield _wrapped(f"  · {rule.title}: {rule.verdict}", "    ")


def _judgement(judgement: JudgementView) -> Iterator[str]:
    yield _wrapped(f"{HEADING}, from {judgement.source}. {judgement.meaning}")
    for level in judgement.levels:
        yield _wrapped(f"  {level.title}: {level.range}. {level.reason}".rstrip(), "     ")
        if level.moment:
            quote = f"     {clock(level.moment.span.start)} “{level.moment.quote}”"
            yield _wrapped(quote, "          ")
    if judgement.improvement:
        yield _wrapped(f"  To change first: {judgement.improvement}", "     ")
    if judgement.stronger:
        yield _wrapped(f"  Your answer, stronger: “{judgement.stronger_text}”", "     ")


def _measures(rows: Iterable[MeasureRow]) -> Iterator[str]:
    for row in rows:
        typical = f" ({row.typical})" if row.typical and row.verdict else ""
        yield f"  {row.title:<36} {row.value:>9} {row.unit:<22} {row.verdict}{typical}".rstrip()


def _wrapped(text: str, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent)
