"""A language model's text about an answer, fit to show: without what nobody said."""

import re
from typing import Final

from greenroom.feedback.quotes import normal, was_said
from greenroom.language.phrases import contents, stems, word_count
from greenroom.language.prompt_injection import speaks_to_a_machine
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

_LEAST_OWN = 0.5
"""The least share of the longer words that must be the candidate's own."""

_LONGER = 4
_MOST_TIMES_AS_LONG = 2
_ROOM = 30
_REMARK_WORDS = range(3, 46)


def kept_rewriting(text: str, answer: str, question: str) -> str:
    """Return the stronger version fit to show; "" if it is another story or repeats itself.

    Figures and names that the candidate did not say become gaps.
    """
    text = _whole_sentences(text)
    longest = _MOST_TIMES_AS_LONG * word_count(answer) + _ROOM
    if not text or speaks_to_a_machine(text) or word_count(text) > longest or _circles(text):
        return ""
    source = f"{answer} {question}"
    text = without_new_names(without_new_figures(text, source), source)
    return text if _is_own_story(text, source) else ""


def kept_remark(text: str, answer: str) -> str:
    """Return one sentence about an answer; "" if it may not be shown.

    That is where it holds what nobody said or orders to a machine, or only repeats the answer.
    """
    text = " ".join(text.split())
    if word_count(text) not in _REMARK_WORDS or speaks_to_a_machine(text):
        return ""
    return "" if invents(text, answer) or was_said(text, answer) else text


def without_new_figures(text: str, source: str) -> str:
    """Replace every figure that is not in the source with a gap."""
    figures = {_comparable(match[0]) for match in _FIGURE.finditer(source)}

    def figure(match: re.Match[str]) -> str:
        return match[0] if _comparable(match[0]) in figures else NUMBER_GAP

    pieces = _GAP.split(text)  # gaps of the model's own stand at the odd places
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            pieces[place] = _FIGURE.sub(figure, piece)
        elif _FIGURE.search(piece):
            pieces[place] = NUMBER_GAP
    return "".join(pieces)


def without_new_names(text: str, source: str) -> str:
    """Replace every name inside a sentence that is not in the source with a gap."""
    words = set(re.findall(r"\w+", source.lower()))

    def name(match: re.Match[str]) -> str:
        parts = re.findall(r"\w+", match[0].lower())
        return match[0] if words.issuperset(parts) else NAME_GAP

    pieces = _GAP.split(text)
    return "".join(piece if place % 2 else _NAME.sub(name, piece)
                   for place, piece in enumerate(pieces))  # fmt: skip


def invents(text: str, source: str) -> bool:
    """Tell whether the text has figures or quotes that are not in the source."""
    quoted = [double or single for double, single in _QUOTED.findall(text)]
    return without_new_figures(text, source) != text or not all(
        was_said(one, source) for one in quoted
    )


def _comparable(text: str) -> str:
    """Spell a number in words and without its unit, so that it can be compared."""
    return " ".join(word for word in normal(text).split() if word not in _BESIDE)


def _whole_sentences(text: str) -> str:
    """Cut the text after its last full sentence: a model may have been cut off."""
    text = " ".join(text.replace("’", "'").split()).strip('"“” ')
    return text[: max(map(text.rfind, ".?!")) + 1]


def _circles(text: str) -> bool:
    sentences = re.findall(r"[^.?!]+", text.lower())
    return len(set(sentences)) < len(sentences)


def _is_own_story(text: str, source: str) -> bool:
    source_stems = stems(source)
    long_words = [
        word for word in contents(re.sub(r"\[[^\]]*\]", "", text)) if len(word) >= _LONGER
    ]
    own_words = [word for word in long_words if stems(word) & source_stems]
    return bool(long_words) and len(own_words) >= _LEAST_OWN * len(long_words)
