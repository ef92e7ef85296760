"""The features of each sentence of an answer.

Its meaning and that of its neighbors (vectors of the encoder), where it stands, how long it is,
and which words and pairs of words it has.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from greenroom.structure.cache import remembered
from greenroom.structure.encoder import Vectors

_NEIGHBOR = np.float32(0.3)
_PLACE = np.float32(0.5)

Phrases = tuple[npt.NDArray[np.int64], Vectors]
"""Places in the vocabulary, and a weight for each; the weights' squares add up to 1."""


@dataclass(frozen=True, slots=True)
class Features:
    """An answer as the engine sees it: `dense` has shape (n, DENSE), `phrases` n entries."""

    dense: Vectors
    phrases: tuple[Phrases, ...]


def features_of(texts: Sequence[str], vocabulary: "Vocabulary") -> Features:
    """Return the features of an answer's sentences, whose texts are normalized already."""
    return Features(dense(texts), tuple(vocabulary.phrases(text) for text in texts))


def dense(texts: Sequence[str]) -> Vectors:
    """Return vectors of each sentence and its neighbors, and where it stands; shape (n, DENSE)."""
    own = remembered(texts)
    nothing = np.zeros((1, own.shape[1]), np.float32)
    before = np.vstack([nothing, own])[:-1] * _NEIGHBOR
    after = np.vstack([own, nothing])[1:] * _NEIGHBOR
    return np.hstack([own, before, after, _places(texts) * _PLACE])


def _places(texts: Sequence[str]) -> Vectors:
    if len(texts) == 1:  # neither first nor last: it stands alone
        return np.array([[0.5, 0, 0, 0.5, _length(texts[0]) / 20]], np.float32)
    last = len(texts) - 1
    rows = [
        (place / last, place == 0, place == last, len(texts) / 10, _length(text) / 20)
        for place, text in enumerate(texts)
    ]
    return np.array(rows, np.float32).reshape(len(texts), 5)


def _length(text: str) -> int:
    return min(len(text.split()), 40)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and pairs of words that were met in at least two training sentences.

    Attributes:
        places: phrase → column.
        rarity: per column, 1 + log of how rare the phrase is among sentences (smoothed idf).
    """

    places: Mapping[str, int]
    rarity: Vectors

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Vocabulary":
        """Count the phrases of all training sentences."""
        counts = Counter(phrase for text in texts for phrase in set(_phrases(text)))
        phrases = sorted(phrase for phrase, count in counts.items() if count > 1)
        rarity = [1 + math.log((1 + len(texts)) / (1 + counts[phrase])) for phrase in phrases]
        places = {phrase: place for place, phrase in enumerate(phrases)}
        return cls(places, np.array(rarity, np.float32))

    def phrases(self, text: str) -> Phrases:
        """Return the known phrases of a sentence; a repeated one counts a little more."""
        counts = Counter(self.places[one] for one in _phrases(text) if one in self.places)
        columns = np.array(sorted(counts), np.int64)
        often = np.array([1 + math.log(counts[one]) for one in sorted(counts)], np.float32)
        weights = often * self.rarity[columns]
        return columns, weights / max(float(np.linalg.norm(weights)), 1e-9)


def _phrases(text: str) -> Iterable[str]:
    words = text.split()
    yield from words
    yield from map(" ".join, pairwise(words))
