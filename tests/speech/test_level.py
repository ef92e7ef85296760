"""Loudness of known sound."""

import numpy as np
import pytest

from greenroom.speech.level import FLOOR_DBFS, course_dbfs, level_dbfs, meter


def test_full_scale_square_is_0_and_sine_minus_3() -> None:
    square = np.tile(np.array([1, -1], np.float32), 8_000)
    sine = np.sin(np.arange(16_000) * 2 * np.pi / 16).astype(np.float32)
    assert level_dbfs(square) == pytest.approx(0, abs=1e-6)
    assert level_dbfs(sine) == pytest.approx(-3.01, abs=0.01)
    assert level_dbfs(sine / np.float32(100)) == pytest.approx(-43.01, abs=0.01)


def test_silence_and_nothing_lie_at_the_floor() -> None:
    assert level_dbfs(np.zeros(100, np.float32)) == FLOOR_DBFS
    assert level_dbfs(np.zeros(0, np.float32)) == FLOOR_DBFS
    assert level_dbfs(np.full(100, 1e-30, np.float32)) == FLOOR_DBFS


def test_a_meter_is_empty_full_and_half() -> None:
    assert meter(FLOOR_DBFS) == 0
    assert meter(0.0) == meter(6.0) == 1
    assert meter(-30.0) == pytest.approx(0.5)


def test_the_course_of_a_level_has_one_value_for_each_stretch() -> None:
    loud, silent = np.ones(100, np.float32), np.zeros(50, np.float32)
    course = course_dbfs(np.concatenate((loud, silent)), 50)
    assert course == (0.0, 0.0, FLOOR_DBFS)
    assert course_dbfs(loud, 60) == (0.0, 0.0)
    assert course_dbfs(loud[:0], 60) == ()
