"""The room goes on behind a segment as quietly as it was at its quietest."""

import numpy as np
import pytest

from greenroom.speech.clip import SAMPLE_RATE
from greenroom.speech.level import level_dbfs
from greenroom.speech.room_tone import room_tone


def noise(seconds: float, level: float) -> np.ndarray:
    made = np.random.default_rng(7).normal(0, level, round(seconds * SAMPLE_RATE))
    return made.astype(np.float32)


def test_the_quietest_stretch_goes_on() -> None:
    samples = np.concatenate((noise(1, 0.1), noise(0.25, 0.001), noise(2, 0.2)))
    tone = room_tone(samples, 0.7)
    assert len(tone) == round(0.7 * SAMPLE_RATE)
    assert tone.dtype == np.float32
    assert level_dbfs(tone) == pytest.approx(-60, abs=0.5)


def test_it_goes_to_and_fro_without_a_click() -> None:
    ramp = np.linspace(0, 1, SAMPLE_RATE, dtype=np.float32)
    steps = np.abs(np.diff(room_tone(ramp, 1.0)))
    assert steps.max() <= 1.01 / SAMPLE_RATE


def test_too_short_a_segment_has_silence_behind_it() -> None:
    assert not room_tone(noise(0.1, 0.1), 0.5).any()
    assert len(room_tone(np.zeros(0, np.float32), 0.5)) == SAMPLE_RATE // 2
