"""Figures as words: a recogniser writes "11%" where another writes "eleven percent"."""

import re
from typing import Final

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = (
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
    (100, "hundred"),
)
NUMBER_WORDS: Final = frozenset({*_SMALL, *_TENS, *(name for _, name in _SCALES)}) - {""}
"""All words that `spelled` writes numbers with, but for "point"."""

_UNITS = {"%": "percent", "$": "dollars", "€": "euros", "£": "pounds"}
_BEFORE = re.compile(r"([$€£])\s?(\d[\d,.]*)")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST = 12


def spelled(text: str) -> str:
    """The text with figures and their signs as words: "$20" → "twenty dollars"."""
    text = _BEFORE.sub(lambda found: f"{found[2].rstrip('.,')} {_UNITS[found[1]]} ", text)
    text = _NUMBER.sub(lambda found: f" {_say(found[0].replace(',', ''))} ", text)
    return text.replace("%", " percent ")


def _say(figure: str) -> str:
    whole, _, parts = figure.partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = " ".join(_SMALL[int(digit)] for digit in whole)
    else:
        said = _whole(int(whole))
    return f"{said} point {' '.join(_SMALL[int(digit)] for digit in parts)}" if parts else said


def _whole(number: int) -> str:
    for scale, name in _SCALES:
        if number >= scale:
            return f"{_whole(number // scale)} {name} {_rest(number % scale)}".strip()
    if number < len(_SMALL):
        return _SMALL[number]
    return f"{_TENS[number // 10]} {_rest(number % 10)}".strip()


def _rest(number: int) -> str:
    return _whole(number) if number else ""
