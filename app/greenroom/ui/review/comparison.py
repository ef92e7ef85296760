"""Two takes side by side: which elements each has, and which measures changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from greenroom.delivery.catalog import CATALOG
from greenroom.delivery.measure import Measure
from greenroom.feedback.feedback import Moment
from greenroom.feedback.moments import of_element
from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.answer_presentation import headline
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.session import Answer
from greenroom.formatting import when
from greenroom.practice.progress import toward_typical
from greenroom.structure.elements import Structure

_SHOWN = (
    "speaking_rate", "filled_pause_rate", "disfluencies", "long_pauses", "mid_clause_pause_share",
    "answer_length", "phonation_ratio", "pitch_variation", "hedges",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure in two takes; `change` such as "+14", empty where it is noise.

    Attributes:
        tone: "good" where the later take came closer to the typical range, "warn" where it
            went away from it, else "muted".
    """

    title: str
    earlier: str
    later: str
    change: str
    tone: str = "muted"


@dataclass(frozen=True, slots=True)
class ComparedElement:
    """One element of the rubric: what shows it best in each take, None where it is missing.

    Attributes:
        place: its number in the rubric, from 0.
    """

    title: str
    place: int
    earlier: Moment | None
    later: Moment | None


@dataclass(frozen=True, slots=True)
class ComparedTake:
    """One of the two takes."""

    id: str
    title: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two takes side by side, the earlier one first."""

    earlier: ComparedTake
    later: ComparedTake
    elements: tuple[ComparedElement, ...] = ()
    measures: tuple[ComparedMeasure, ...] = ()


def comparison(one: Answer, other: Answer, rubrics: Rubrics, now: datetime) -> Comparison | None:
    """Return two analyzed takes, the earlier first; None if one of them is not analyzed."""
    earlier, later = sorted((one, other), key=lambda answer: answer.started_at)
    if earlier.analysis is None or later.analysis is None:
        return None
    return Comparison(
        earlier=_take("Earlier", earlier, now),
        later=_take("Later", later, now),
        elements=tuple(_elements(earlier, later, rubrics)),
        measures=tuple(_measures(earlier, later)),
    )


def _take(which: str, answer: Answer, now: datetime) -> ComparedTake:
    assert answer.analysis is not None
    title = f"{which}: {when(answer.started_at, now)}"
    return ComparedTake(answer.id, title, headline(answer.analysis, answer.target_seconds))


def _elements(earlier: Answer, later: Answer, rubrics: Rubrics) -> Iterator[ComparedElement]:
    """Yield every element of the rubric that either take was expected to have or has."""
    structures = [take.analysis.structure if take.analysis else None for take in (earlier, later)]
    rubric = rubrics.get(later.rubric_id)
    names = {name for structure in structures if structure for name in _names(structure)}
    order = list(rubric.elements) if rubric else []
    places = {name: order.index(name) for name in names if name in order}
    for name in sorted(names, key=lambda name: (places.get(name, len(order)), name)):
        before, after = (_surest(structure, name) for structure in structures)
        title = display_text.element_title(name, rubric)
        yield ComparedElement(title, places.get(name, 0), before, after)


def _names(structure: Structure) -> list[str]:
    return [*(found.element for found in structure.found), *structure.missing]


def _surest(structure: Structure | None, name: str) -> Moment | None:
    return next(iter(of_element(structure, name)), None) if structure else None


def _measures(earlier: Answer, later: Answer) -> Iterator[ComparedMeasure]:
    assert earlier.analysis
    assert later.analysis
    for name in _SHOWN:
        before = earlier.analysis.delivery.measures.get(name)
        after = later.analysis.delivery.measures.get(name)
        if before and after and before.value is not None and after.value is not None:
            yield _measure(before, after)


def _measure(before: Measure, after: Measure) -> ComparedMeasure:
    """Compare one measure; a change within the error of measurement or rounding is none."""
    assert before.value is not None
    assert after.value is not None
    about = CATALOG[after.name]
    change = after.value - before.value
    error = max(before.plus_minus or 0.0, after.plus_minus or 0.0)
    certain = before.quality == after.quality == "ok" and abs(change) > error
    text = display_text.signed(change, after.unit) if certain else ""
    toward = toward_typical(change, after.value, about.limits) if text else None
    unit = display_text.unit(after)
    return ComparedMeasure(
        title=f"{about.title}, {unit}" if unit and unit not in about.title else about.title,
        earlier=display_text.number(before),
        later=display_text.number(after),
        change=text,
        tone={True: "good", False: "warn", None: "muted"}[toward],
    )
