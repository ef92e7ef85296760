"""The words and pauses of one answer on one time axis: what most measures are computed from."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from greenroom.delivery.measure import Pause
from greenroom.speech.span import Span
from greenroom.speech.words import Word

_OUTER = re.compile(r"^[^\w]+|[^\w]+$")
_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (*_SENTENCE_END, ",", ";", ":", "—", "–")


@dataclass(frozen=True, slots=True)
class Timeline:
    """One answer: at least one lexical word, times inside the clip.

    Attributes:
        words: all words in order, filled pauses included.
        pauses: the silent pauses between them.
    """

    words: tuple[Word, ...]
    pauses: tuple[Pause, ...] = ()

    @property
    def lexical(self) -> tuple[Word, ...]:
        """The words that are not filled pauses."""
        return tuple(word for word in self.words if word.kind == "word")

    @property
    def filled_pauses(self) -> tuple[Word, ...]:
        """Um, uh and their kin."""
        return tuple(word for word in self.words if word.kind == "filled_pause")

    @property
    def span(self) -> Span:
        """From the first to the last lexical word."""
        lexical = self.lexical
        return Span(lexical[0].start, max(word.end for word in lexical))

    @property
    def seconds(self) -> float:
        """Length of the answer, pauses included; never 0."""
        return max(self.span.seconds, 1e-3)

    @property
    def silence(self) -> float:
        """Seconds in silent pauses."""
        return sum(pause.end - pause.start for pause in self.pauses)

    @property
    def speaking(self) -> float:
        """Seconds of speech: the answer without its silent pauses; never 0."""
        return max(self.seconds - self.silence, 1e-3)


def tidy(words: Iterable[Word], seconds: float) -> tuple[Word, ...]:
    """Sort the words by time and clamp them to a clip of `seconds`."""
    clamped = (
        replace(word, start=_held(word.start, seconds), end=_held(word.end, seconds))
        for word in words
    )
    forward = (replace(word, end=max(word.start, word.end)) for word in clamped)
    return tuple(sorted(forward, key=lambda word: word.start))


def _held(moment: float, seconds: float) -> float:
    return min(max(float(moment), 0.0), seconds)


def bare(word: Word) -> str:
    """Return the word in lower case without the punctuation around it."""
    return _OUTER.sub("", word.text.lower().replace("’", "'"))


def ends_sentence(word: Word) -> bool:
    """Tell whether a period, question mark, or exclamation mark follows the word."""
    return word.text.rstrip("\"'”’)").endswith(_SENTENCE_END)


def ends_clause(word: Word) -> bool:
    """Tell whether punctuation that ends a clause follows the word."""
    return word.text.rstrip("\"'”’)").endswith(_CLAUSE_END)


def sentences(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Cut the words after every sentence end."""
    pieces: list[tuple[Word, ...]] = []
    first = 0
    for at, word in enumerate(words, start=1):
        if ends_sentence(word) or at == len(words):
            pieces.append(tuple(words[first:at]))
            first = at
    return tuple(pieces)


def stretches(words: Sequence[Word], length_at: Callable[[int], int]) -> tuple[Span, ...]:
    """Return where what is looked for stands, from left to right and without overlaps.

    Args:
        words: of the answer.
        length_at: how many words it has that begins at this place; 0 where none does.
    """
    spans: list[Span] = []
    at = 0
    while at < len(words):
        length = length_at(at)
        if length:
            spans.append(stretch(words[at : at + length]))
        at += max(1, length)
    return tuple(spans)


def stretch(words: Sequence[Word]) -> Span:
    """Return the span from the beginning of the first word to the end of the last."""
    return Span(words[0].start, words[-1].end)
