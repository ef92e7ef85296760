"""What a language model proposes about an answer, after the program has decided what of it counts.

A level counts only with a quote that is in the answer; it is clamped to what the rules found; of
several opinions the middle one is taken, and how far they are apart is shown.
"""

from dataclasses import dataclass

from greenroom.feedback.moment import Moment


@dataclass(frozen=True, slots=True)
class Level:
    """How well one element of the rubric was done.

    Attributes:
        element: of the rubric.
        level: 1…5, the middle of the opinions; None where there were not enough.
        spread: standard deviation of the opinions; 0 where there was one.
        opinions: how many counted.
        reason: why, in the words of the opinion that is the middle one.
        moment: the quote and where it was said; None where there is no level.
    """

    element: str
    level: float | None
    spread: float = 0.0
    opinions: int = 0
    reason: str = ""
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a model proposed about one answer and that counts.

    Attributes:
        model: its name.
        prompt: the version of what it was asked.
        levels: of the rubric's elements, heaviest first; those without a level included.
        improvement: one thing to change; empty if none could be used.
        stronger: the candidate's own answer, stronger, with "[…]" where something is missing.
        samples: how many opinions were asked for.
    """

    model: str
    prompt: str
    levels: tuple[Level, ...] = ()
    improvement: str = ""
    stronger: str = ""
    samples: int = 1

    @property
    def judged(self) -> tuple[Level, ...]:
        """Those that have a level."""
        return tuple(one for one in self.levels if one.level is not None)
