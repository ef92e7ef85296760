"""What a model wrote and nobody said: figures, names, quotes. None of it is shown as true."""

import re
from typing import Final

from greenroom.feedback.quotes import normal, was_said
from greenroom.speech.numerals import NUMBER_WORDS, PARTS, UNIT_WORDS

NUMBER_GAP: Final = "[your number here]"
NAME_GAP: Final = "[name]"

_GAP = re.compile(r"(\[[^\[\]]*\])")
_COUNTS = NUMBER_WORDS - {"zero", "one"} | PARTS
_ONE_FIGURE = r"(?:[$€£]\s?)?\w*\d(?:[\w.,]*\w)?(?:\s?%)?" rf"|\b(?:{'|'.join(sorted(_COUNTS))})\b"
_FIGURE = re.compile(rf"(?:{_ONE_FIGURE})(?:(?:\s+and\s+|[\s-]+)(?:{_ONE_FIGURE}))*", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;:] )(?!I['’])[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w)*")
_BESIDE = {"and", *UNIT_WORDS}
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]|(?<!\w)['‘]([^'’]+(?:['’]\w[^'’]*)*)['’](?!\w)")


def without_new_figures(text: str, source: str) -> str:
    """Return the text with a gap for every figure that is not in its source."""
    figures = {_without_unit(match[0]) for match in _FIGURE.finditer(source)}

    def figure(match: re.Match[str]) -> str:
        return match[0] if _without_unit(match[0]) in figures else NUMBER_GAP

    pieces = _GAP.split(text)  # gaps of the model's own stand at the odd places
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = _FIGURE.sub(figure, piece)
        elif _FIGURE.search(piece):
            pieces[place] = NUMBER_GAP
    return "".join(pieces)


def without_new_names(text: str, source: str) -> str:
    """Return the text with a gap for every name in a sentence that is not in its source."""
    words = set(re.findall(r"\w+", source.lower()))

    def name(match: re.Match[str]) -> str:
        parts = re.findall(r"\w+", match[0].lower())
        return match[0] if words.issuperset(parts) else NAME_GAP

    pieces = _GAP.split(text)
    return "".join(piece if place % 2 else _NAME.sub(name, piece)
                   for place, piece in enumerate(pieces))  # fmt: skip


def invents(text: str, source: str) -> bool:
    """Return whether the text holds figures or quotes that are not in its source."""
    quoted = [double or single for double, single in _QUOTED.findall(text)]
    return without_new_figures(text, source) != text or not all(
        was_said(quote, source) for quote in quoted
    )


def _without_unit(text: str) -> str:
    """Return a number in words and without its unit, the way it can be compared."""
    return " ".join(word for word in normal(text).split() if word not in _BESIDE)
