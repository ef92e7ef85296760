"""Words said twice in a row and words broken off, in text: the one place that knows them."""

import re
from typing import Final

LONGEST_REPEAT: Final = 3
"""Words; repeating more than this is done on purpose."""

_REPEATED = re.compile(rf"\b(\w+(?: \w+){{0,{LONGEST_REPEAT - 1}}})(?:,? \1\b)+", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"\b\w+[-–—]+[,.]?(?=\s|$)")


def without_repeats(text: str) -> str:
    """Return the text with words that are said again at once only once: "we, we had"."""
    return _REPEATED.sub(r"\1", text)


def without_broken_off_words(text: str) -> str:
    """Return the text with a space for each word that was cut off: "so I- I mean"."""
    return _BROKEN_OFF.sub(" ", text)


def is_broken_off(word: str) -> bool:
    """Tell whether a word, punctuation and all, was cut off."""
    return bool(_BROKEN_OFF.search(word))
