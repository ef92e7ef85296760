"""Two takes side by side: which elements each has, and which measures changed. Pure."""

from collections.abc import Iterator
from datetime import datetime

from greenroom.delivery.catalogue import CATALOGUE
from greenroom.delivery.measure import Measure
from greenroom.feedback.render import display_text
from greenroom.feedback.render.answer_view import analysis_view
from greenroom.feedback.render.display_text import Rubrics
from greenroom.feedback.session import Answer
from greenroom.formatting import when
from greenroom.practice.progress import towards_typical
from greenroom.speech.span import Span
from greenroom.structure.elements import Structure
from greenroom.ui.review.view import (
    ComparedElement,
    ComparedMeasure,
    ComparedTake,
    Comparison,
)

_SHOWN = (
    "speaking_rate", "filled_pause_rate", "disfluencies", "long_pauses", "mid_clause_pause_share",
    "answer_length", "phonation_ratio", "pitch_variation", "hedges",
)  # fmt: skip


def comparison(one: Answer, other: Answer, rubrics: Rubrics, now: datetime) -> Comparison | None:
    """Two analysed takes, the earlier first; None if one of them is not analysed."""
    earlier, later = sorted((one, other), key=lambda answer: answer.started_at)
    if earlier.analysis is None or later.analysis is None:
        return None
    return Comparison(
        earlier=_take("Earlier", earlier, rubrics, now),
        later=_take("Later", later, rubrics, now),
        elements=tuple(_elements(earlier, later, rubrics)),
        measures=tuple(_measures(earlier, later)),
    )


def _take(which: str, answer: Answer, rubrics: Rubrics, now: datetime) -> ComparedTake:
    assert answer.analysis is not None
    known = analysis_view(answer.analysis, rubrics, answer.target_seconds)
    text = answer.analysis.transcript.text
    title = f"{which}: {when(answer.started_at, now)}"
    return ComparedTake(answer.id, title, known.facts, text)


def _elements(earlier: Answer, later: Answer, rubrics: Rubrics) -> Iterator[ComparedElement]:
    """Every element of the rubric that either take was expected to have or has."""
    structures = [it.analysis.structure if it.analysis else None for it in (earlier, later)]
    rubric = rubrics.get(later.rubric_id)
    names = [name for structure in structures if structure for name in _named(structure)]
    order = list(rubric.elements) if rubric else []
    names = sorted(set(names), key=lambda name: order.index(name) if name in order else len(order))
    for name in names:
        before, after = (_evidence(structure, name) for structure in structures)
        color = order.index(name) if name in order else 0
        yield ComparedElement(display_text.element_title(name, rubric), color, before, after)


def _named(structure: Structure) -> list[str]:
    return [*(found.element for found in structure.found), *structure.missing]


def _evidence(structure: Structure | None, name: str) -> tuple[str, Span] | None:
    found = next((it for it in structure.found if it.element == name), None) if structure else None
    return (found.evidence[0].quote, found.evidence[0].span) if found else None


def _measures(earlier: Answer, later: Answer) -> Iterator[ComparedMeasure]:
    assert earlier.analysis
    assert later.analysis
    for name in _SHOWN:
        before = earlier.analysis.delivery.measures.get(name)
        after = later.analysis.delivery.measures.get(name)
        if before and after and before.value is not None and after.value is not None:
            yield _measure(before, after)


def _measure(before: Measure, after: Measure) -> ComparedMeasure:
    """The change is left out where it may be an error of measurement or a rounding."""
    assert before.value is not None
    assert after.value is not None
    about = CATALOGUE[after.name]
    change = after.value - before.value
    exact = max(before.plus_minus or 0.0, after.plus_minus or 0.0)
    sure = before.quality == after.quality == "ok" and abs(change) > exact
    text = display_text.signed(change, after.unit) if sure else ""
    towards = towards_typical(change, after.value, about.limits) if text else None
    unit = display_text.unit(after)
    return ComparedMeasure(
        title=f"{about.title}, {unit}" if unit and unit not in about.title else about.title,
        earlier=display_text.number(before),
        later=display_text.number(after),
        change=text,
        tone={True: "good", False: "warn", None: "muted"}[towards],
    )
