from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken import quiet, voice

from greenroom.delivery.level_meter import LevelMeter, metered
from greenroom.speech.clip import Clip
from greenroom.speech.level import FLOOR_DBFS

SOUND = np.concatenate([quiet(0.4), voice(0.8), quiet(0.305)])


@given(st.lists(st.integers(0, len(SOUND)), max_size=8))
def test_however_the_sound_comes_in_its_levels_are_the_same(cuts: list[int]) -> None:
    edges = sorted([0, *cuts, len(SOUND)])
    meter = LevelMeter()
    for begin, end in pairwise(edges):
        meter.feed(SOUND[begin:end])
    assert np.allclose(meter.levels, metered(Clip(SOUND)).levels)
    assert meter.seconds == len(SOUND) / 16_000


def test_a_sine_has_its_level_in_every_frame() -> None:
    sine = 0.5 * np.sin(2 * np.pi * 200 * np.arange(16_000) / 16_000)
    levels = metered(Clip(sine.astype(np.float32))).levels
    assert len(levels) == 100
    assert levels == pytest.approx(20 * np.log10(0.5 / np.sqrt(2)), abs=0.01)


def test_silence_and_nothing_at_all() -> None:
    assert np.all(metered(Clip(np.zeros(1_600, np.float32))).levels == FLOOR_DBFS)
    nothing = LevelMeter()
    assert (len(nothing.levels), nothing.seconds, nothing.clipping_percent) == (0, 0.0, 0.0)
