"""From a model's opinions of an answer to a judgment: pure, and the model decides nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Literal, NamedTuple, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.llm_text import kept_remark
from greenroom.feedback.moments import Moment
from greenroom.feedback.quotes import find_quote
from greenroom.language.prompt_injection import speaks_to_a_machine
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

FOUND: Final = range(3, 6)
"""Levels that are possible where the rules found evidence …"""

MISSING: Final = range(1, 4)
"""… and where they found none: a model moves a level within these, and no further."""

_STRICT = ConfigDict(extra="forbid")


class ElementOpinion(BaseModel):
    """One element in one opinion; the reason stands before the level, to be thought first."""

    model_config = _STRICT

    reason: str = Field(description="Why, in one sentence about this answer.")
    quote: str = Field(description="Word for word from the answer, at least four words; or empty.")
    level: Literal[0, 1, 2, 3, 4, 5] = Field(description="1 to 5; 0 if there is not enough.")


class _ValidOpinion(NamedTuple):
    level: int
    reason: str
    moment: Moment


def judged_elements(rubric: Rubric) -> list[str]:
    """List the elements that count and that sentences can show, heaviest first."""
    weighted = [
        name
        for name, element in rubric.elements.items()
        if element.weight > 0 and not element.measures and not speaks_to_a_machine(name)
    ]
    return sorted(weighted, key=lambda name: -rubric.elements[name].weight)


def rotated(names: Sequence[str], number: int, of: int) -> list[str]:
    """Rotate the names for opinion `number` of so many, each of which begins elsewhere.

    What stands first in a list gets more than its due, from small models above all.
    """
    first = number * len(names) // of
    return [*names[first:], *names[:first]]


def form_for(names: Sequence[str]) -> type[BaseModel]:
    """Make the form for one opinion: every element once, then one thing to change."""
    # Own names inside, since an element may be called what pydantic keeps for itself.
    parts = {f"part_{place}": (ElementOpinion, Field(alias=name))
             for place, name in enumerate(names)}  # fmt: skip
    elements = cast("Any", create_model)("Elements", __config__=_STRICT, **parts)
    improvement = Field(description="The one thing to change first, one sentence, to 'you'.")
    return create_model(
        "Opinion", __config__=_STRICT, elements=(elements, ...), improvement=(str, improvement)
    )


def levels(
    opinions: Sequence[BaseModel], rubric: Rubric, structure: Structure, transcript: Transcript
) -> tuple[Level, ...]:
    """Return the middle of the valid opinions for every element."""
    by_element = [_elements(opinion) for opinion in opinions]
    return tuple(
        _level(name, [one[name] for one in by_element], structure, transcript)
        for name in judged_elements(rubric)
    )


def improvement(opinions: Sequence[BaseModel], answer: str) -> str:
    """Return the first change proposed by an opinion that may be shown; "" if none may."""
    proposed = (kept_remark(getattr(opinion, "improvement", ""), answer) for opinion in opinions)
    return next(filter(None, proposed), "")


def with_new_quotes(judgment: Judgment, analysis: Analysis) -> Judgment:
    """Update the judgment after a correction: what can't be quoted anymore has no level."""
    return replace(
        judgment, levels=tuple(_with_new_quote(one, analysis) for one in judgment.levels)
    )


def _elements(opinion: BaseModel) -> dict[str, ElementOpinion]:
    parts = cast("BaseModel", getattr(opinion, "elements"))  # noqa: B009 - made at run time
    return {
        field.alias or name: cast("ElementOpinion", getattr(parts, name))
        for name, field in type(parts).model_fields.items()
    }


def _level(
    element: str,
    opinions: Sequence[ElementOpinion],
    structure: Structure,
    transcript: Transcript,
) -> Level:
    """Return no level where half of the opinions or more abstain or quote what was not said."""
    valid = [
        _ValidOpinion(_clamped(opinion.level, element, structure), opinion.reason, moment)
        for opinion in opinions
        if opinion.level and (moment := find_quote(opinion.quote, transcript))
    ]
    if 2 * len(valid) <= len(opinions):
        return Level(element)
    valid.sort(key=lambda one: one.level)
    middle = valid[len(valid) // 2]
    reason = kept_remark(middle.reason, transcript.text)
    return Level(element, tuple(one.level for one in valid), reason, middle.moment)


def _clamped(level: int, element: str, structure: Structure) -> int:
    """Clamp the level to what the rules found."""
    has_evidence = any(one.element == element for one in structure.found)
    possible = FOUND if has_evidence else MISSING
    return min(max(level, possible[0]), possible[-1])


def _with_new_quote(level: Level, analysis: Analysis) -> Level:
    moment = level.moment and find_quote(level.moment.quote, analysis.transcript)
    if moment is None or analysis.structure is None:
        return Level(level.element)
    clamped = (_clamped(one, level.element, analysis.structure) for one in level.opinions)
    return replace(level, opinions=tuple(sorted(clamped)), moment=moment)
