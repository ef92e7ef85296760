"""The ends of sentences, from the words alone.

Spoken answers have no periods, and the recognizer's are guesses. Each word's vector in its
context (two layers of the encoder) tells how likely a sentence ends before the next one; the
weights are those of a logistic regression on the sentences of the training answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped
from greenroom.structure.cache import in_context
from greenroom.structure.encoder import Vectors

_KEPT = 4
"""One in four gaps inside sentences is learned from: there are twenty times as many."""

_PULL = 3.0
_STEPS = 12


@dataclass(frozen=True, slots=True)
class BoundaryClassifier:
    """Weights of the vectors before and after a gap, shape (k,), and a constant."""

    weights: Vectors
    bias: float

    def log_odds(self, words: Sequence[str]) -> Vectors:
        """Return the log odds of an end between neighbors of n plain words; shape (n - 1,)."""
        return _gaps(words) @ self.weights + np.float32(self.bias)

    def save(self, file: Path) -> None:
        """Write the file that `boundary_classifier` reads."""
        np.savez_compressed(file, allow_pickle=False, weights=self.weights, bias=self.bias)


@cache
def boundary_classifier() -> BoundaryClassifier:
    """Load the shipped weights, once."""
    with np.load(shipped("assets") / "structure" / "ends.npz") as stored:
        return BoundaryClassifier(stored["weights"], float(stored["bias"]))


def learn(answers: Iterable[Sequence[str]]) -> BoundaryClassifier:
    """Learn sentence ends from answers whose sentences are known."""
    inputs: list[Vectors] = []
    labels: list[npt.NDArray[np.bool_]] = []
    for sentences in answers:
        words = " ".join(sentences).split()
        over = np.cumsum([len(sentence.split()) for sentence in sentences])
        last = np.isin(np.arange(1, len(words)), over)
        selected = last | (np.arange(len(last)) % _KEPT == 0)
        inputs.append(_gaps(words)[selected])
        labels.append(last[selected])
    rows = np.vstack(inputs)
    return _fitted(np.hstack([rows, np.ones((len(rows), 1), np.float32)]), np.concatenate(labels))


def _gaps(words: Sequence[str]) -> Vectors:
    vectors = in_context(words)
    return np.hstack([vectors[:-1], vectors[1:]])


def _fitted(rows: Vectors, labels: npt.NDArray[np.bool_]) -> BoundaryClassifier:
    # Newton's method for logistic regression with a quadratic penalty.
    weights = np.zeros(rows.shape[1])
    pull = np.full(rows.shape[1], _PULL)
    pull[-1] = 0
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        bent = rows * np.sqrt(chance * (1 - chance)).astype(np.float32)[:, None]
        slope = rows.T @ (chance - labels) + pull * weights
        weights -= np.linalg.solve((bent.T @ bent).astype(float) + np.diag(pull), slope)
    inside = float(np.log(_KEPT))  # undo that most gaps inside sentences were left out
    return BoundaryClassifier(weights[:-1].astype(np.float32), float(weights[-1]) - inside)
