"""The choice of this interview's questions: pure, with history and chance given as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import zip_longest

from greenroom.interview.script import Question, Script

UNKNOWN = 0.5
"""The weakness of what was never answered: after what goes badly, before what goes well."""

Part = list[Question]


def pick(
    script: Script,
    scripts: Mapping[str, Script],
    *,
    asked_lately: Sequence[str] = (),
    weakness: Mapping[str, float] | None = None,
    count: int = 0,
    seed: int = 0,
) -> tuple[Question, ...]:
    """Choose the questions of one interview, in the order in which they are asked.

    What was asked lately comes back only when the rest is used up, the longest ago first. A
    script of fixed order keeps the order it is written in, a varied one is shuffled, one
    by weakness begins with what goes worst. A mixed round asks its own questions and then draws
    from each script in turn; of fixed order, the scripts keep their turns.

    Args:
        script: what is rehearsed.
        scripts: those that a mixed round draws from, by id; one that is not there is left out.
        asked_lately: question ids, the latest last; as far back as the caller calls lately.
        weakness: how badly it goes, 0…1, by question id or by element id.
        count: so many questions at most; 0 for all of them.
        seed: the chance; the same number gives the same choice.
    """
    choice = _Choice(asked_lately, weakness or {}, seed, by_weakness=script.order == "by_weakness")
    positions = {question.id: place for place, question in enumerate(script.questions)}
    keep_order = script.order == "fixed"
    own = sorted(
        script.questions, key=lambda one: choice.rank(one, positions if keep_order else {})
    )
    draws = [
        sorted(scripts[name].questions, key=choice.rank)[:number]
        for name, number in script.draws.items()
        if name in scripts
    ]
    parts = _cut([own, *draws], count) if count else [own, *draws]
    if keep_order:
        parts[0].sort(key=lambda one: positions[one.id])
    together = [question for part in parts for question in part]
    return tuple(sorted(together, key=choice.chance) if script.order == "varied" else together)


def _cut(parts: list[Part], count: int) -> list[Part]:
    """Keep at most `count` questions, taken in turn from the parts, each part's best first."""
    turns = [
        (number, question)
        for turn in zip_longest(*parts)
        for number, question in enumerate(turn)
        if question is not None
    ][:count]
    return [[question for owner, question in turns if owner == n] for n in range(len(parts))]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The ranking of questions by how urgently they should be asked."""

    asked_lately: Sequence[str]
    weakness: Mapping[str, float]
    seed: int
    by_weakness: bool

    def rank(
        self, question: Question, positions: Mapping[str, int] | None = None
    ) -> tuple[int, float, int, str]:
        """Rank by recency, weakness, written order, and chance; smaller is sooner."""
        weak = -self._weakness(question) if self.by_weakness else 0.0
        place = (positions or {}).get(question.id, 0)
        return self._asked(question), weak, place, self.chance(question)

    def chance(self, question: Question) -> str:
        """Return the same hash for the same seed and question, otherwise an unpredictable one."""
        return blake2b(f"{self.seed} {question.id}".encode(), digest_size=8).hexdigest()

    def _asked(self, question: Question) -> int:
        """Return 0 if it was not asked recently; the more recently, the larger."""
        places = [n for n, name in enumerate(self.asked_lately, 1) if name == question.id]
        return max(places, default=0)

    def _weakness(self, question: Question) -> float:
        """Return the question's own weakness, or the mean of the elements that it probes."""
        if question.id in self.weakness:
            return self.weakness[question.id]
        elements = [probe.element for probe in question.probes]
        values = [self.weakness[element] for element in elements if element in self.weakness]
        return sum(values) / len(values) if values else UNKNOWN
