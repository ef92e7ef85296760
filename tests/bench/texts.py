"""Comparing words."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.words import Word


def plain_words(text: str) -> list[str]:
    """Lower-case words without punctuation and filled pauses."""
    found = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return [
        word for word in (one.strip("'") for one in found) if word and not is_filled_pause(word)
    ]


def plain(words: Iterable[Word]) -> list[str]:
    """The same of words as they were heard."""
    return plain_words(" ".join(word.text for word in words))


def differing(one: Sequence[str], other: Sequence[str]) -> int:
    """Words to put in, take out or replace to make the one from the other."""
    return Levenshtein.distance(one, other)
