"""Speech probabilities and levels become spans."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.span import Span
from greenroom.speech.speech_spans import WINDOW, WINDOW_SECONDS, speech_spans

FRAMES = 4
LOUD, QUIET = -20.0, -70.0


def spans(*parts: tuple[float, float, float]) -> tuple[Span, ...]:
    """Spans of stretches of (windows, probability, level)."""
    probabilities = [p for count, p, _ in parts for _ in range(round(count))]
    levels = [level for count, _, level in parts for _ in range(round(count * FRAMES))]
    return speech_spans(probabilities, sound(levels))


def sound(levels: Sequence[float]) -> Samples:
    """A frame of 8 ms of each level."""
    amplitudes = 10 ** (np.array(levels, np.float64) / 20)
    return np.repeat(amplitudes, WINDOW // FRAMES).astype(np.float32)


def test_speech_between_silences() -> None:
    (span,) = spans((30, 0.01, QUIET), (60, 0.9, LOUD), (30, 0.01, QUIET))
    assert span.start == pytest.approx(30 * WINDOW_SECONDS)
    assert span.end == pytest.approx(90 * WINDOW_SECONDS)


def test_speech_that_is_only_likely_counts_beside_speech_that_is_sure() -> None:
    (span,) = spans((10, 0.0, QUIET), (10, 0.2, LOUD), (10, 0.9, LOUD))
    assert span.start == pytest.approx(10 * WINDOW_SECONDS)
    assert spans((10, 0.0, QUIET), (10, 0.45, LOUD)) == ()


def test_the_level_says_where_exactly_speech_ends() -> None:
    (span,) = spans((10, 0.0, QUIET), (10.25, 0.9, LOUD), (4.75, 0.9, QUIET), (9, 0.0, QUIET))
    assert span.end == pytest.approx(20.25 * WINDOW_SECONDS)


def test_a_silence_that_the_detector_bridges_parts_speech() -> None:
    assert len(spans((20, 0.9, LOUD), (4, 0.9, QUIET), (20, 0.9, LOUD))) == 2


def test_a_stop_consonant_does_not_part_speech_and_a_click_is_none() -> None:
    assert len(spans((20, 0.9, LOUD), (2, 0.9, QUIET), (20, 0.9, LOUD))) == 1
    assert spans((10, 0.0, QUIET), (1, 0.9, LOUD), (10, 0.0, QUIET)) == ()


def test_in_loud_noise_the_detector_alone_decides() -> None:
    (span,) = spans((20, 0.01, -25.0), (20, 0.9, LOUD), (20, 0.01, -25.0))
    assert span == Span(20 * WINDOW_SECONDS, 40 * WINDOW_SECONDS)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(-100, 0)), max_size=200))
def test_spans_are_in_order_apart_and_inside(windows: list[tuple[float, float]]) -> None:
    levels = [level for _, level in windows for _ in range(FRAMES)]
    found = speech_spans([probability for probability, _ in windows], sound(levels))
    assert all(0 <= span.start < span.end <= len(windows) * WINDOW_SECONDS + 1e-9 for span in found)
    assert all(one.end < other.start for one, other in pairwise(found))


@given(st.integers(1, 100), st.integers(1, 100))
def test_the_onset_of_known_sound_is_found_within_a_frame(before: int, length: int) -> None:
    begin = before * 160
    samples = np.zeros(begin + (length + 10) * 512, np.float32)
    samples[begin:] = 0.3
    windows = len(samples) // WINDOW
    probabilities = [0.9 if (i + 1) * WINDOW > begin else 0.0 for i in range(windows)]
    (span,) = speech_spans(probabilities, samples)
    assert span.start == pytest.approx(begin / SAMPLE_RATE, abs=WINDOW_SECONDS / FRAMES)
