"""Fits the heads of one rubric to labelled answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.structure.encoder import Vectors
from greenroom.structure.features import Features
from greenroom.structure.rubric import Element
from greenroom.structure.sentence_classifier import Heads, logistic
from training.structure.dependent_elements import Building, Said, build
from training.structure.labeled_answers import LabeledAnswer
from training.structure.regression import BIAS, Matrix, duals

Flags = npt.NDArray[np.bool_]

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

    answer: LabeledAnswer
    features: Features
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The heads of one rubric, and per training answer what weights say that have not seen it."""

    heads: Heads
    unseen: tuple[Vectors, ...]


def fit(examples: Sequence[Example], elements: Mapping[str, Element], vocabulary: int) -> Fitted:
    """Heads of one rubric; their thresholds are chosen on answers that the weights have not seen.

    Args:
        examples: answers to one rubric, and sentences from its file.
        elements: the rubric's.
        vocabulary: how many phrases there are.
    """
    inputs, used = _inputs(examples, vocabulary)
    alike = inputs @ inputs.T
    wanted = _labels(examples, list(elements))
    said = _cross_validated(examples, alike, wanted)
    buildings = _buildings(said, elements)
    unseen = _unseen(said, buildings)
    weights = _built(inputs.T @ duals(alike, wanted), buildings)
    answers = [example.answer for example in examples if not example.about]
    thresholds = [_threshold(answers, unseen, column, one) for column, one in enumerate(elements)]
    dense = examples[0].features.dense.shape[1]
    phrases = np.zeros((vocabulary, len(elements)), np.float32)
    phrases[used] = weights[dense:-1]
    heads = Heads(
        elements=tuple(elements),
        dense=weights[:dense].astype(np.float32),
        phrases=phrases,
        bias=(BIAS * weights[-1]).astype(np.float32),
        thresholds=np.array(thresholds, np.float32),
        builds_on=_builds_on(buildings, len(elements)),
    )
    return Fitted(heads, tuple(unseen))


def _cross_validated(examples: Sequence[Example], alike: Matrix, wanted: Matrix) -> list[Said]:
    """Log odds per whole answer from weights that were fitted without it and its fold."""
    lengths = [len(example.answer.sentences) for example in examples]
    folds = np.repeat([_fold(example) for example in examples], lengths)
    log_odds = np.zeros(wanted.shape)
    for fold in range(_FOLDS):
        seen, unseen = folds != fold, folds == fold
        found = duals(alike[np.ix_(seen, seen)], wanted[seen])
        log_odds[unseen] = alike[np.ix_(unseen, seen)] @ found
    ends = np.cumsum(lengths)[:-1]
    pairs = zip(examples, np.split(log_odds, ends), np.split(wanted, ends), strict=True)
    return [
        Said(odds, labels, _fold(example)) for example, odds, labels in pairs if not example.about
    ]


def _buildings(said: Sequence[Said], elements: Mapping[str, Element]) -> dict[int, Building]:
    """By the column of each element that builds on others."""
    columns = {name: column for column, name in enumerate(elements)}
    return {
        columns[name]: build(said, columns[name], [columns[one] for one in element.builds_on])
        for name, element in elements.items()
        if element.builds_on
    }


def _unseen(said: Sequence[Said], buildings: Mapping[int, Building]) -> list[Vectors]:
    """Probabilities per whole answer, by weights that have not seen it."""
    odds = [one.log_odds.copy() for one in said]
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
    phrases = [one for example in examples for one in example.features.phrases]
    used = np.unique(np.concatenate([columns for columns, _ in phrases]))
    place = np.zeros(vocabulary, np.int64)
    place[used] = np.arange(len(used))
    bag = np.zeros((len(phrases), len(used) + 1))
    for row, (columns, weights) in enumerate(phrases):
        bag[row, place[columns]] = weights
    bag[:, -1] = BIAS
    dense = np.vstack([example.features.dense for example in examples]).astype(float)
    return np.hstack([dense, bag]), used


def _threshold(
    answers: Sequence[LabeledAnswer], unseen: Sequence[Vectors], column: int, element: str
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
