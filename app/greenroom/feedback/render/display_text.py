"""Numbers, times and names as people read them; shared by the page and Markdown."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from greenroom.delivery.catalogue import CATALOGUE, UNITS, Entry
from greenroom.delivery.measure import Band, Measure, Quality
from greenroom.feedback.session import Answer
from greenroom.formatting import lowered
from greenroom.structure.rubric import Rubric

Rubrics = Mapping[str, Rubric]
"""Rubric id → rubric."""

BANDS: Final[dict[Band, str]] = {
    "green": "typical",
    "amber": "a little outside",
    "red": "well outside",
    "none": "",
}
QUALITIES: Final[dict[Quality, str]] = {
    "ok": "",
    "low_confidence": "uncertain",
    "insufficient": "too little to judge",
}
VERDICTS: Final = {"yes": "yes", "no": "not yet", "n/a": "cannot be told"}

_UNITS: Final = {str(unit): text for unit, text in UNITS.items()}
_DECIMALS: Final = {"wpm": 0, "percent": 0, "count": 0, "ratio": 2, "probability": 2}


def number(measure: Measure) -> str:
    """The value without its unit: "131", "9 (±1)", or a dash where there is none."""
    if measure.value is None or not math.isfinite(measure.value):
        return "–"
    decimals = _DECIMALS.get(measure.unit, 1)
    value = f"{measure.value:.{decimals}f}".replace("-", "−")
    return f"{value} (±{measure.plus_minus:.{decimals}f})" if measure.plus_minus else value


def signed(change: float, unit: str) -> str:
    """A change with its sign, "+14" or "−0.3"; empty where it rounds to nothing."""
    decimals = _DECIMALS.get(unit, 1)
    text = f"{change:+.{decimals}f}".replace("-", "−")
    return text if float(f"{change:.{decimals}f}") else ""


def unit(measure: Measure) -> str:
    """The unit in words; empty for bare numbers."""
    return _UNITS.get(measure.unit, measure.unit)


def entry(measure: Measure) -> Entry:
    """What the catalogue knows of the measure; little for one that is not there any more."""
    known = CATALOGUE.get(measure.name)
    return known or Entry(measure.name, name(measure.name), "count", "", 0, "neither")


def name(identifier: str) -> str:
    """An id as words, where nothing better is known."""
    return identifier.replace("_", " ").replace("-", " ").capitalize()


def rubric_title(rubric_id: str, rubrics: Rubrics) -> str:
    """The title of a rubric."""
    rubric = rubrics.get(rubric_id)
    return rubric.title if rubric else name(rubric_id)


def element_title(element: str, rubric: Rubric | None) -> str:
    """The title of a rubric's element."""
    known = rubric.elements.get(element) if rubric else None
    return known.title if known else name(element)


def rule_title(rule: str, rubric: Rubric | None) -> str:
    """What a rubric's order rule asks for: "Baseline before model"."""
    known = rubric.order.get(rule) if rubric else None
    if not known:
        return name(rule)
    first, later = (element_title(one, rubric) for one in (known.first, known.before))
    return f"{first} before {lowered(later)}"


def question(answer: Answer) -> str:
    """What was asked; a recovered recording may have lost its question."""
    return answer.question or "A recording whose question is not known"


def labels(answers: Sequence[Answer]) -> list[str]:
    """What each answer of a session is: "Question 2", "Follow-up to question 2 · take 2"."""
    numbers: dict[str, int] = {}
    return [
        _label(answer, numbers.setdefault(answer.question_id, len(numbers) + 1))
        for answer in answers
    ]


def _label(answer: Answer, number: int) -> str:
    kind = f"Follow-up to question {number}" if answer.follow_up else f"Question {number}"
    take = f" · take {answer.take}" if answer.take > 1 else ""
    words = f" · words by {answer.worded_by}" if answer.worded_by else ""
    return kind + words + take + (" · recovered" if answer.recovered else "")


def seconds(answer: Answer) -> float:
    """Length of the recording; 0 where it is not known."""
    return answer.analysis.delivery.audio.seconds if answer.analysis else 0.0
