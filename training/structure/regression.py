"""Logistic regression with a quadratic penalty, for far more features than sentences."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

BIAS = 5.0
"""The constant feature; a large one, so that the bias is hardly pulled to zero."""

_TRUST = 14.0
"""How much a labeled sentence weighs against the pull of all weights to zero."""

_STEPS = 30
_STEADY = 1e-3


def duals(alike: Matrix, labels: Matrix) -> Matrix:
    """Fit logistic regressions with a quadratic penalty, one per column of `labels`.

    There are far more features than sentences, so each is solved in as many unknowns as there
    are sentences; the features' weights are inputs.T @ duals(alike, wanted).

    Args:
        alike: inner products of the sentences' features, shape (n, n).
        labels: shape (n, k); sentences that are nan play no part in that column.
    """
    weights = np.zeros(labels.shape)
    for column, target in enumerate(labels.T):
        labeled = ~np.isnan(target)
        weights[labeled, column] = _dual(alike[np.ix_(labeled, labeled)], target[labeled])
    return weights


def _dual(alike: Matrix, labels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # Newton's method (Rasmussen & Williams 2006, algorithm 3.1); it converges in a few steps.
    dual, logits = np.zeros(len(labels)), np.zeros(len(labels))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-logits))
        bend = _TRUST * chance * (1 - chance)
        root = np.sqrt(bend)
        aim = bend * logits + _TRUST * (labels - chance)
        inner = np.eye(len(labels)) + root[:, None] * alike * root
        step = aim - root * np.linalg.solve(inner, root * (alike @ aim)) - dual
        dual += step
        logits = np.clip(alike @ dual, -30, 30)
        if np.abs(step).max() < _STEADY:
            break
    return dual
