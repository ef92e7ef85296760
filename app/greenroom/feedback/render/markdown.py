"""A session as Markdown: to keep beside one's notes, or to send to a mentor."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from greenroom.feedback.feedback import Remark
from greenroom.feedback.render import display_text
from greenroom.feedback.render.answer_view import AnswerView, Known, StructureView, answer_views
from greenroom.feedback.render.display_text import Rubrics
from greenroom.feedback.render.llm_judgment_view import HEADING, JudgementView, origin
from greenroom.feedback.render.measure_rows import MeasureRow
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Session
from greenroom.formatting import clock, date_and_time

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown_report(session: Session, rubrics: Rubrics) -> str:
    """The report as Markdown; what was said can hold no markup of its own."""
    session = replace(session, answers=session.answers_given)
    views = answer_views(session, rubrics)
    spoken = clock(sum(map(display_text.seconds, session.answers)))
    answers = "1 answer" if len(views) == 1 else f"{len(views)} answers"
    top = [
        f"# {_text(session.title)}",
        f"{date_and_time(session.started_at)} · {answers} · {spoken}",
    ]
    end = f"*{_text(origin(answer.analysis for answer in session.answers))}*"
    return "\n\n".join([*top, *(part for view in views for part in _answer(view)), end]) + "\n"


def _answer(view: AnswerView) -> Iterator[str]:
    yield f"## {view.label}: {_text(view.question)}"
    if view.clip:
        yield f"[Recording](<{view.clip}>)"
    if view.known is None:
        yield "This answer has not been transcribed and measured."
        return
    yield from _known(view.known)


def _known(known: Known) -> Iterator[str]:
    yield " · ".join(known.facts)
    for remark in filter(None, (known.sound_remark, known.feedback.remark)):
        yield f"**{_text(remark)}**"
    if known.feedback.priorities:
        yield "### Work on this first"
        yield "\n".join(
            _remark(f"{number}.", each)
            for number, each in enumerate(known.feedback.priorities, start=1)
        )
    if known.feedback.strengths:
        yield "### What went well"
        yield "\n".join(_remark("-", each) for each in known.feedback.strengths)
    yield "### What you said"
    yield "\n".join(f"- {clock(line.start)} {_text(line.text)}" for line, _ in known.lines)
    if known.structure:
        yield f"### {_text(known.structure.title)}: {known.structure.score} of 100"
        yield SCORE_MEANING
        yield "\n".join(_structure(known.structure))
    if known.judgement:
        yield f"### {HEADING}"
        yield f"From {_text(known.judgement.source)}. {known.judgement.meaning}"
        if lines := [*_judgement(known.judgement)]:
            yield "\n".join(lines)
    if known.judged or known.described:
        yield "### How it sounded"
        yield "\n".join(_measures([*known.judged, *known.described]))


def _remark(bullet: str, remark: Remark) -> str:
    lines = [f"{bullet} **{_text(remark.title)}**: {_text(remark.advice)}"]
    lines += [f"   - {clock(it.span.start)} “{_text(it.quote)}”" for it in remark.evidence]
    if remark.try_next:
        lines.append(f"   - Try: *{_text(remark.try_next)}*")
    return "\n".join(lines)


def _structure(structure: StructureView) -> Iterator[str]:
    for found in structure.found:
        quotes = "; ".join(f"{clock(it.span.start)} “{_text(it.quote)}”" for it in found.evidence)
        yield f"- [x] **{_text(found.title)}**: {quotes}"
    for missing in structure.missing:
        trial = f" Try: *{_text(missing.next_sentence)}*" if missing.next_sentence else ""
        advice = _text(missing.advice)
        yield f"- [ ] **{_text(missing.title)}**: not heard. {advice}{trial}".rstrip()
    for rule in structure.rules:
        yield f"- {_text(rule.title)}: {rule.verdict}. {_text(rule.advice)}".rstrip()


def _judgement(judgement: JudgementView) -> Iterator[str]:
    for level in judgement.levels:
        yield f"- **{_text(level.title)}**: {level.range}. {_text(level.reason)}".rstrip()
        if level.moment:
            yield f"   - {clock(level.moment.span.start)} “{_text(level.moment.quote)}”"
    if judgement.improvement:
        yield f"- **To change first**: {_text(judgement.improvement)}"
    if judgement.stronger:
        yield f"- **Your answer, stronger**: {_text(judgement.stronger_text)}"


def _measures(rows: Iterable[MeasureRow]) -> Iterator[str]:
    yield "| Measure | Value | Typical | |"
    yield "| --- | ---: | --- | --- |"
    for row in rows:
        yield f"| {row.title} | {row.value} {row.unit} | {row.typical} | {row.verdict} |"


def _text(text: str) -> str:
    """Text as itself: nothing in it is taken for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
