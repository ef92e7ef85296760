"""What a model makes of an answer, without what it made up."""

import re

from greenroom.interview.defusing import speaks_to_a_machine
from greenroom.interview.phrases import contents, stems, word_count
from greenroom.structure.numerals import spelled

NUMBER_GAP = "[your number here]"
NAME_GAP = "[name]"

_LEAST_OWN = 0.5
"""So much of the longer words must be the candidate's own, or it is another's story."""

_MOST_WORDS = 260
_LONGEST_IMPROVEMENT = 45
_FIGURE = re.compile(r"[$€£]?\d[\d.,]*(?:\s?%)?")
_NAME = re.compile(r"(?<![.?!:\"“]\s)(?<!^)(?<=\s)[A-Z][a-z]+(?:\s[A-Z][a-z]+)*")
_NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
        "half",
        "third",
        "quarter",
        "twice",
        "double",
    ]
)


def kept_rewriting(text: str, answer: str, question: str) -> str:
    """The stronger version as it may be shown; "" where it is another story.

    Figures and names that the candidate did not say become gaps.
    """
    text = " ".join(text.replace("’", "'").split()).strip('"“” ')
    if not text or speaks_to_a_machine(text) or word_count(text) > _MOST_WORDS:
        return ""
    known = f"{answer} {question}"
    text = _without_new_names(_without_new_figures(text, known), known)
    own = stems(known)
    told = [word for word in contents(re.sub(r"\[[^\]]*\]", "", text)) if len(word) > 3]  # noqa: PLR2004
    mine = [word for word in told if stems(word) & own]
    return text if told and len(mine) >= _LEAST_OWN * len(told) else ""


def kept_improvement(text: str, answer: str) -> str:
    """The one thing to change, if it holds no figures that nobody said and no orders to us."""
    text = " ".join(text.split())
    if not text or word_count(text) > _LONGEST_IMPROVEMENT or speaks_to_a_machine(text):
        return ""
    return "" if _without_new_figures(text, answer) != text else text


def _without_new_figures(text: str, known: str) -> str:
    said = set(spelled(known.lower()).split())

    def figure(found: re.Match[str]) -> str:
        words = set(spelled(found[0]).split()) - {"dollars", "euros", "pounds", "percent"}
        return found[0] if words <= said else NUMBER_GAP

    def word(found: re.Match[str]) -> str:
        small = found[0].lower()
        return found[0] if small not in _NUMBER_WORDS or small in said else NUMBER_GAP

    text = _FIGURE.sub(figure, text)
    text = re.sub(r"(?<!\[)\b[A-Za-z]+\b", word, text)
    gap = re.escape(NUMBER_GAP)
    return re.sub(rf"{gap}(?:[\s-]+{gap})+", NUMBER_GAP, text)


def _without_new_names(text: str, known: str) -> str:
    said = {word.lower() for word in re.findall(r"[A-Za-z']+", known)}

    def name(found: re.Match[str]) -> str:
        parts = found[0].split()
        return found[0] if all(part.lower() in said for part in parts) else NAME_GAP

    return _NAME.sub(name, text)
