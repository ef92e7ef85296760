"""Numbers in words, both ways: the one place that knows "eleven" and "two hundred thousand".

A recognizer writes "11%" where another writes "eleven percent", and one mixes both: "2.5 million".
"""

import math
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

DIGIT_WORDS: Final = _SMALL[:10]
"""The digits from 0 to 9 in words."""

PARTS: Final = frozenset({"half", "third", "quarter", "twice", "double", "triple"})
"""Words that are figures without being numbers."""

_UNITS = {"%": "percent", "$": "dollars", "€": "euros", "£": "pounds"}
UNIT_WORDS: Final = frozenset(_UNITS.values())
"""The words that `spelled` writes for the signs of units."""

_BEFORE = re.compile(r"([$€£])\s?(\d[\d,.]*)")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST = 12

_VALUES = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * tens for tens, word in enumerate(_TENS) if word
}
_HUNDRED, _THOUSAND = 100, 1_000
_MAY_BE_JOINED = (_HUNDRED, _THOUSAND)
"""Powers that "and" may follow: "two hundred and one", "two thousand and one"."""

_POWERS = {name: value for value, name in _SCALES if value >= _THOUSAND}
_WORD = "|".join(sorted({*_VALUES, *_POWERS, "hundred"}, key=len, reverse=True))
_FIGURE = r"\d(?:[\d,.]*\d)?"
_POWER = "|".join(["hundred", *_POWERS])
NUMBER: Final = (
    rf"(?:{_FIGURE}|(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})\b"
    rf"|(?:half )?an?(?= (?:{_POWER})\b))"
    rf"(?:(?: and a half| point|(?: and)?[ -](?:{_WORD}|{_FIGURE}))\b)*"
)
"""A number in figures or in words, as a pattern for small letters; `value` says which."""

_TOKEN = re.compile(r"[^\s-]+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+(?:\.\d+|,\d{1,2})?")


def spelled(text: str) -> str:
    """Spell figures and their signs as words: "$20" → "twenty dollars"."""
    text = _BEFORE.sub(lambda match: f"{match[2].rstrip('.,')} {_UNITS[match[1]]} ", text)
    text = _NUMBER.sub(lambda match: f" {_say(match[0].replace(',', ''))} ", text)
    return text.replace("%", " percent ")


def _say(figure: str) -> str:
    whole, _, parts = figure.partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        words = " ".join(_SMALL[int(digit)] for digit in whole)
    else:
        words = _whole(int(whole))
    return f"{words} point {' '.join(_SMALL[int(digit)] for digit in parts)}" if parts else words


def _whole(number: int) -> str:
    for scale, name in _SCALES:
        if number >= scale:
            return f"{_whole(number // scale)} {name} {_rest(number % scale)}".strip()
    if number < len(_SMALL):
        return _SMALL[number]
    return f"{_TENS[number // 10]} {_rest(number % 10)}".strip()


def _rest(number: int) -> str:
    return _whole(number) if number else ""


def value(text: str) -> float | None:
    """Return the number that is said: "two hundred thousand", "2.5 million", "half a million".

    A single comma is a decimal one where it cannot part thousands: "1,5". None where the words are
    no single number: "five and six", "nineteen ninety nine".
    """
    small = text.lower().replace("and a half", "½")
    reader = _Reader()
    for token in _TOKEN.findall(re.sub(r"\bhalf an? ", "0.5 ", small)):
        if not reader.read(token):
            return None
    return reader.number


class _Reader:
    """Reader of a number, word by word; it refuses what does not fit what came before.

    `room` is what the next word must be smaller than: 10 behind "twenty", 100 behind "hundred".
    """

    def __init__(self) -> None:
        self._total = 0.0
        self._group: float | None = None
        self._room = self._power = math.inf
        self._decimals: str | None = None
        self._joins = False
        self._rules = {"point": self._point, "½": self._half, "hundred": self._hundred}

    def read(self, word: str) -> bool:
        """Take in one more word; False where it does not fit."""
        joined, self._joins = self._joins, False
        if word == "and":
            self._joins = not joined and self._room in _MAY_BE_JOINED
            return self._joins
        if self._decimals is not None and word in DIGIT_WORDS:
            self._decimals += str(_VALUES[word])
            return True
        if word in self._rules:
            return not joined and self._rules[word]()
        if word in _POWERS:
            return not joined and self._raise(_POWERS[word])
        return self._add(1.0 if word in {"a", "an"} else _figure(word))

    @property
    def number(self) -> float | None:
        """What was read; None where it breaks off."""
        if self._joins or self._decimals == "" or (self._group is None and not self._total):
            return None
        return self._total + self._whole()

    def _whole(self) -> float:
        group = self._group or 0.0
        return float(f"{group:.0f}.{self._decimals}") if self._decimals else group

    def _point(self) -> bool:
        fits = self._group is not None and self._decimals is None and self._group.is_integer()
        self._decimals = "" if fits else self._decimals
        return fits

    def _half(self) -> bool:
        fits = self._group is not None and self._decimals is None and self._group.is_integer()
        self._group, self._room = (self._group or 0.0) + 0.5, 0
        return fits

    def _raise(self, power: float) -> bool:
        if self._group is None or self._decimals == "" or power >= self._power:
            return False
        self._total += self._whole() * power
        self._group, self._decimals = None, None
        self._room, self._power = _THOUSAND, power
        return True

    def _hundred(self) -> bool:
        if self._group is None or self._decimals is not None or not 0 < self._group < _HUNDRED:
            return False
        self._group, self._room = self._group * _HUNDRED, _HUNDRED
        return True

    def _add(self, number: float | None) -> bool:
        if number is None or self._decimals is not None or not number < self._room:
            return False
        if number == 0 and (self._group is not None or self._total):
            return False
        self._group = (self._group or 0.0) + number
        tens = number in range(20, 100, 10)
        self._room = 10 if tens else 0
        return True


def _figure(token: str) -> float | None:
    """Return the value of one word or of one row of figures; None if it is neither."""
    if token in _VALUES:
        return float(_VALUES[token])
    if _GROUPED.fullmatch(token):
        return float(token.replace(",", ""))
    return float(token.replace(",", ".")) if _DECIMAL.fullmatch(token) else None
