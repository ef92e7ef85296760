"""Fits the heads of one rubric to labelled answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.structure.detector import Heads, logistic
from greenroom.structure.encoder import Vectors
from greenroom.structure.features import Looks
from greenroom.structure.labelled import LabelledAnswer

Matrix = npt.NDArray[np.float64]
Labels = npt.NDArray[np.bool_]

_TRUST = 20.0
"""How much a labelled sentence weighs against the pull of all weights to zero."""

_BIAS = 5.0
"""The constant feature; a large one, so that the bias is hardly pulled to zero."""

_STEPS = 30
_STEADY = 1e-3

_CANDIDATES = tuple(np.round(np.arange(0.06, 0.72, 0.02), 2))
_USUAL = 0.3
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled answer and its looks."""

    answer: LabelledAnswer
    looks: Looks


@dataclass(frozen=True, slots=True)
class Fitted:
    """The heads of one rubric, and per training answer what weights say that have not seen it."""

    heads: Heads
    unseen: tuple[Vectors, ...]


def fit(examples: Sequence[Example], elements: Sequence[str], vocabulary: int) -> Fitted:
    """Heads of one rubric; their thresholds are chosen on answers that the weights have not seen.

    Args:
        examples: answers to one rubric.
        elements: the rubric's trained elements.
        vocabulary: how many phrases there are.
    """
    inputs, used = _inputs(examples, vocabulary)
    alike = inputs @ inputs.T
    wanted = _labels(examples, elements)
    weights = inputs.T @ _duals(alike, wanted)
    unseen = _cross_validated(examples, alike, wanted)
    answers = [example.answer for example in examples]
    thresholds = [_threshold(answers, unseen, column, one) for column, one in enumerate(elements)]
    dense = examples[0].looks.dense.shape[1]
    phrases = np.zeros((vocabulary, len(elements)), np.float32)
    phrases[used] = weights[dense:-1]
    heads = Heads(
        elements=tuple(elements),
        dense=weights[:dense].astype(np.float32),
        phrases=phrases,
        bias=(_BIAS * weights[-1]).astype(np.float32),
        thresholds=np.array(thresholds, np.float32),
    )
    return Fitted(heads, tuple(unseen))


def _cross_validated(examples: Sequence[Example], alike: Matrix, wanted: Labels) -> list[Vectors]:
    """Probabilities per answer from weights that were fitted without it and its fold."""
    lengths = [len(example.answer.sentences) for example in examples]
    folds = np.repeat([example.answer.lot(_FOLDS, "fold") for example in examples], lengths)
    logits = np.zeros(wanted.shape)
    for fold in range(_FOLDS):
        seen, unseen = folds != fold, folds == fold
        duals = _duals(alike[np.ix_(seen, seen)], wanted[seen])
        logits[unseen] = alike[np.ix_(unseen, seen)] @ duals
    return np.split(logistic(logits.astype(np.float32)), np.cumsum(lengths)[:-1])


def _labels(examples: Sequence[Example], elements: Sequence[str]) -> Labels:
    """Which sentence shows which element: one row per sentence of all answers."""
    answers = (example.answer for example in examples)
    rows = [[element in one for element in elements] for each in answers for one in each.labels]
    return np.array(rows, np.bool_)


def _inputs(examples: Sequence[Example], vocabulary: int) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """One row per sentence: dense features, phrases that occur at all, a constant for the bias."""
    phrases = [one for example in examples for one in example.looks.phrases]
    used = np.unique(np.concatenate([columns for columns, _ in phrases]))
    place = np.zeros(vocabulary, np.int64)
    place[used] = np.arange(len(used))
    bag = np.zeros((len(phrases), len(used) + 1))
    for row, (columns, weights) in enumerate(phrases):
        bag[row, place[columns]] = weights
    bag[:, -1] = _BIAS
    dense = np.vstack([example.looks.dense for example in examples]).astype(float)
    return np.hstack([dense, bag]), used


def _duals(alike: Matrix, wanted: Labels) -> Matrix:
    """Logistic regressions with a quadratic penalty, one per column of `wanted`.

    There are far more features than sentences, so each is solved in as many unknowns as there
    are sentences; the features' weights are inputs.T @ duals.

    Args:
        alike: inner products of the sentences' features, shape (n, n).
        wanted: shape (n, k).
    """
    return np.stack([_dual(alike, column.astype(float)) for column in wanted.T], axis=1)


def _dual(alike: Matrix, wanted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # Newton's method (Rasmussen & Williams 2006, algorithm 3.1); it converges in a few steps.
    dual, logits = np.zeros(len(wanted)), np.zeros(len(wanted))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-logits))
        bend = _TRUST * chance * (1 - chance)
        root = np.sqrt(bend)
        aim = bend * logits + _TRUST * (wanted - chance)
        inner = np.eye(len(wanted)) + root[:, None] * alike * root
        step = aim - root * np.linalg.solve(inner, root * (alike @ aim)) - dual
        dual += step
        logits = np.clip(alike @ dual, -30, 30)
        if np.abs(step).max() < _STEADY:
            break
    return dual


def _threshold(
    answers: Sequence[LabelledAnswer], unseen: Sequence[Vectors], column: int, element: str
) -> float:
    """The candidate with the best F1 over answers; a slight pull towards the usual one."""

    def worth(candidate: float) -> float:
        right = wrong = missed = 0
        for answer, probabilities in zip(answers, unseen, strict=True):
            told = probabilities[:, column] >= candidate
            there = np.array([element in one for one in answer.labels])
            hit = bool((told & there).any())
            right += hit
            wrong += bool(told.any()) and not hit
            missed += bool(there.any()) and not hit
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        return f1 - 0.05 * abs(candidate - _USUAL)

    return max(_CANDIDATES, key=worth)
