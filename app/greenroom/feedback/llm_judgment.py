"""A language model's judgment of an answer, once the program has decided what of it counts.

A level counts only with a quote that is in the answer; it is held to what the rules found; of
several opinions the middle one is taken, and how far they are apart is shown.
"""

from dataclasses import dataclass
from statistics import median

from greenroom.feedback.moments import Moment


@dataclass(frozen=True, slots=True)
class Level:
    """The grade of one element of the rubric.

    Attributes:
        element: of the rubric.
        opinions: the levels that count, 1…5, lowest first; none where there is not enough.
        reason: why, in the words of the opinion that is the middle one; empty if unusable.
        moment: the quote of that opinion; None where there is no level.
    """

    element: str
    opinions: tuple[int, ...] = ()
    reason: str = ""
    moment: Moment | None = None

    @property
    def level(self) -> float | None:
        """Return the middle of the opinions; None where there are not enough."""
        return float(median(self.opinions)) if self.opinions else None

    @property
    def range(self) -> str:
        """Return the level with its uncertainty: "4", "3–4", or "not enough"."""
        if not self.opinions:
            return "not enough"
        low, high = self.opinions[0], self.opinions[-1]
        return str(low) if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class Judgment:
    """All that a model proposed about one answer and that counts.

    Attributes:
        model: its name.
        prompt: the version of what it was asked.
        samples: how many opinions were asked for.
        levels: of the rubric's elements, heaviest first; those without a level included.
        improvement: one thing to change; empty if none could be used.
        stronger: the candidate's own answer, stronger, with "[…]" where something is missing.
    """

    model: str
    prompt: str
    samples: int = 1
    levels: tuple[Level, ...] = ()
    improvement: str = ""
    stronger: str = ""
