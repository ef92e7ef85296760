"""A waveform shows what was loud and what was silent."""

import numpy as np
import pytest

from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.waveform import heights, resampled, shape


def test_loud_slices_are_high_and_silent_ones_flat():
    half = np.zeros(SAMPLE_RATE, np.float32)
    loud = np.full(SAMPLE_RATE, 0.5, np.float32)
    drawn = shape(Clip(np.concatenate([half, loud])), 100)
    assert len(drawn) == 100
    assert drawn[:50] == (0.0,) * 50
    assert drawn[50:] == (1.0,) * 50


def test_a_click_does_not_make_speech_look_small():
    drawn = heights([0.1] * 99 + [1.0])
    assert min(drawn) > 0.9
    assert max(drawn) == 1.0


def test_softer_speech_is_lifted_but_stays_softer():
    soft, loud = heights([0.25, *[1.0] * 60])[:2]
    assert 0.25 < soft < 0.6
    assert loud == 1.0


@pytest.mark.parametrize("samples", [0, 1, 5, 99])
def test_very_short_clips_have_fewer_slices(samples: int):
    assert len(shape(Clip(np.ones(samples, np.float32)), 100)) == samples


def test_silence_has_no_shape():
    assert shape(Clip(np.zeros(SAMPLE_RATE, np.float32)), 100) == ()


def test_each_bar_is_as_high_as_the_loudest_of_its_peaks():
    assert resampled([0, 1, 0, 0, 0.5, 0], 3) == [1, 0, 0.5]
    assert resampled([0.2, 0.4], 4) == [0.2, 0.2, 0.4, 0.4]
    assert resampled([], 3) == [0, 0, 0]
