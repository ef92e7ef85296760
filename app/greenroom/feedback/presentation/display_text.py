"""Numbers and names as people read them, the same in the report, the window and the terminal."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from greenroom.delivery.catalog import CATALOG, UNITS, Entry
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
VERDICTS: Final = {"yes": "yes", "no": "not yet", "n/a": "can't tell"}

WORK_ON_FIRST: Final = "Work on this first"
WENT_WELL: Final = "What went well"
HOW_IT_SOUNDED: Final = "How it sounded"

NOT_ANALYZED: Final = "This answer has not been transcribed and measured."
NOT_RECORDED: Final = "Nothing was recorded for this question."

_UNITS: Final = {str(unit): text for unit, text in UNITS.items()}
_DECIMALS: Final = {"wpm": 0, "percent": 0, "count": 0, "ratio": 2, "probability": 2}


def number(measure: Measure) -> str:
    """Return the value without its unit: "131", "9 (±1)", or a dash where there is none."""
    if measure.value is None or not math.isfinite(measure.value):
        return "–"
    decimals = _DECIMALS.get(measure.unit, 1)
    value = f"{measure.value:.{decimals}f}".replace("-", "−")
    return f"{value} (±{measure.plus_minus:.{decimals}f})" if measure.plus_minus else value


def signed(change: float, unit: str) -> str:
    """Return a change with its sign, "+14" or "−0.3"; empty where it rounds to nothing."""
    decimals = _DECIMALS.get(unit, 1)
    text = f"{change:+.{decimals}f}".replace("-", "−")
    return text if float(f"{change:.{decimals}f}") else ""


def unit(measure: Measure) -> str:
    """Return the unit in words; empty for bare numbers."""
    return _UNITS.get(measure.unit, measure.unit)


def entry(measure: Measure) -> Entry:
    """Return the catalog's entry for a measure; a bare one if it is no longer in the catalog."""
    fallback = Entry(measure.name, name(measure.name), "count", "", 0, "neither")
    return CATALOG.get(measure.name, fallback)


def name(identifier: str) -> str:
    """Return an id as words, where nothing better is known."""
    return identifier.replace("_", " ").replace("-", " ").capitalize()


def rubric_title(rubric_id: str, rubrics: Rubrics) -> str:
    """Return the title of a rubric."""
    rubric = rubrics.get(rubric_id)
    return rubric.title if rubric else name(rubric_id)


def element_title(element_id: str, rubric: Rubric | None) -> str:
    """Return the title of a rubric's element."""
    element = rubric.elements.get(element_id) if rubric else None
    return element.title if element else name(element_id)


def rule_title(rule_id: str, rubric: Rubric | None) -> str:
    """Return what a rubric's order rule asks for: "Baseline before model"."""
    rule = rubric.order.get(rule_id) if rubric else None
    if not rule:
        return name(rule_id)
    first, later = (element_title(element_id, rubric) for element_id in (rule.first, rule.before))
    return f"{first} before {lowered(later)}"


def question(answer: Answer) -> str:
    """Return what was asked; a recovered recording may have lost its question."""
    return answer.question or "A recording whose question is not known"


def labels(answers: Sequence[Answer]) -> list[str]:
    """Return what each answer is: "Question 2", "Follow-up to question 2 · take 2"."""
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
    """Return the length of the recording; 0 where it is not known."""
    return answer.analysis.delivery.audio.seconds if answer.analysis else 0.0
