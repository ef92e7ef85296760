"""A net with weights by chance, against the same arithmetic written out in numpy."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from greenroom.onnx_runtime import open_net
from training.structure.encoder_graph import Embedding, Layer, Linear, Norm, build

SIZE, HEADS, WIDE, PIECES, PLACES, LABELS = 64, 2, 256, 50, 40, 59
TEXTS = [np.array(it) for it in ([3, 1, 4, 1, 5, 9], [2], [7, 1, 8, 2, 8, 1, 8, 2, 8])]


class Chance:
    """Makes weights that four bits hold exactly, so that only the arithmetic is compared."""

    def __init__(self, seed: int) -> None:
        self.numbers = np.random.default_rng(seed)

    def matrix(self, count: int, width: int) -> np.ndarray:
        steps = self.numbers.integers(-7, 8, (count, width)).astype(np.float32)
        steps[:, ::32] = 7
        return steps / 64

    def row(self, count: int) -> np.ndarray:
        return self.numbers.normal(0, 0.3, count).astype(np.float32)

    def linear(self, outputs: int, inputs: int) -> Linear:
        return Linear(self.matrix(outputs, inputs), self.row(outputs))

    def norm(self) -> Norm:
        return Norm(1 + self.row(SIZE), self.row(SIZE))

    def layer(self) -> Layer:
        return Layer(
            self.linear(3 * SIZE, SIZE), self.linear(SIZE, SIZE), self.norm(),
            self.linear(WIDE, SIZE), self.linear(SIZE, WIDE), self.norm(),
        )  # fmt: skip

    def embedding(self) -> Embedding:
        places = self.matrix(PLACES, SIZE)
        return Embedding(self.matrix(PIECES, SIZE), places, self.norm())


CHANCE = Chance(20)
EMBEDDING, LOWER, UPPER = CHANCE.embedding(), CHANCE.layer(), CHANCE.layer()
HEAD = CHANCE.linear(LABELS, SIZE)


def normed(x: np.ndarray, norm: Norm) -> np.ndarray:
    x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x**2).mean(-1, keepdims=True)) * norm.factors + norm.offsets


def linear(x: np.ndarray, step: Linear) -> np.ndarray:
    return x @ step.weights.T + step.bias


def embedded(pieces: np.ndarray) -> np.ndarray:
    return normed(EMBEDDING.pieces[pieces] + EMBEDDING.places[: len(pieces)], EMBEDDING.norm)


def through(x: np.ndarray, layer: Layer) -> np.ndarray:
    """One text through one layer, head by head."""
    query, key, value = np.split(linear(x, layer.query_key_value), 3, axis=1)
    found = []
    for part in np.split(np.arange(SIZE), HEADS):
        likeness = np.exp(query[:, part] @ key[:, part].T / np.sqrt(SIZE / HEADS))
        found.append(likeness / likeness.sum(1, keepdims=True) @ value[:, part])
    x = normed(x + linear(np.hstack(found), layer.mix), layer.mix_norm)
    wide = linear(x, layer.widen)
    wide = wide / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
    return normed(x + linear(wide, layer.narrow), layer.narrow_norm)


def together() -> dict[str, np.ndarray]:
    return {
        "pieces": np.concatenate(TEXTS),
        "places": np.concatenate([np.arange(len(text)) for text in TEXTS]),
        "text": np.repeat(np.arange(len(TEXTS)), [len(text) for text in TEXTS]),
    }


def run(graph: onnx.ModelProto, folder: Path, inputs: dict[str, np.ndarray]) -> list[Any]:
    onnx.save(graph, folder / "net.onnx")
    return open_net(folder / "net.onnx").run(None, inputs)


def test_texts_end_to_end_are_each_read_on_their_own(tmp_path: Path):
    graph = build([LOWER, UPPER], heads=HEADS, embedding=EMBEDDING, outputs=2)
    below, above = run(graph, tmp_path, together())
    states = [through(embedded(text), LOWER) for text in TEXTS]
    assert below == pytest.approx(np.concatenate(states), abs=1e-4)
    assert above == pytest.approx(np.concatenate([through(it, UPPER) for it in states]), abs=1e-4)


def test_a_net_cut_in_two_gives_the_same_as_the_whole(tmp_path: Path):
    inputs = together()
    (whole,) = run(build([LOWER, UPPER], heads=HEADS, embedding=EMBEDDING), tmp_path, inputs)
    (states,) = run(build([LOWER], heads=HEADS, embedding=EMBEDDING), tmp_path, inputs)
    upper = build([UPPER], heads=HEADS)
    (above,) = run(upper, tmp_path, {"states": states, "text": inputs["text"]})
    assert np.array_equal(above, whole)


def test_a_head_labels_every_piece(tmp_path: Path):
    graph = build([LOWER], heads=HEADS, embedding=EMBEDDING, labels=HEAD)
    (labels,) = run(graph, tmp_path, together())
    wanted = [linear(through(embedded(text), LOWER), HEAD) for text in TEXTS]
    assert labels.shape == (sum(map(len, TEXTS)), LABELS)
    assert labels == pytest.approx(np.concatenate(wanted), abs=1e-4)


def test_the_same_weights_give_the_same_file():
    graphs = [build([LOWER], heads=HEADS, embedding=EMBEDDING) for _ in range(2)]
    assert graphs[0].SerializeToString(deterministic=True) == graphs[1].SerializeToString(
        deterministic=True
    )
