"""One answer as it is shown: every number a text, every id a title, every moment in seconds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.delivery.measure import Measure
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.answer_structure import (
    NO_RUBRIC,
    TOO_LITTLE,
    AnswerStructure,
    answer_structure,
    structure_parts,
)
from greenroom.feedback.presentation.answer_timeline import AnswerTimeline, answer_timeline
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.presentation.measure_rows import MeasureRow, measure_rows
from greenroom.feedback.presentation.second_opinion import SecondOpinion, second_opinion
from greenroom.feedback.presentation.spoken_lines import Line, spoken_lines
from greenroom.feedback.session import Answer
from greenroom.formatting import clock

_HEADLINE = ("speaking_rate", "filled_pauses", "long_pauses")


@dataclass(frozen=True, slots=True)
class AnalysisPresentation:
    """What is shown of an answer that has been measured.

    Attributes:
        facts: the answer in a few numbers.
        sound_remark: what is wrong with the recording; empty where nothing is.
        structure: None where there is nothing to show; `structure_remark` then says why.
        judged: measures with a typical range.
        described: the other measures.
    """

    facts: tuple[str, ...]
    feedback: Feedback
    sound_remark: str
    timeline: AnswerTimeline
    lines: tuple[Line, ...]
    structure: AnswerStructure | None
    structure_remark: str
    judged: tuple[MeasureRow, ...]
    described: tuple[MeasureRow, ...]
    second_opinion: SecondOpinion | None = None


@dataclass(frozen=True, slots=True)
class AnswerPresentation:
    """What is shown of one answer.

    Attributes:
        label: such as "Question 2" or "Follow-up to question 2 · take 2".
        clip: the recording, relative to the session's folder; empty if nothing was recorded.
        analysis: None until the answer has been transcribed and measured.
        remark: why there is no analysis; empty where there is one.
    """

    id: str
    label: str
    question: str
    clip: str = ""
    analysis: AnalysisPresentation | None = None
    remark: str = ""


def present_answers(answers: Sequence[Answer], rubrics: Rubrics) -> list[AnswerPresentation]:
    """Return what is shown of the answers of a session, in their order."""
    labels = display_text.labels(answers)
    return [
        present_answer(answer, label, rubrics)
        for label, answer in zip(labels, answers, strict=True)
    ]


def present_answer(answer: Answer, label: str, rubrics: Rubrics) -> AnswerPresentation:
    """Return what is shown of one answer; takes some 50 ms.

    Args:
        answer: with its analysis.
        label: which of the session's answers it is.
        rubrics: for the titles of elements and what to say where one is missing.
    """
    analysis = answer.analysis
    missing = display_text.NOT_ANALYZED if answer.clip else display_text.NOT_RECORDED
    return AnswerPresentation(
        id=answer.id,
        label=label,
        question=display_text.question(answer),
        clip=answer.clip,
        analysis=present_analysis(analysis, rubrics, answer.target_seconds) if analysis else None,
        remark="" if analysis else missing,
    )


def present_analysis(
    analysis: Analysis, rubrics: Rubrics, target_seconds: int = 0
) -> AnalysisPresentation:
    """Return what is shown of an analysis.

    Args:
        analysis: all that is known of the answer.
        rubrics: for the titles of elements and what to say where one is missing.
        target_seconds: how long a good answer takes; 0 if unknown.
    """
    transcript, delivery, structure = analysis.transcript, analysis.delivery, analysis.structure
    rubric = rubrics.get(structure.rubric) if structure else None
    parts = structure_parts(structure, rubric) if structure else ()
    rows = measure_rows(delivery.measures.values(), target_seconds)
    enough = structure is not None and structure.enough
    return AnalysisPresentation(
        facts=headline(analysis, target_seconds),
        feedback=analysis.feedback,
        sound_remark=delivery.audio.remark,
        timeline=answer_timeline(analysis, parts, target_seconds),
        lines=spoken_lines(transcript, delivery.pauses, parts),
        structure=answer_structure(structure, rubrics) if structure and enough else None,
        structure_remark="" if enough else TOO_LITTLE if structure else NO_RUBRIC,
        judged=tuple(row for row in rows if row.judged),
        described=tuple(row for row in rows if not row.judged),
        second_opinion=second_opinion(analysis.judgment, rubric) if analysis.judgment else None,
    )


def headline(analysis: Analysis, target_seconds: int = 0) -> tuple[str, ...]:
    """Return the answer in a few numbers: its length, its pace, its pauses."""
    target = f" of about {clock(target_seconds)}" if target_seconds else ""
    length = f"{clock(analysis.delivery.audio.seconds)}{target}"
    return (length, *_facts(analysis))


def _facts(analysis: Analysis) -> Iterator[str]:
    for name in _HEADLINE:
        measure = analysis.delivery.measures.get(name)
        if measure and measure.value is not None and measure.quality != "insufficient":
            yield _fact(measure)


def _fact(measure: Measure) -> str:
    """Return a measure in a few words: "4 (±1) filled pauses", "no long pauses"."""
    title, unit = display_text.entry(measure).title.lower(), display_text.unit(measure)
    if not measure.value:
        return f"no {title}"
    what = unit if measure.name == "speaking_rate" else f"{title} {unit}"
    return f"{display_text.number(measure)} {what}".strip()
