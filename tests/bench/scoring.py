"""How true words and filled pauses are, by aligning what was heard with what was said."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bench.texts import differing
from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.words import Word

FILLED = "<filled pause>"

_WORD, _PAUSE, _NEVER = 4, 1, 99
"""What a word or a filled pause out of place costs: words hold the alignment."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, to be added up.

    Attributes:
        words: lexical words that were said.
        errors: words to put in, take out or replace.
        said: filled pauses that were said.
        found: filled pauses that were heard.
        hits: those heard where one was said.
    """

    words: int = 0
    errors: int = 0
    said: int = 0
    found: int = 0
    hits: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.words + other.words,
            self.errors + other.errors,
            self.said + other.said,
            self.found + other.found,
            self.hits + other.hits,
        )


def score(said: str, heard: Iterable[Word]) -> Score:
    """One clip: its reference against its transcript."""
    reference = tokens(said)
    found = [token for word in heard for token in tokens(word.text)]
    return Score(
        words=len(_lexical(reference)),
        errors=differing(_lexical(reference), _lexical(found)),
        said=reference.count(FILLED),
        found=found.count(FILLED),
        hits=sum(one == other == FILLED for one, other in aligned(reference, found)),
    )


def tokens(text: str) -> list[str]:
    """Lower-case words without punctuation; every filled pause is FILLED."""
    found = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    words = (word.strip("'") for word in found)
    return [FILLED if is_filled_pause(word) else word for word in words if word]


def aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """The cheapest pairing, in order; a filled pause is only ever paired with another."""
    costs = _costs(one, other)
    pairs: list[tuple[str | None, str | None]] = []
    i, j = len(one), len(other)
    while i or j:
        here = costs[i][j]
        if i and j and here == costs[i - 1][j - 1] + _swap(one[i - 1], other[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((one[i], other[j]))
        elif i and here == costs[i - 1][j] + _alone(one[i - 1]):
            i -= 1
            pairs.append((one[i], None))
        else:
            j -= 1
            pairs.append((None, other[j]))
    return pairs[::-1]


def _costs(one: Sequence[str], other: Sequence[str]) -> list[list[int]]:
    """What pairing the first i with the first j tokens costs at the least."""
    rows = [[0]]
    for token in other:
        rows[0].append(rows[0][-1] + _alone(token))
    for token in one:
        above = rows[-1]
        row = [above[0] + _alone(token)]
        for (corner, over), against in zip(pairwise(above), other, strict=True):
            swapped = corner + _swap(token, against)
            row.append(min(swapped, over + _alone(token), row[-1] + _alone(against)))
        rows.append(row)
    return rows


def _alone(token: str) -> int:
    return _PAUSE if token == FILLED else _WORD


def _swap(one: str, other: str) -> int:
    if one == other:
        return 0
    return _NEVER if FILLED in (one, other) else _WORD


def _lexical(found: Iterable[str]) -> list[str]:
    return [token for token in found if token != FILLED]
