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


def without_new_figures(text: str, known: str) -> str:
    """The text with a gap for every figure that is not in what is known."""
    said = {_counted(found[0]) for found in _FIGURE.finditer(known)}

    def figure(found: re.Match[str]) -> str:
        return found[0] if _counted(found[0]) in said else NUMBER_GAP

    pieces = _GAP.split(text)  # gaps of the model's own stand at the odd places
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = _FIGURE.sub(figure, piece)
        elif _FIGURE.search(piece):
            pieces[place] = NUMBER_GAP
    return "".join(pieces)


def without_new_names(text: str, known: str) -> str:
    """The text with a gap for every name inside a sentence that is not in what is known."""
    said = set(re.findall(r"\w+", known.lower()))

    def name(found: re.Match[str]) -> str:
        parts = re.findall(r"\w+", found[0].lower())
        return found[0] if said.issuperset(parts) else NAME_GAP

    pieces = _GAP.split(text)
    return "".join(piece if place % 2 else _NAME.sub(name, piece)
                   for place, piece in enumerate(pieces))  # fmt: skip


def invents(text: str, known: str) -> bool:
    """Whether the text holds figures or quotes that are not in what is known."""
    quoted = [double or single for double, single in _QUOTED.findall(text)]
    return without_new_figures(text, known) != text or not all(
        was_said(one, known) for one in quoted
    )


def _counted(text: str) -> str:
    """A number in words and without its unit, the way it can be compared."""
    return " ".join(word for word in normal(text).split() if word not in _BESIDE)
