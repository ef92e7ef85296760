"""Sentences → vectors, by the lower layers of a small language encoder, in plain numpy.

The weights are those of all-MiniLM-L6-v2 (Apache-2.0), cut to its first layers and to the pieces
of English words, and rounded to four bits; `training.structure.shrink_encoder` made the file.
Sentences are laid end to end, without padding; only attention looks at each on its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped
from greenroom.structure.blas_threads import one_thread
from greenroom.structure.quantization import Rounded
from greenroom.structure.wordpiece import pieces

Vectors = npt.NDArray[np.float32]

_HEADS = 12
_MOST_PIECES = 126
_LONGEST = 4
"""Pieces of one word that are looked at in a context."""

_OVERLAP = 16
"""Words that two neighbouring windows share; each half is taken from where it stands inside."""

_TINY = np.float32(1e-12)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then a wider step; each followed by a norm."""

    qkv: Vectors
    qkv_bias: Vectors
    mix: Vectors
    mix_bias: Vectors
    mix_norm: Vectors
    widen: Vectors
    widen_bias: Vectors
    narrow: Vectors
    narrow_bias: Vectors
    narrow_norm: Vectors


@dataclass(frozen=True, slots=True)
class Encoder:
    """Vectors of shape (n, size) from n texts; the same text gives the same vector anywhere."""

    vocabulary: dict[str, int]
    rows: Rounded
    places: Vectors
    norm: Vectors
    layers: tuple[Layer, ...]

    @property
    def size(self) -> int:
        """Length of a vector."""
        return 2 * self.places.shape[1]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector per text, shape (n, size): the means of the last two layers over its pieces.

        Each of the two halves has length 1.
        """
        if not texts:
            return np.zeros((0, self.size), np.float32)
        with one_thread():
            return self._encode([self._ids(text) for text in texts])

    def windows(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Stretches of plain words that fit into the encoder; each begins before the last ends.

        Where a window begins and ends depends on no word behind it.
        """
        spelled = [len(self._spelled(word)) for word in words]
        return [tuple(words[begin:end]) for begin, end in _windows(spelled)]

    def in_window(self, words: Sequence[str], layers: int) -> Vectors:
        """One vector per word of a window as it stands among the others, shape (n, size / 2).

        Args:
            words: as `windows` gives them.
            layers: how far up the vectors are taken.
        """
        marks = [self.vocabulary["[CLS]"]], [self.vocabulary["[SEP]"]]
        spelled = [marks[0], *map(self._spelled, words), marks[1]]
        with one_thread():
            x = self._entered([[piece for word in spelled for piece in word]])
            for layer in self.layers[:layers]:
                x = _through(layer, x, np.array([0, len(x)]))
            return _of_words(x, spelled)[1:-1]

    def _spelled(self, word: str) -> list[int]:
        return pieces(word, self.vocabulary)[:_LONGEST] or [self.vocabulary["[UNK]"]]

    def _entered(self, ids: list[list[int]]) -> Vectors:
        x = self.rows[np.concatenate(ids)] + np.concatenate([self.places[: len(i)] for i in ids])
        return _normed(x, self.norm)

    def _encode(self, ids: list[list[int]]) -> Vectors:
        bounds = np.cumsum([0, *map(len, ids)])
        x = below = self._entered(ids)
        for layer in self.layers:
            below, x = x, _through(layer, x, bounds)
        return np.hstack([_means(below, bounds), _means(x, bounds)])

    def _ids(self, text: str) -> list[int]:
        inner = pieces(text, self.vocabulary)[:_MOST_PIECES]
        return [self.vocabulary["[CLS]"], *inner, self.vocabulary["[SEP]"]]


def joined(windows: Sequence[Vectors]) -> Vectors:
    """One vector per word, from those of overlapping windows; at least one window."""
    half, last = _OVERLAP // 2, len(windows) - 1
    return np.vstack([
        own[half if number else 0 : None if number == last else -half]
        for number, own in enumerate(windows)
    ])  # fmt: skip


def _through(layer: Layer, x: Vectors, bounds: npt.NDArray[np.int64]) -> Vectors:
    attended = _attend(_linear(x, layer.qkv, layer.qkv_bias), bounds)
    x = _normed(x + _linear(attended, layer.mix, layer.mix_bias), layer.mix_norm)
    wide = _gelu(_linear(x, layer.widen, layer.widen_bias))
    return _normed(x + _linear(wide, layer.narrow, layer.narrow_bias), layer.narrow_norm)


def _linear(x: Vectors, weights: Vectors, bias: Vectors) -> Vectors:
    out: Vectors = x @ weights
    out += bias
    return out


def _means(x: Vectors, bounds: npt.NDArray[np.int64]) -> Vectors:
    means = np.add.reduceat(x, bounds[:-1]) / np.diff(bounds)[:, None].astype(np.float32)
    return means / np.linalg.norm(means, axis=1, keepdims=True).astype(np.float32)


def _of_words(x: Vectors, spelled: Sequence[Sequence[int]]) -> Vectors:
    """Per word the mean over its pieces."""
    lengths = np.array([len(one) for one in spelled])
    begins = np.cumsum(lengths) - lengths
    sums: Vectors = np.add.reduceat(x, begins)
    return sums / lengths[:, None].astype(np.float32)


def _windows(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of words that fit into the encoder; each begins a little before the last ends."""
    begin = end = 0
    while end < len(lengths):
        room = _MOST_PIECES
        while end < len(lengths) and lengths[end] <= room:
            room -= lengths[end]
            end += 1
        yield begin, end
        begin = end - _OVERLAP
        end = end if end == len(lengths) else begin


def _attend(qkv: Vectors, bounds: npt.NDArray[np.int64]) -> Vectors:
    size = qkv.shape[1] // 3
    out = np.empty((len(qkv), size), np.float32)
    scale = np.float32((size // _HEADS) ** -0.5)
    for begin, end in pairwise(bounds):
        own = qkv[begin:end].reshape(end - begin, 3, _HEADS, -1).transpose(1, 2, 0, 3)
        weights = own[0] @ own[1].transpose(0, 2, 1) * scale
        weights = np.exp(weights - weights.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        out[begin:end] = (weights @ own[2]).transpose(1, 0, 2).reshape(end - begin, size)
    return out


def _normed(x: Vectors, norm: Vectors) -> Vectors:
    x = x - x.mean(-1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + _TINY)[:, None]
    x *= norm[0]
    x += norm[1]
    return x


def _gelu(x: Vectors) -> Vectors:
    # x / (1 + exp(-2u)), u = sqrt(2/pi) (x + 0.044715 x^3): the usual approximation by tanh
    # (Hendrycks & Gimpel 2016), written so that it costs one pass of exp.
    y = x * x
    y *= np.float32(-2 * 0.7978845608 * 0.044715)
    y -= np.float32(2 * 0.7978845608)
    y *= x
    np.exp(np.minimum(y, np.float32(80), out=y), out=y)
    y += 1
    return np.divide(x, y, out=y)


@cache
def encoder() -> Encoder:
    """The encoder that is shipped; read once."""
    return read(shipped("assets") / "structure" / "encoder.npz")


def read(file: Path) -> Encoder:
    """The encoder of a file that `training.structure.shrink_encoder` wrote."""
    with np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = bytes(arrays["vocabulary"]).decode().split("\n")
    count = sum(name.startswith("layer.") and name.endswith(".norms") for name in arrays)
    return Encoder(
        vocabulary={word: place for place, word in enumerate(words)},
        rows=Rounded.stored("rows", arrays),
        places=arrays["places"].astype(np.float32),
        norm=arrays["norm"],
        layers=tuple(_layer(f"layer.{number}", arrays) for number in range(count)),
    )


def _layer(name: str, arrays: dict[str, npt.NDArray[np.generic]]) -> Layer:
    def matrix(part: str) -> Vectors:
        return np.ascontiguousarray(Rounded.stored(f"{name}.{part}", arrays).whole().T)

    norms = arrays[f"{name}.norms"].astype(np.float32)
    biases = arrays[f"{name}.biases"].astype(np.float32)
    size = norms.shape[2]
    qkv, mix, widen, narrow = np.split(biases, np.cumsum([3 * size, size, 4 * size]))
    return Layer(
        matrix("qkv"), qkv, matrix("mix"), mix, norms[0],
        matrix("widen"), widen, matrix("narrow"), narrow, norms[1],
    )  # fmt: skip
