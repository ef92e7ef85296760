"""From a model's opinions of an answer to a judgement: pure, and the model decides nothing."""

from collections.abc import Mapping, Sequence
from statistics import median, pstdev
from typing import Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from greenroom.feedback.judgement import Level
from greenroom.feedback.moment import Moment
from greenroom.feedback.quotes import find_quote
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

LOWEST: Final = 1
HIGHEST: Final = 5
LEEWAY: Final = 1
"""A model may go so far beyond what the rules found, and no further."""

_FOUND, _MISSING = 4, 2
"""What the rules say: an element with evidence is level 4, one without is level 2."""

_LONGEST_REASON = 240


class ElementOpinion(BaseModel):
    """One element in one opinion; the reason stands before the level, to be thought first."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(description="Why, in one sentence about this answer.")
    quote: str = Field(description="Word for word from the answer, at least four words; or empty.")
    level: Literal[0, 1, 2, 3, 4, 5] = Field(description="1 to 5; 0 if there is not enough.")


def form_for(rubric: Rubric) -> type[BaseModel]:
    """The form for one opinion: every element once, and one thing to change."""
    elements = dict.fromkeys(judged_elements(rubric), (ElementOpinion, ...))
    improvement = (str, Field(description="The one thing to change first, one sentence, to 'you'."))
    # Elements have a level of their own in the form, so that none can take the name of another.
    inner = cast("Any", create_model)("Elements", __config__=_STRICT, **elements)
    return cast("Any", create_model)(
        "Opinion", __config__=_STRICT, elements=(inner, ...), improvement=improvement
    )


_STRICT = ConfigDict(extra="forbid")


def judged_elements(rubric: Rubric) -> list[str]:
    """The elements that count, heaviest first."""
    counted = [name for name, element in rubric.elements.items() if element.weight > 0]
    return sorted(counted, key=lambda name: -rubric.elements[name].weight)


def levels(
    opinions: Sequence[BaseModel], rubric: Rubric, structure: Structure, transcript: Transcript
) -> tuple[Level, ...]:
    """The middle of the opinions for every element, of those that count."""
    return tuple(
        _level(name, [_of(opinion, name) for opinion in opinions], structure, transcript)
        for name in judged_elements(rubric)
    )


def _of(opinion: BaseModel, element: str) -> ElementOpinion:
    return getattr(getattr(opinion, "elements"), element)  # noqa: B009 - made at run time


def _level(
    element: str,
    opinions: Sequence[ElementOpinion],
    structure: Structure,
    transcript: Transcript,
) -> Level:
    found = any(one.element == element for one in structure.found)
    counted: dict[int, tuple[float, Moment]] = {}
    for place, opinion in enumerate(opinions):
        moment = find_quote(opinion.quote, transcript)
        if opinion.level and moment is not None:
            counted[place] = (_clamped(opinion.level, found=found), moment)
    if 2 * len(counted) <= len(opinions):
        return Level(element, None)
    return _middle(element, opinions, counted)


def _middle(
    element: str,
    opinions: Sequence[ElementOpinion],
    counted: Mapping[int, tuple[float, Moment]],
) -> Level:
    values = [value for value, _ in counted.values()]
    middle = median(values)
    nearest = min(counted, key=lambda place: abs(counted[place][0] - middle))
    return Level(
        element=element,
        level=middle,
        spread=pstdev(values),
        opinions=len(values),
        reason=" ".join(opinions[nearest].reason.split())[:_LONGEST_REASON],
        moment=counted[nearest][1],
    )


def _clamped(level: int, *, found: bool) -> float:
    rule = _FOUND if found else _MISSING
    lowest, highest = max(LOWEST, rule - LEEWAY), min(HIGHEST, rule + LEEWAY)
    return float(min(max(level, lowest), highest))


def overall(levels: Sequence[Level], rubric: Rubric) -> float | None:
    """The mean of the levels by the elements' weights; None where there is none."""
    judged = [(one.level, rubric.elements[one.element].weight) for one in levels
              if one.level is not None and one.element in rubric.elements]  # fmt: skip
    weight = sum(weight for _, weight in judged)
    return sum(level * share for level, share in judged) / weight if weight else None
