"""Sentences → vectors, by the lower layers of a small language encoder, in ONNX Runtime.

The weights are those of all-MiniLM-L6-v2 (Apache-2.0), cut to its first layers and to the pieces
of English words, and rounded to four bits; `training.structure.shrink_encoder` made the files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from greenroom import onnx_runtime
from greenroom.paths import shipped

Vectors = npt.NDArray[np.float32]

MOST_PIECES = 126
"""Pieces of a text or a window that are looked at, without the two marks around them."""

WORD_LAYERS = 2
"""Layers that words in context go through; texts go through those above them, too."""

_SIZE = 384
_LONGEST = 4
"""Pieces of one word that are looked at in a context."""

_OVERLAP = 16
"""Words that two neighboring windows share; each half is taken from where it stands inside."""

_AT_ONCE = 128
"""Pieces of texts that go through the layers together: attention compares each with all."""

_Pieces = list[int]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Vectors of texts, and of words among others.

    Attributes:
        tokenizer: from a text to its pieces, marks around it included.
        word_net: pieces → what each is in its context.
        text_net: that → what the two layers above make of it.
    """

    tokenizer: Any
    word_net: Any
    text_net: Any

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector per text, shape (n, 768): means of the last two layers over its pieces.

        Each of the two halves has length 1.
        """
        pieces = [self.tokenizer.encode(text).ids for text in texts]
        vectors = [self._of_texts(some) for some in _together(pieces)]
        return np.vstack([np.zeros((0, 2 * _SIZE), np.float32), *vectors])

    def windows(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return stretches of plain words that fit in; each begins before the last ends.

        Where a window begins and ends depends on no word behind it.
        """
        spelled = [len(self._spelled(word)) for word in words]
        return [tuple(words[begin:end]) for begin, end in _windows(spelled)]

    def in_window(self, words: Sequence[str]) -> Vectors:
        """Return one vector per word of a window as it stands among the others, shape (n, 384).

        Args:
            words: as `windows` gives them.
        """
        begin, end = self.tokenizer.encode("").ids
        spelled = [[begin], *map(self._spelled, words), [end]]
        states = self._states([[piece for word in spelled for piece in word]])
        return _means(states, [len(word) for word in spelled])[1:-1]

    def _spelled(self, word: str) -> _Pieces:
        pieces: _Pieces = self.tokenizer.encode(word, add_special_tokens=False).ids
        return pieces[:_LONGEST] or [self.tokenizer.token_to_id("[UNK]")]

    def _of_texts(self, texts: Sequence[_Pieces]) -> Vectors:
        lengths = [len(pieces) for pieces in texts]
        inputs = {"states": self._states(texts), "text": np.repeat(np.arange(len(texts)), lengths)}
        layers = self.text_net.run(None, inputs)
        return np.hstack([_unit(_means(states, lengths)) for states in layers])

    def _states(self, texts: Sequence[_Pieces]) -> Vectors:
        lengths = [len(pieces) for pieces in texts]
        inputs = {
            "pieces": np.concatenate(texts),
            "places": np.concatenate([np.arange(length) for length in lengths]),
            "text": np.repeat(np.arange(len(texts)), lengths),
        }
        return self.word_net.run(None, inputs)[0]


def joined(windows: Sequence[Vectors]) -> Vectors:
    """Return one vector per word, from those of overlapping windows; at least one window."""
    half, last = _OVERLAP // 2, len(windows) - 1
    return np.vstack([
        own[half if number else 0 : None if number == last else -half]
        for number, own in enumerate(windows)
    ])  # fmt: skip


def _together(texts: Sequence[_Pieces]) -> Iterator[list[_Pieces]]:
    """Yield the texts in their order, as many together as go through the layers at once."""
    some: list[_Pieces] = []
    room = _AT_ONCE
    for pieces in texts:
        if len(pieces) > room and some:
            yield some
            some, room = [], _AT_ONCE
        some.append(pieces)
        room -= len(pieces)
    if some:
        yield some


def _means(states: Vectors, lengths: Sequence[int]) -> Vectors:
    """Return the mean of each stretch of so many states."""
    counts = np.array(lengths)
    sums: Vectors = np.add.reduceat(states, np.cumsum(counts) - counts)
    return sums / counts[:, None].astype(np.float32)


def _unit(vectors: Vectors) -> Vectors:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)


def _windows(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where each window goes, given how many pieces each word has."""
    begin = end = 0
    while end < len(lengths):
        room = MOST_PIECES
        while end < len(lengths) and lengths[end] <= room:
            room -= lengths[end]
            end += 1
        yield begin, end
        begin = end - _OVERLAP
        end = end if end == len(lengths) else begin


def files(folder: Path) -> tuple[Path, Path, Path]:
    """Return where the tokenizer, the net for words and the net for texts lie."""
    return folder / "tokenizer.json", folder / "words.onnx", folder / "texts.onnx"


@cache
def encoder() -> Encoder:
    """Return the encoder that is shipped; read once."""
    from tokenizers import Tokenizer

    tokenizer, word_net, text_net = files(shipped("assets") / "structure")
    return Encoder(
        Tokenizer.from_file(str(tokenizer)),
        onnx_runtime.open_net(word_net),
        onnx_runtime.open_net(text_net),
    )
