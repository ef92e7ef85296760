"""Mentions of the vocabulary's skills in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.resume.guide import Skills


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill, found.

    Attributes:
        skill: its first spelling in the vocabulary.
        area: what it is asked about with.
        text: as it stands in the text.
    """

    skill: str
    area: str
    text: str


class Vocabulary:
    """The skills, ready to be looked for."""

    def __init__(self, skills: Skills) -> None:
        self._known: dict[str, tuple[str, str]] = {}
        exact: list[str] = []
        free: list[str] = []
        for area, of_area in skills.areas.items():
            for entry in of_area.skills:
                spellings = [one.strip() for one in entry.split(",")]
                for one in spellings:
                    is_exact = one in skills.as_written
                    self._known.setdefault(one if is_exact else one.lower(), (spellings[0], area))
                    (exact if is_exact else free).append(one)
        self._patterns = (_pattern(free, re.IGNORECASE, r"(?!\w|\+|#)"),
                          _pattern(exact, 0, r"(?![\w+#-]|&|\.\w)"))  # fmt: skip

    def find(self, text: str) -> Iterator[Mention]:
        """Yield every skill once, in the order of the text; the longest spelling counts."""
        matches = [match for pattern in self._patterns for match in pattern.finditer(text)]
        end, skills = 0, set[str]()
        for match in sorted(matches, key=lambda one: (one.start(), -len(one[0]))):
            if match.start() < end:
                continue
            end = match.end()
            skill, area = self._known.get(match[0]) or self._known[match[0].lower()]
            if skill not in skills:
                skills.add(skill)
                yield Mention(skill, area, match[0])


def _pattern(spellings: list[str], flags: int, behind: str) -> re.Pattern[str]:
    either = "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?:{either}){behind}", flags)
