"""Filled pauses (um, uh, er, ah, hm, mm) by their spelling: the one place that knows it."""

import re
from dataclasses import replace

from greenroom.speech.words import Word

# Each may be drawn out: "Ummm", "uhh", "errr". "Her", "ham" and "hum" are words.
_SPELLING = r"(?:u+h*m+|u+h+m*|e+r+m*|e+h+m*|a+h+m*|h+m+|m+h*m+)"
_ALONE = re.compile(_SPELLING)
_LETTERS = re.compile(r"[A-Za-z]+")
_IN_TEXT = re.compile(
    rf",?\s*(?<![\w'’])(?!(?-i:[A-Z]{{2,}})(?!\w)){_SPELLING}(?:-{_SPELLING})*(?!\w|-\w),?",
    re.IGNORECASE,
)


def is_filled_pause(text: str) -> bool:
    """Tell whether this word, punctuation and all, is a filled pause.

    "Uh-um" is one, "uh-huh" is not. Nor are capitals: ER is a ward, MM millimeters and HMM a
    hidden Markov model; recognizers write "Um".
    """
    parts = _LETTERS.findall(text)
    return (
        bool(parts)
        and not any(map(_is_abbreviation, parts))
        and all(_ALONE.fullmatch(part.lower()) for part in parts)
    )


def without_filled_pauses(text: str) -> str:
    """Return the text with a space for each filled pause and the commas that set it off."""
    return _IN_TEXT.sub(" ", text)


def with_kind(word: Word) -> Word:
    """Mark the word as a filled pause if it is spelled like one."""
    return replace(word, kind="filled_pause") if is_filled_pause(word.text) else word


def _is_abbreviation(part: str) -> bool:
    return len(part) > 1 and part.isupper()
