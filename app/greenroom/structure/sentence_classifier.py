"""Which sentence shows which element: the trained part of the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped
from greenroom.renamed_ids import current_id
from greenroom.structure.encoder import Vectors
from greenroom.structure.features import Features, Vocabulary, features_of


@dataclass(frozen=True, slots=True)
class Heads:
    """One logistic regression per element of one rubric.

    Attributes:
        elements: ids; one column each in what follows.
        dense: weights of the dense features, shape (DENSE, k).
        phrases: weights of the phrases, shape (size of the vocabulary, k).
        bias: shape (k,).
        thresholds: a sentence counts from this probability on; shape (k,).
        builds_on: shape (k, k); how much likelier an element (column) gets by another (row) that
            an earlier sentence of the answer shows.
    """

    elements: tuple[str, ...]
    dense: Vectors
    phrases: Vectors
    bias: Vectors
    thresholds: Vectors
    builds_on: Vectors

    def probabilities(self, features: Features) -> Vectors:
        """Per sentence and element, shape (n, k)."""
        logits = features.dense @ self.dense + self.bias
        for row, (columns, weights) in enumerate(features.phrases):
            logits[row] += weights @ self.phrases[columns]
        built_on = earlier(logistic(logits)) @ self.builds_on
        return logistic(np.add(logits, built_on, dtype=np.float32))

    def by_element(self, probabilities: Vectors) -> dict[str, Vectors]:
        """Per element how sure that makes us of each sentence: 0.5 lies at its threshold."""
        yes = probabilities * (1 - self.thresholds)
        no = (1 - probabilities) * self.thresholds
        sure = np.divide(yes, yes + no, dtype=np.float32)
        return {element: sure[:, column] for column, element in enumerate(self.elements)}


@dataclass(frozen=True, slots=True)
class Detector:
    """All that training leaves: a vocabulary, and heads per rubric."""

    vocabulary: Vocabulary
    heads: Mapping[str, Heads]

    def confidence(self, texts: Sequence[str], rubric: str) -> dict[str, Vectors]:
        """Per trained element how sure we are of each plain text, 0…1; it counts from 0.5 on."""
        heads = self.heads.get(rubric)
        if heads is None:
            return {}
        return heads.by_element(heads.probabilities(features_of(texts, self.vocabulary)))

    def save(self, file: Path) -> None:
        """Write the file that `read` reads."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "vocabulary": np.frombuffer("\n".join(self.vocabulary.places).encode(), np.uint8),
            "rarity": self.vocabulary.rarity.astype(np.float16),
        }
        for rubric, heads in self.heads.items():
            arrays[f"{rubric}.elements"] = np.array(heads.elements)
            arrays[f"{rubric}.dense"] = heads.dense.astype(np.float16)
            arrays[f"{rubric}.phrases"] = heads.phrases.astype(np.float16)
            arrays[f"{rubric}.bias"] = heads.bias
            arrays[f"{rubric}.thresholds"] = heads.thresholds
            arrays[f"{rubric}.builds_on"] = heads.builds_on
        np.savez_compressed(file, allow_pickle=False, **arrays)


def logistic(logits: Vectors) -> Vectors:
    """Turn log odds into probabilities."""
    return np.reciprocal(1 + np.exp(-np.clip(logits, -30, 30)), dtype=np.float32)


def earlier(shown: Vectors) -> Vectors:
    """Return how likely any earlier sentence shows each element, given each sentence's likelihood.

    Both have shape (n, k); nothing came before the first sentence.
    """
    not_yet = np.cumprod(1 - shown, axis=0)
    return 1 - np.vstack([np.ones_like(shown[:1]), not_yet])[: len(shown)]


@cache
def detector() -> Detector:
    """Return the detector that is shipped; read once."""
    return read(shipped("assets") / "structure" / "detector.npz")


def read(file: Path) -> Detector:
    """Return a detector from its file."""
    with np.load(file) as stored:
        arrays: dict[str, npt.NDArray[Any]] = {name: stored[name] for name in stored.files}
    words = bytes(arrays["vocabulary"]).decode().split("\n")
    vocabulary = Vocabulary(
        {word: place for place, word in enumerate(words)}, arrays["rarity"].astype(np.float32)
    )
    rubrics = [name.partition(".")[0] for name in arrays if name.endswith(".elements")]
    heads = {current_id(rubric): _heads(rubric, arrays) for rubric in rubrics}
    return Detector(vocabulary, heads)


def _heads(rubric: str, arrays: Mapping[str, npt.NDArray[Any]]) -> Heads:
    def part(name: str) -> Vectors:
        return arrays[f"{rubric}.{name}"].astype(np.float32)

    return Heads(
        elements=tuple(str(element) for element in arrays[f"{rubric}.elements"]),
        dense=part("dense"),
        phrases=part("phrases"),
        bias=part("bias"),
        thresholds=part("thresholds"),
        builds_on=part("builds_on"),
    )
