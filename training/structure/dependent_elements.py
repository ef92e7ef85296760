"""Elements that build on others, fitted to what was found earlier in the same answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.structure.encoder import Vectors
from greenroom.structure.sentence_classifier import earlier, logistic
from training.structure.regression import BIAS, Matrix, duals


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A training answer: log odds by weights that have not seen it, labels, and its fold.

    `log_odds` and `labels` have shape (n, k).
    """

    log_odds: Matrix
    labels: Matrix
    fold: int


@dataclass(frozen=True, slots=True)
class Building:
    """An element's log odds become own * log odds + earlier @ others + bias.

    Attributes:
        others: shape (k,), 0 for elements that it does not build on.
        unseen: what becomes of the log odds of each answer, by weights that have not seen it.
    """

    own: float
    others: Vectors
    bias: float
    unseen: tuple[npt.NDArray[np.float64], ...]


def build(answers: Sequence[HeldOut], element: int, others: Sequence[int]) -> Building:
    """Fit the weights of what an element builds on; elements are given by their columns."""
    rows = [_row(one.log_odds, element, others) for one in answers]
    inputs, labels = np.vstack(rows), np.concatenate([one.labels[:, element] for one in answers])
    folds = np.repeat([one.fold for one in answers], [len(one) for one in rows])
    unseen = np.zeros(len(labels))
    for fold in set(folds.tolist()):
        unseen[folds == fold] = inputs[folds == fold] @ _weights(inputs, labels, folds != fold)
    weights = _weights(inputs, labels, np.ones(len(labels), bool))
    spread = np.zeros(answers[0].labels.shape[1], np.float32)
    spread[list(others)] = weights[1:-1]
    bounds = np.cumsum([len(one) for one in rows])[:-1]
    return Building(
        float(weights[0]),
        spread,
        BIAS * float(weights[-1]),
        tuple(np.split(unseen, bounds)),
    )


def _row(log_odds: Matrix, element: int, others: Sequence[int]) -> Matrix:
    before = earlier(logistic(log_odds.astype(np.float32)))[:, list(others)]
    constant = np.full((len(log_odds), 1), BIAS)
    return np.hstack([log_odds[:, [element]], before, constant])


def _weights(inputs: Matrix, labels: Matrix, selected: npt.NDArray[np.bool_]) -> Matrix:
    rows = inputs[selected]
    return (rows.T @ duals(rows @ rows.T, labels[selected, None]))[:, 0]
