"""The heads of one rubric, fitted to labeled answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.structure.encoder import Vectors
from greenroom.structure.features import Features
from greenroom.structure.rubric import Element
from greenroom.structure.sentence_classifier import Heads, logistic
from training.structure.dependent_elements import Building, HeldOut, build
from training.structure.labeled_answers import LabeledAnswer
from training.structure.regression import BIAS, Matrix, duals

Flags = npt.NDArray[np.bool_]

_CANDIDATES = np.linspace(-3.2, 1.2, 45)
"""Thresholds to try, as log odds."""

_BLUR = 0.6
_USUAL = -1.0
_TOWARD_USUAL = 0.01
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A labeled answer and its looks.

    `about` is empty for a whole answer. For a sentence from the rubric's own file it names the
    one element that its labels speak of.
    """

    answer: LabeledAnswer
    features: Features
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The heads of one rubric, and per training answer what weights say that have not seen it."""

    heads: Heads
    unseen: tuple[Vectors, ...]


def fit(examples: Sequence[Example], elements: Mapping[str, Element], vocabulary: int) -> Fitted:
    """Fit the heads of one rubric; thresholds are chosen on answers the weights have not seen.

    Args:
        examples: answers to one rubric, and sentences from its file.
        elements: the rubric's.
        vocabulary: how many phrases there are.
    """
    inputs, columns = _inputs(examples, vocabulary)
    alike = inputs @ inputs.T
    labels = _labels(examples, list(elements))
    held_out = _cross_validated(examples, alike, labels)
    buildings = _buildings(held_out, elements)
    unseen = _unseen(held_out, buildings)
    weights = _built(inputs.T @ duals(alike, labels), buildings)
    answers = [example.answer for example in examples if not example.about]
    thresholds = [_threshold(answers, unseen, column, one) for column, one in enumerate(elements)]
    dense = examples[0].features.dense.shape[1]
    phrases = np.zeros((vocabulary, len(elements)), np.float32)
    phrases[columns] = weights[dense:-1]
    heads = Heads(
        elements=tuple(elements),
        dense=weights[:dense].astype(np.float32),
        phrases=phrases,
        bias=(BIAS * weights[-1]).astype(np.float32),
        thresholds=np.array(thresholds, np.float32),
        builds_on=_builds_on(buildings, len(elements)),
    )
    return Fitted(heads, tuple(unseen))


def _cross_validated(examples: Sequence[Example], alike: Matrix, labels: Matrix) -> list[HeldOut]:
    """Return log odds per whole answer from weights fitted without it and its fold."""
    lengths = [len(example.answer.sentences) for example in examples]
    folds = np.repeat([_fold(example) for example in examples], lengths)
    log_odds = np.zeros(labels.shape)
    for fold in range(_FOLDS):
        fitted_on, left_out = folds != fold, folds == fold
        weights = duals(alike[np.ix_(fitted_on, fitted_on)], labels[fitted_on])
        log_odds[left_out] = alike[np.ix_(left_out, fitted_on)] @ weights
    bounds = np.cumsum(lengths)[:-1]
    pairs = zip(
        examples,
        np.split(log_odds, bounds),
        np.split(labels, bounds),
        strict=True,
    )
    return [
        HeldOut(odds, answer_labels, _fold(example))
        for example, odds, answer_labels in pairs
        if not example.about
    ]


def _buildings(held_out: Sequence[HeldOut], elements: Mapping[str, Element]) -> dict[int, Building]:
    """Map the column of each element that builds on others to what it builds on."""
    columns = {name: column for column, name in enumerate(elements)}
    return {
        columns[name]: build(held_out, columns[name], [columns[one] for one in element.builds_on])
        for name, element in elements.items()
        if element.builds_on
    }


def _unseen(held_out: Sequence[HeldOut], buildings: Mapping[int, Building]) -> list[Vectors]:
    """Return probabilities per whole answer, by weights that have not seen it."""
    odds = [one.log_odds.copy() for one in held_out]
    for column, building in buildings.items():
        for one, changed in zip(odds, building.unseen, strict=True):
            one[:, column] = changed
    return [logistic(one.astype(np.float32)) for one in odds]


def _built(weights: Matrix, buildings: Mapping[int, Building]) -> Matrix:
    built = weights.copy()
    for column, building in buildings.items():
        built[:, column] *= building.own
        built[-1, column] += building.bias / BIAS
    return built


def _builds_on(buildings: Mapping[int, Building], elements: int) -> Vectors:
    weights = np.zeros((elements, elements), np.float32)
    for column, building in buildings.items():
        weights[:, column] = building.others
    return weights


def _fold(example: Example) -> int:
    return -1 if example.about else example.answer.lot(_FOLDS, "fold")


def _labels(examples: Sequence[Example], elements: Sequence[str]) -> Matrix:
    """Return 1, 0, or nan (not about the element) per sentence and element."""
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
    """Return one row per sentence (dense features, used phrases, a constant) and the phrases."""
    phrases = [one for example in examples for one in example.features.phrases]
    columns = np.unique(np.concatenate([places for places, _ in phrases]))
    column_of = np.zeros(vocabulary, np.int64)
    column_of[columns] = np.arange(len(columns))
    bag = np.zeros((len(phrases), len(columns) + 1))
    for row, (places, weights) in enumerate(phrases):
        bag[row, column_of[places]] = weights
    bag[:, -1] = BIAS
    dense = np.vstack([example.features.dense for example in examples]).astype(float)
    return np.hstack([dense, bag]), columns


def _threshold(
    answers: Sequence[LabeledAnswer], unseen: Sequence[Vectors], column: int, element: str
) -> float:
    """Return the threshold with the best F1 over answers.

    F1 is averaged over neighboring thresholds: a peak made by two or three answers would not
    stand on others.
    """
    labeled = [np.array([element in one for one in answer.labels]) for answer in answers]
    confidence = [probabilities[:, column] for probabilities in unseen]
    best = np.array([one.max() for one in confidence])
    best_labeled = np.array(
        [one[present].max(initial=-1) for one, present in zip(confidence, labeled, strict=True)]
    )
    present = np.array([one.any() for one in labeled])
    chances = 1 / (1 + np.exp(-_CANDIDATES))
    f1 = np.array([_f1(best >= one, best_labeled >= one, present) for one in chances])
    near = np.exp(-0.5 * np.square((_CANDIDATES[:, None] - _CANDIDATES) / _BLUR))
    worth = near @ f1 / near.sum(axis=1) - _TOWARD_USUAL * np.abs(_CANDIDATES - _USUAL)
    return float(chances[worth.argmax()])


def _f1(reported: Flags, right: Flags, present: Flags) -> float:
    """Compute F1 over answers: reported, reported with labeled evidence, present at all."""
    return 2 * right.sum() / max(1, reported.sum() + present.sum())
