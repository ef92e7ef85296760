"""Whether a quote was said, and where: nothing is shown as a quote that is not in the words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from greenroom.feedback.moment import Moment
from greenroom.language.prompt_injection import said_to_people, speaks_to_a_machine
from greenroom.speech.numerals import spelled
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word, join

SIMILARITY: Final = 90.0
"""Percent; a recognizer's and a model's spelling of the same words may differ a little."""

LEAST_WORDS: Final = 3
MOST_WORDS: Final = 40
"""Two words are found in any answer, and all of it shows nothing."""

_SLACK = 2
"""A stretch may have so many words more or fewer than the quote: "11%" is one, or two."""


def find_quote(quote: str, transcript: Transcript) -> Moment | None:
    """Return the stretch of the answer that a quote stands for, in the answer's own words.

    None where it was not said, is too short or long to mean anything, or speaks to a machine.
    """
    normal_quote = normal(quote)
    length = len(normal_quote.split())
    if not LEAST_WORDS <= length <= MOST_WORDS or speaks_to_a_machine(quote):
        return None
    words, stretches = _stretches(transcript, length)
    texts = [text for text, _, _ in stretches]
    best = process.extractOne(normal_quote, texts, scorer=fuzz.ratio, score_cutoff=SIMILARITY)
    if best is None:
        return None
    _, first, last = stretches[best[2]]
    quoted = words[first : last + 1]
    return Moment(Span(quoted[0].start, quoted[-1].end), join(quoted).rstrip(",;:"))


def was_said(quote: str, text: str) -> bool:
    """Return whether words in quotation marks are in a text, whatever the spelling."""
    return fuzz.partial_ratio(normal(quote), normal(text), score_cutoff=SIMILARITY) > 0


def normal(text: str) -> str:
    """Return small letters and spelled-out numbers without marks, to compare words by."""
    return " ".join(re.findall(r"[a-z']+", spelled(text.lower().replace("’", "'"))))


def _stretches(
    transcript: Transcript, length: int
) -> tuple[Sequence[Word], list[tuple[str, int, int]]]:
    """Return the words, and each stretch of about this length: text, first and last word.

    Filled pauses inside it belong to it; models leave them out of quotes.
    """
    words, lexical = _lexical(transcript)
    return words, [
        (" ".join(text for _, text in stretch), stretch[0][0], stretch[-1][0])
        for size in range(max(1, length - _SLACK), length + _SLACK + 1)
        for start in range(len(lexical) - size + 1)
        if (stretch := lexical[start : start + size])
    ]


@lru_cache(maxsize=4)
def _lexical(transcript: Transcript) -> tuple[Sequence[Word], list[tuple[int, str]]]:
    """Return the words, and the place of those that count with the text to compare by."""
    words = said_to_people(transcript.words)
    texts = ((place, normal(word.text)) for place, word in enumerate(words) if word.kind == "word")
    return words, [(place, text) for place, text in texts if text]
