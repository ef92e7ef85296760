"""What a language model proposed about an answer, with its name on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.feedback.feedback import Analysis, Moment
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.presentation.display_text import element_title
from greenroom.structure.rubric import Rubric

HEADING = "A second opinion"
TO_CHANGE_FIRST = "To change first"
STRONGER = "Your answer, stronger"
ABOUT_STRONGER = "Made from your own words; only you can fill the gaps."

_MEANING = (
    "Levels from 1 to 5 are proposals: each is held near what the rules found and needs a quote "
    "that is in your words; two numbers show how far apart the opinions are."
)
_NOTHING = (
    "It proposes no levels: it found too little to go by, or quoted what is not in your words."
)
_GAP = re.compile(r"(\[[^\[\]]*\])")


@dataclass(frozen=True, slots=True)
class ProposedLevel:
    """How well an element was done, as the model sees it.

    Attributes:
        range: "4", "3–4", or "not enough".
        steps: for each of the levels 1 to 5 whether it lies in that range.
    """

    title: str
    range: str
    steps: tuple[bool, ...]
    reason: str
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the model proposed about one answer.

    Attributes:
        source: which model said it, asked how.
        meaning: what the levels are, or why there are none.
        levels: none where no element has one.
        stronger: the stronger version in parts, each with whether it is a gap to fill.
    """

    source: str
    meaning: str
    levels: tuple[ProposedLevel, ...]
    improvement: str
    stronger: tuple[tuple[str, bool], ...]

    @property
    def stronger_text(self) -> str:
        """Return the stronger version as one text."""
        return "".join(part for part, _ in self.stronger)


def second_opinion(judgment: Judgment, rubric: Rubric | None) -> SecondOpinion:
    """Return a judgment with titles instead of ids."""
    any_level = any(level.opinions for level in judgment.levels)
    return SecondOpinion(
        source=_source(judgment),
        meaning=_MEANING if any_level else _NOTHING,
        levels=tuple(_level(level, rubric) for level in judgment.levels) if any_level else (),
        improvement=judgment.improvement,
        stronger=tuple(
            (part, place % 2 == 1) for place, part in enumerate(_GAP.split(judgment.stronger))
            if part
        ),
    )  # fmt: skip


def origin(analyses: Iterable[Analysis | None]) -> str:
    """Return which remarks come from rules and which from a model, of everything shown."""
    judgments = [one.judgment for one in analyses if one and one.judgment]
    if not judgments:
        return "All remarks come from rules and measures, none from a language model."
    models = " and ".join(dict.fromkeys(judgment.model for judgment in judgments))
    return (
        f"What stands under “{HEADING}” was proposed by a language model, {models}; all other "
        "remarks come from rules and measures."
    )


def _source(judgment: Judgment) -> str:
    """Return who said it: "llama3.2, asked 3 times with the prompt “judgment 1”"."""
    times = "once" if judgment.samples == 1 else f"{judgment.samples} times"
    return f"{judgment.model}, asked {times} with the prompt “{judgment.prompt}”"


def _level(level: Level, rubric: Rubric | None) -> ProposedLevel:
    return ProposedLevel(
        title=element_title(level.element, rubric),
        range=level.range,
        steps=tuple(_in_range(level.opinions, step) for step in range(1, 6)),
        reason=level.reason,
        moment=level.moment,
    )


def _in_range(opinions: tuple[int, ...], step: int) -> bool:
    return bool(opinions) and opinions[0] <= step <= opinions[-1]
