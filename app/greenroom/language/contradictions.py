"""Two answers that do not seem to fit: by rules that would rather miss one than invent one.

Only answers about the same thing are compared, and only on what is said outright: how many there
were of something, whether one was alone, and whether there was something at all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from greenroom.language.phrases import stems
from greenroom.language.quotation import quote_matching
from greenroom.speech.numerals import NUMBER, value

_SAME_STORY = 3
"""The content words in common that make two answers be about the same thing."""

_NOTICEABLY = 1.5
"""A figure that is larger by less than this may be rounding."""

_COUNTED = (
    "rows|records|images|photos|documents|labels|samples|examples|customers|users|stores|shops"
    "|clinics|hospitals|sensors|machines|features|parameters|engineers|developers|data scientists"
)
_BEFORE_A_LIMIT = re.compile(
    rf"\b{NUMBER}\s+(?:or|to|and)\s+$|\b(?:half|quarter|few|couple|or)(?: of)? $", re.IGNORECASE
)
"""What stands before a number that is one end of a range, or only a part of what was said."""

_PEOPLE = frozenset({"engineers", "developers", "data scientists"})
_COUNT = re.compile(rf"\b(?P<number>{NUMBER})\s+(?:\w+\s+)?(?P<what>{_COUNTED})\b", re.IGNORECASE)
_TEAM = re.compile(
    rf"\b(?:team of|we were|there were)\s+(?:about\s+)?(?P<number>{NUMBER})\b"
    rf"(?!\s+(?:{_COUNTED}))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\bi (?:was|worked|did (?:it|that|everything|all of it)) (?:all |completely |basically )?"
    r"(?:alone|on my own|by myself|the only one)\b",
    re.IGNORECASE,
)
_NAMED = (
    "baseline|labels|monitoring|tests|manager|deadline|budget|production|test set|documentation"
)
_NONE = re.compile(
    r"\b(?:no|never had|didn't have|had no|without|there (?:was|were) no)\s+(?:any |a )?"
    rf"(?P<what>{_NAMED})\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"\b(?:our|my|the)\s+(?P<what>{_NAMED})\s+(?:was|were|came|showed|got|had)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair of statements that do not fit: the earlier one and the one just made."""

    earlier: str
    now: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something said outright: about what, with which number, in which words."""

    about: str
    number: float
    words: str


def contradiction(now: Sequence[str], earlier: Sequence[Sequence[str]]) -> Contradiction | None:
    """Find the first pair that does not fit, the latest earlier answer first.

    Args:
        now: the sentences of this answer.
        earlier: the sentences of each earlier answer to the same question or in the same story,
            oldest first.
    """
    for before in reversed(earlier):
        for new in _facts(now):
            for old in _facts(before):
                if old.about == new.about and _apart(old.number, new.number):
                    return Contradiction(old.words, new.words)
    return None


def same_story(one: Sequence[str], other: Sequence[str], questions: Sequence[str]) -> bool:
    """Tell whether two answers share enough words that their questions do not have."""
    question_stems = frozenset[str]().union(*(stems(question) for question in questions))
    return len((stems(" ".join(one)) & stems(" ".join(other))) - question_stems) >= _SAME_STORY


def _facts(sentences: Sequence[str]) -> Iterator[_Fact]:
    for sentence in sentences:
        for match in _COUNT.finditer(sentence):
            what = match["what"].lower()
            about = "people" if what in _PEOPLE else what
            yield from _fact(sentence, about, _count(sentence, match), match)
        for match in _TEAM.finditer(sentence):
            yield from _fact(sentence, "people", _count(sentence, match), match)
        for match in _ALONE.finditer(sentence):
            yield from _fact(sentence, "people", 1.0, match)
        for match in _NONE.finditer(sentence):
            yield from _fact(sentence, f"any {match['what'].lower()}", 0.0, match)
        for match in _SOME.finditer(sentence):
            yield from _fact(sentence, f"any {match['what'].lower()}", 1.0, match)


def _count(sentence: str, match: re.Match[str]) -> float | None:
    """Return how many there were; None where the number alone does not say it."""
    return None if _BEFORE_A_LIMIT.search(sentence[: match.start()]) else value(match["number"])


def _fact(sentence: str, about: str, number: float | None, match: re.Match[str]) -> Iterator[_Fact]:
    words = quote_matching([sentence], re.compile(re.escape(match[0]), re.IGNORECASE)) or match[0]
    if number is not None:
        yield _Fact(about, number, words)


def _apart(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return high > low * _NOTICEABLY if low else high > 0
