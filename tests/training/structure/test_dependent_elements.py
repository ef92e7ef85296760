"""An element that builds on others is likelier where one of them was said before."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from greenroom.structure.features import Features
from greenroom.structure.sentence_classifier import Heads, earlier
from training.structure.dependent_elements import HeldOut, build

CHANCES = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=9)


def test_earlier_is_the_chance_that_any_sentence_before_shows_it():
    shown = np.array([[0.5, 0], [0.5, 1], [0, 0.2]], np.float32)
    assert earlier(shown).tolist() == [[0, 0], [0.5, 0], [0.75, 1]]


@given(CHANCES)
def test_earlier_never_falls(chances):
    before = earlier(np.array(chances, np.float32)[:, None])[:, 0]
    assert before[0] == 0
    assert np.all(np.diff(before) >= -1e-6)


def said(number: int) -> HeldOut:
    """Two sentences that sound alike; the second improves on the first, if that is a solution."""
    solution = 6.0 if number % 2 else -6.0
    log_odds = np.array([[solution, 0.0], [-6.0, 0.0]])
    labels = np.array([[float(number % 2), 0.0], [0.0, float(number % 2)]])
    return HeldOut(log_odds, labels, number % 5)


def test_what_sounds_alike_is_told_apart_by_what_came_before():
    building = build([said(number) for number in range(20)], 1, [0])
    assert building.others[0] > 2
    assert building.others[1] == 0
    for number, odds in enumerate(building.unseen):
        assert odds[0] < 0
        assert (odds[1] > 0) == bool(number % 2)


def test_heads_count_what_was_said_before():
    building = build([said(number) for number in range(20)], 1, [0])
    heads = Heads(
        elements=("solution", "improvement"),
        dense=np.array([[1, 0]], np.float32),
        phrases=np.zeros((1, 2), np.float32),
        bias=np.array([0, building.bias], np.float32),
        thresholds=np.array([0.5, 0.5], np.float32),
        builds_on=np.stack([np.zeros(2, np.float32), building.others], axis=1),
    )
    nothing = (np.array([], np.int64), np.array([], np.float32))
    for solution, improved in ((6, True), (-6, False)):
        features = Features(np.array([[solution], [-6]], np.float32), (nothing, nothing))
        chances = heads.probabilities(features)[:, 1]
        assert chances[0] < 0.5
        assert (chances[1] > 0.5) == improved
