"""Filled pauses (um, uh, er, ah, hm, mm) by their spelling."""

import re
from dataclasses import replace

from greenroom.speech.words import Word

# Each may be drawn out: "Ummm", "uhh", "errr". "Her", "ham" and "hum" are words.
_SPELLING = re.compile(r"u+h*m+|u+h+m*|e+r+m*|e+h+m*|a+h+m*|h+m+|m+h*m+")
_LETTERS = re.compile(r"[a-z]+")


def is_filled_pause(text: str) -> bool:
    """Whether this word, punctuation and all, is a filled pause; "uh-um" is one, "uh-huh" not."""
    parts = _LETTERS.findall(text.lower())
    return bool(parts) and all(_SPELLING.fullmatch(part) for part in parts)


def with_kind(word: Word) -> Word:
    """The word, known for a filled pause if it is spelled like one."""
    return replace(word, kind="filled_pause") if is_filled_pause(word.text) else word
