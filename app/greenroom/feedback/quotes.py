"""Whether a quote was said, and where: nothing is shown as a quote that is not in the words."""

import re

from rapidfuzz import fuzz

from greenroom.feedback.moment import Moment
from greenroom.interview.defusing import speaks_to_a_machine
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word, join

SIMILARITY = 90.0
"""Percent; a recogniser's and a model's spelling of the same words may differ a little."""

LEAST_WORDS = 3
"""Two words are found in any answer."""


def find_quote(quote: str, transcript: Transcript) -> Moment | None:
    """The stretch of the answer that a quote stands for, in the answer's own words.

    None where it was not said, is too short to mean anything, or speaks to a machine.
    """
    wanted = _normal(quote).split()
    said = [word for word in transcript.words if _normal(word.text)]
    if len(wanted) < LEAST_WORDS or speaks_to_a_machine(quote):
        return None
    windows = _windows(said, len(wanted))
    best = max(windows, key=lambda words: _alike(words, wanted)) if windows else []
    if _alike(best, wanted) < SIMILARITY:
        return None
    return Moment(Span(best[0].start, best[-1].end), join(best))


def _windows(words: list[Word], length: int) -> list[list[Word]]:
    """Stretches about as long as the quote; filled pauses in between make them longer."""
    return [
        words[start : start + size]
        for size in range(max(LEAST_WORDS, length - 1), length + 3)
        for start in range(len(words) - size + 1)
    ]


def _alike(words: list[Word], wanted: list[str]) -> float:
    said = " ".join(_normal(word.text) for word in words if word.kind == "word")
    return fuzz.ratio(said, " ".join(wanted))


def _normal(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))
