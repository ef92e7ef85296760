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
Flags = npt.NDArray[np.bool_]

_TRUST = 14.0
"""How much a labelled sentence weighs against the pull of all weights to zero."""

_BIAS = 5.0
"""The constant feature; a large one, so that the bias is hardly pulled to zero."""

_STEPS = 30
_STEADY = 1e-3

_CANDIDATES = np.linspace(-3.2, 1.2, 45)
"""Thresholds that are tried, as log odds."""

_BLUR = 0.6
_USUAL = -1.0
_TOWARDS_USUAL = 0.01
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled answer and its looks.

    `about` is empty for a whole answer. For a sentence from the rubric's own file it names the
    one element that its labels speak of.
    """

    answer: LabelledAnswer
    looks: Looks
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The heads of one rubric, and per training answer what weights say that have not seen it."""

    heads: Heads
    unseen: tuple[Vectors, ...]


def fit(examples: Sequence[Example], elements: Sequence[str], vocabulary: int) -> Fitted:
    """Heads of one rubric; their thresholds are chosen on answers that the weights have not seen.

    Args:
        examples: answers to one rubric, and sentences from its file.
        elements: the rubric's trained elements.
        vocabulary: how many phrases there are.
    """
    inputs, used = _inputs(examples, vocabulary)
    alike = inputs @ inputs.T
    wanted = _labels(examples, elements)
    weights = inputs.T @ _duals(alike, wanted)
    unseen = _cross_validated(examples, alike, wanted)
    answers = [example.answer for example in examples if not example.about]
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


def _cross_validated(examples: Sequence[Example], alike: Matrix, wanted: Matrix) -> list[Vectors]:
    """Probabilities per whole answer from weights that were fitted without it and its fold."""
    lengths = [len(example.answer.sentences) for example in examples]
    folds = np.repeat([_fold(example) for example in examples], lengths)
    logits = np.zeros(wanted.shape)
    for fold in range(_FOLDS):
        seen, unseen = folds != fold, folds == fold
        duals = _duals(alike[np.ix_(seen, seen)], wanted[seen])
        logits[unseen] = alike[np.ix_(unseen, seen)] @ duals
    found = np.split(logistic(logits.astype(np.float32)), np.cumsum(lengths)[:-1])
    return [one for one, example in zip(found, examples, strict=True) if not example.about]


def _fold(example: Example) -> int:
    return -1 if example.about else example.answer.lot(_FOLDS, "fold")


def _labels(examples: Sequence[Example], elements: Sequence[str]) -> Matrix:
    """Per sentence and element 1, 0, or nan where the label does not speak of the element."""
    rows = [
        [
            float(element in one) if example.about in ("", element) else np.nan
            for element in elements
        ]
        for example in examples
        for one in example.answer.labels
    ]
    return np.array(rows)


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


def _duals(alike: Matrix, wanted: Matrix) -> Matrix:
    """Logistic regressions with a quadratic penalty, one per column of `wanted`.

    There are far more features than sentences, so each is solved in as many unknowns as there
    are sentences; the features' weights are inputs.T @ duals.

    Args:
        alike: inner products of the sentences' features, shape (n, n).
        wanted: shape (n, k); sentences that are nan play no part in that column.
    """
    duals = np.zeros(wanted.shape)
    for column, target in enumerate(wanted.T):
        known = ~np.isnan(target)
        duals[known, column] = _dual(alike[np.ix_(known, known)], target[known])
    return duals


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
    """The threshold with the best F1 over answers.

    F1 is averaged over neighbouring thresholds: a peak made by two or three answers would not
    stand on others.
    """
    labelled = [np.array([element in one for one in answer.labels]) for answer in answers]
    sure = [probabilities[:, column] for probabilities in unseen]
    best = np.array([one.max() for one in sure])
    best_labelled = np.array(
        [one[there].max(initial=-1) for one, there in zip(sure, labelled, strict=True)]
    )
    there = np.array([one.any() for one in labelled])
    chances = 1 / (1 + np.exp(-_CANDIDATES))
    f1 = np.array([_f1(best >= one, best_labelled >= one, there) for one in chances])
    near = np.exp(-0.5 * np.square((_CANDIDATES[:, None] - _CANDIDATES) / _BLUR))
    worth = near @ f1 / near.sum(axis=1) - _TOWARDS_USUAL * np.abs(_CANDIDATES - _USUAL)
    return float(chances[worth.argmax()])


def _f1(told: Flags, right: Flags, there: Flags) -> float:
    """Over answers: an element was told, told with evidence that is labelled, is there at all."""
    return 2 * right.sum() / max(1, told.sum() + there.sum())
