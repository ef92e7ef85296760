"""The bench's noises, pauses and comparisons of words."""

from unittest.mock import patch

import numpy as np
import pytest

from bench import cuts
from bench.corpus import shipped_clips
from bench.cuts import Finished, ends_early, with_pause
from bench.noises import KINDS
from bench.texts import differing, plain_words
from greenroom.speech.clip import SAMPLE_RATE


@pytest.mark.parametrize("kind", KINDS)
def test_a_noise_is_as_long_as_asked_for_the_same_each_time_and_not_overdriven(kind: str):
    sound = KINDS[kind](4.0, 7)
    assert len(sound) == 4 * SAMPLE_RATE
    assert np.array_equal(sound, KINDS[kind](4.0, 7))
    assert 0 < np.abs(sound).max() < 1


def test_a_pause_is_put_in_and_is_as_quiet_as_the_quietest_of_the_answer():
    samples = np.full(8 * SAMPLE_RATE, 0.2, np.float32)
    samples[: 2 * SAMPLE_RATE] = 0.01
    thinking = with_pause(samples, 4 * SAMPLE_RATE)
    pause = thinking.samples[4 * SAMPLE_RATE : 7 * SAMPLE_RATE]
    assert len(thinking.samples) == 11 * SAMPLE_RATE
    assert np.sqrt(np.mean(pause**2)) == pytest.approx(0.01, rel=0.01)
    assert thinking.until == 8 * SAMPLE_RATE


@pytest.mark.real
def test_a_pause_of_three_seconds_ends_no_answer_and_one_of_six_does():
    samples = shipped_clips()[1].samples[: 10 * SAMPLE_RATE]
    (at, *_) = cuts._gaps(shipped_clips()[1])
    assert not ends_early(with_pause(samples, at), Finished())
    with patch.object(cuts, "THINKING_SECONDS", 6.0):
        assert ends_early(with_pause(samples, at), Finished())


def test_words_are_compared_without_case_punctuation_and_filled_pauses():
    said = plain_words("Um, we shipped it — that's all, uh, 'really'.")
    assert said == ["we", "shipped", "it", "that's", "all", "really"]
    assert differing(said, plain_words("we shipped it that's really so")) == 2
