"""Quotes located in an answer: nothing is shown as a quote that is not in its words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from greenroom.feedback.moments import Moment
from greenroom.language.prompt_injection import said_to_people, speaks_to_a_machine
from greenroom.speech.numerals import spelled
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word, join

SIMILARITY: Final = 90.0
"""Percent; a recognizer's and a model's spelling of the same words may differ a little."""

LEAST_WORDS: Final = 3
MOST_WORDS: Final = 40
"""Two words occur in any answer, and a whole answer shows nothing."""

_SLACK = 2
"""How many words a stretch may have more or fewer than the quote: "11%" is one word or two."""


def find_quote(quote: str, transcript: Transcript) -> Moment | None:
    """Find the stretch of the answer that a quote stands for, in the answer's own words.

    None where it was not said, is too short or long to mean anything, or speaks to a machine.
    """
    target = normal(quote)
    if not LEAST_WORDS <= len(target.split()) <= MOST_WORDS or speaks_to_a_machine(quote):
        return None
    words, stretches = _stretches(transcript, len(target.split()))
    texts = [text for text, _, _ in stretches]
    best = process.extractOne(target, texts, scorer=fuzz.ratio, score_cutoff=SIMILARITY)
    if best is None:
        return None
    _, first, last = stretches[best[2]]
    stretch = words[first : last + 1]
    return Moment(Span(stretch[0].start, stretch[-1].end), join(stretch).rstrip(",;:"))


def was_said(quote: str, text: str) -> bool:
    """Tell whether words in quotation marks are in a text, spelling aside."""
    return fuzz.partial_ratio(normal(quote), normal(text), score_cutoff=SIMILARITY) > 0


def normal(text: str) -> str:
    """Return the form in which words are compared: small letters, numbers in words, no marks."""
    return " ".join(re.findall(r"[a-z']+", spelled(text.lower().replace("’", "'"))))


def _stretches(
    transcript: Transcript, length: int
) -> tuple[Sequence[Word], list[tuple[str, int, int]]]:
    """Return the words and each stretch of about this length: its text, first, and last word.

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
    """Return the words, and the position and compared text of those that count."""
    words = said_to_people(transcript.words)
    texts = ((place, normal(word.text)) for place, word in enumerate(words) if word.kind == "word")
    return words, [(place, text) for place, text in texts if text]
