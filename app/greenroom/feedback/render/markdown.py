"""A session as Markdown: to keep with your notes, or to send to a mentor."""

import re
from collections.abc import Iterable, Iterator

from greenroom.feedback.feedback import Moment, Remark
from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.answer_presentation import (
    AnalysisPresentation,
    AnswerPresentation,
    present_answers,
)
from greenroom.feedback.presentation.answer_structure import AnswerStructure
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.presentation.measure_rows import MeasureRow
from greenroom.feedback.presentation.second_opinion import (
    HEADING,
    STRONGER,
    TO_CHANGE_FIRST,
    SecondOpinion,
    origin,
)
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Session
from greenroom.formatting import clock, date_and_time

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown_report(session: Session, rubrics: Rubrics) -> str:
    """Return the report as Markdown; what was said can hold no markup of its own."""
    answers = session.answers_given
    count = "1 answer" if len(answers) == 1 else f"{len(answers)} answers"
    spoken = clock(sum(map(display_text.seconds, answers)))
    top = [
        f"# {_text(session.title)}",
        f"{date_and_time(session.started_at)} · {count} · {spoken}",
    ]
    parts = (part for answer in present_answers(answers, rubrics) for part in _answer(answer))
    end = f"*{_text(origin(answer.analysis for answer in answers))}*"
    return "\n\n".join([*top, *parts, end]) + "\n"


def _answer(answer: AnswerPresentation) -> Iterator[str]:
    yield f"## {answer.label}: {_text(answer.question)}"
    if answer.clip:
        yield f"[Recording](<{answer.clip}>)"
    if answer.analysis is None:
        yield answer.remark
    else:
        yield from _analysis(answer.analysis)


def _analysis(analysis: AnalysisPresentation) -> Iterator[str]:
    yield " · ".join(analysis.facts)
    for remark in filter(None, (analysis.sound_remark, analysis.feedback.remark)):
        yield f"**{_text(remark)}**"
    if analysis.feedback.priorities:
        yield f"### {display_text.WORK_ON_FIRST}"
        yield "\n".join(
            _remark(f"{number}.", remark)
            for number, remark in enumerate(analysis.feedback.priorities, start=1)
        )
    if analysis.feedback.strengths:
        yield f"### {display_text.WENT_WELL}"
        yield "\n".join(_remark("-", remark) for remark in analysis.feedback.strengths)
    yield "### What you said"
    yield "\n".join(f"- {clock(line.start)} {_text(line.text)}" for line in analysis.lines)
    if analysis.structure:
        yield f"### {_text(analysis.structure.title)}: {analysis.structure.score} of 100"
        yield SCORE_MEANING
        yield "\n".join(_structure(analysis.structure))
    if analysis.second_opinion:
        yield from _second_opinion(analysis.second_opinion)
    if analysis.judged or analysis.described:
        yield f"### {display_text.HOW_IT_SOUNDED}"
        yield "\n".join(_measures([*analysis.judged, *analysis.described]))


def _remark(bullet: str, remark: Remark) -> str:
    lines = [f"{bullet} **{_text(remark.title)}**: {_text(remark.advice)}"]
    lines += [f"   - {_quote(moment)}" for moment in remark.evidence]
    if remark.try_next:
        lines.append(f"   - Try: *{_text(remark.try_next)}*")
    return "\n".join(lines)


def _structure(structure: AnswerStructure) -> Iterator[str]:
    for found in structure.found:
        yield f"- [x] **{_text(found.title)}**: {'; '.join(map(_quote, found.moments))}"
    for missing in structure.missing:
        trial = f" Try: *{_text(missing.next_sentence)}*" if missing.next_sentence else ""
        advice = _text(missing.advice)
        yield f"- [ ] **{_text(missing.title)}**: not heard. {advice}{trial}".rstrip()
    for rule in structure.rules:
        yield f"- {_text(rule.title)}: {rule.verdict}. {_text(rule.advice)}".rstrip()


def _second_opinion(opinion: SecondOpinion) -> Iterator[str]:
    yield f"### {HEADING}"
    yield f"From {_text(opinion.source)}. {opinion.meaning}"
    if lines := [*_proposals(opinion)]:
        yield "\n".join(lines)


def _proposals(opinion: SecondOpinion) -> Iterator[str]:
    for level in opinion.levels:
        yield f"- **{_text(level.title)}**: {level.range}. {_text(level.reason)}".rstrip()
        if level.moment:
            yield f"   - {_quote(level.moment)}"
    if opinion.improvement:
        yield f"- **{TO_CHANGE_FIRST}**: {_text(opinion.improvement)}"
    if opinion.stronger:
        yield f"- **{STRONGER}**: {_text(opinion.stronger_text)}"


def _measures(rows: Iterable[MeasureRow]) -> Iterator[str]:
    yield "| Measure | Value | Typical | |"
    yield "| --- | ---: | --- | --- |"
    for row in rows:
        yield f"| {row.title} | {row.value} {row.unit} | {row.typical} | {row.verdict} |"


def _quote(moment: Moment) -> str:
    return f"{clock(moment.span.start)} “{_text(moment.quote)}”"


def _text(text: str) -> str:
    """Escape a text, so that nothing in it is taken for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
