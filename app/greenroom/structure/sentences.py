"""Spoken words → sentences.

A recognizer's periods are a hint, not the truth: in run-on speech there are none, and a pause in
the middle of a clause may get one. So ends are taken from the words themselves, from periods and
from pauses, together.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from greenroom.speech.span import Span
from greenroom.speech.words import Word, join
from greenroom.structure.elements import Sentence
from greenroom.structure.sentence_boundaries import boundary_classifier
from greenroom.structure.text_normalization import plain

_STOP, _COMMA, _NOTHING = 3.0, 0.5, -0.3
"""What the recognizer's punctuation adds to the log odds of an end."""

_PER_SECOND = 2.0
_LONGEST_PAUSE = 1.5
"""Seconds; a longer silence makes no difference."""

_FOR_SENTENCES, _FOR_PARTS = -1.25, 1.2
"""Added to the log odds: sentences are cut where it is likely, parts where it may be."""

_SHORT, _LONG, _LONGEST = 4, 14, 80
"""Words: shorter and longer sentences are less likely; none has more than the last of these."""

_PER_WORD = 0.15
_ABBREVIATIONS = frozenset({"mr.", "mrs.", "ms.", "dr.", "vs.", "etc.", "e.g.", "i.e."})


def split(words: Sequence[Word]) -> tuple[Sentence, ...]:
    """Split an answer into sentences that hold all its words in their order."""
    lexical = [place for place, word in enumerate(words) if _is_lexical(word)]
    if not lexical:
        return (_sentence(0, [words]),) if words else ()
    odds = _log_odds([words[place] for place in lexical])
    places = [0, *(place + 1 for place in lexical[:-1]), len(words)]  # fillers begin a sentence
    pieces: list[list[Sequence[Word]]] = []
    for begin, end in _between(_best_cuts(odds + _FOR_SENTENCES), len(lexical)):
        inner = _best_cuts(odds[begin : end - 1] + _FOR_PARTS)
        parts = _between(inner, end - begin)
        pieces.append([words[places[begin + a] : places[begin + b]] for a, b in parts])
    return tuple(_sentence(index, piece) for index, piece in enumerate(pieces))


def _sentence(index: int, parts: Sequence[Sequence[Word]]) -> Sentence:
    words = [word for part in parts for word in part]
    texts = tuple(join(part) for part in parts) if len(parts) > 1 else ()
    return Sentence(index, join(words), Span(words[0].start, words[-1].end), texts)


def _between(cuts: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where each piece of `count` words goes."""
    return pairwise([0, *(cut + 1 for cut in cuts), count])


def _is_lexical(word: Word) -> bool:
    return word.kind == "word" and bool(plain(word.text))


def _log_odds(words: Sequence[Word]) -> npt.NDArray[np.float64]:
    """Return the log odds of an end after each of these words but the last."""
    if len(words) == 1:
        return np.zeros(0)
    odds = boundary_classifier().log_odds([plain(word.text) for word in words])
    return odds.astype(float) + [
        _recognizer_odds(word, following) for word, following in pairwise(words)
    ]


def _recognizer_odds(word: Word, following: Word) -> float:
    """Return what the recognizer and the silence add to the log odds."""
    pause = min(max(0.0, following.start - word.end), _LONGEST_PAUSE)
    return _PER_SECOND * pause + _punctuation_odds(word.text)


def _punctuation_odds(text: str) -> float:
    if text[-1:] in ".?!…" and text.lower() not in _ABBREVIATIONS:
        return _STOP
    return _COMMA if text[-1:] in ",;:-" else _NOTHING


def _best_cuts(odds: npt.NDArray[np.float64]) -> list[int]:
    """Find the cuts with the most log odds less what odd lengths cost (Viterbi)."""
    count = len(odds) + 1
    gains = np.append(odds, 0.0)
    best, came = np.zeros(count + 1), np.zeros(count + 1, int)
    costs = _costs()
    for end in range(1, count + 1):
        begins = np.arange(max(0, end - _LONGEST), end)
        sums = best[begins] - costs[end - begins]
        came[end] = begins[sums.argmax()]
        best[end] = sums.max() + gains[end - 1]
    cuts: list[int] = []
    place = int(came[count])
    while place > 0:
        cuts.append(place - 1)
        place = int(came[place])
    return cuts[::-1]


@cache
def _costs() -> npt.NDArray[np.float64]:
    """Return the cost of a sentence or part by its number of words."""
    return np.array([_cost(length) for length in range(_LONGEST + 1)])


def _cost(length: int) -> float:
    return _PER_WORD * max(0, length - _LONG) + 0.5 * max(0, _SHORT - length)
