"""The bench's answers, and the pace at which they are given."""

import numpy as np
import pytest

from bench.candidate import REAL_SECONDS, Candidate, Pace
from bench.corpus import Talk
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

TALK = Talk(np.arange(1, 100 * SAMPLE_RATE, dtype=np.float32), (20 * SAMPLE_RATE, 50 * SAMPLE_RATE))


@pytest.mark.parametrize("seconds", [15, 60, 600])
@pytest.mark.parametrize("ending", [0, 1, 5])
def test_an_answer_lasts_as_long_as_was_asked_for(seconds: int, ending: int):
    assert TALK.answer(seconds, ending).seconds == pytest.approx(seconds, abs=0.001)


def test_answers_with_the_same_ending_end_alike():
    short, long = TALK.answer(15, 1), TALK.answer(600, 1)
    assert np.array_equal(long.samples[-len(short.samples) :], short.samples)


def test_only_the_end_of_an_answer_is_in_real_time():
    pace = Pace(100 * SAMPLE_RATE, 4.0)
    hurried = (100 - REAL_SECONDS) / 4
    assert pace.due(round((100 - REAL_SECONDS) * SAMPLE_RATE)) == pytest.approx(hurried)
    assert pace.due(100 * SAMPLE_RATE) == pytest.approx(hurried + REAL_SECONDS)
    assert Pace(10 * SAMPLE_RATE, 4.0).due(5 * SAMPLE_RATE) == 5.0, "a short one is not hurried"


def test_the_candidate_gives_every_sample_then_says_so_then_is_quiet():
    finished: list[int] = []
    heard: list[Samples] = []
    clip = Clip(np.ones(3_000, np.float32))
    candidate = Candidate([clip], 1.0, lambda: None, lambda: finished.append(len(heard)))
    candidate.open()
    while not finished or len(heard) == finished[0] + 1:
        block = candidate.read(1.0)
        assert block is not None
        heard.append(block)
    assert finished == [len(heard) - 2], "told with the last block"
    assert np.array_equal(np.concatenate(heard[:-1]), clip.samples)
    assert 0 < np.abs(heard[-1]).max() < 0.01
