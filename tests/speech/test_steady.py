"""A voice that stands still is told from one that moves, from noise and from silence."""

import numpy as np
import pytest

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.steady import steady_sounds

SCHWA = (500.0, 1500.0, 2500.0)


def voice(seconds: float, begin: tuple[float, ...], end: tuple[float, ...], pitch: float = 120.0):
    """A buzz through three resonances that glide from `begin` to `end`, at −20 dBFS or so."""
    count = round(seconds * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    share = np.linspace(0, 1, count)
    sound = np.zeros(count)
    for number in range(1, int(3800 / pitch)):
        hertz = number * pitch
        level = sum(
            1 / (1 + ((hertz - (a + (b - a) * share)) / 120) ** 2)
            for a, b in zip(begin, end, strict=True)
        )
        sound += level / number * np.sin(2 * np.pi * hertz * time)
    ramp = np.minimum(1, np.minimum(time, time[::-1]) / 0.01)
    return (0.1 * ramp * sound).astype(np.float32)


def with_silence(*parts: Samples) -> Samples:
    """Half a second of a quiet room before, between and after the parts."""
    quiet = np.random.default_rng(3).normal(0, 0.0005, SAMPLE_RATE // 2).astype(np.float32)
    return np.concatenate([quiet, *(block for part in parts for block in (part, quiet))])


@pytest.mark.parametrize("pitch", [90.0, 120.0, 220.0])
@pytest.mark.parametrize("seconds", [0.2, 0.4, 0.8])
def test_a_vowel_held_is_found_on_its_sound(seconds: float, pitch: float) -> None:
    (sound,) = steady_sounds(with_silence(voice(seconds, SCHWA, SCHWA, pitch)))
    assert sound.start == pytest.approx(0.5, abs=0.03)
    assert sound.end == pytest.approx(0.5 + seconds, abs=0.03)
    assert 300 < sound.centroid < 1000


def test_each_of_two_is_found_and_times_are_those_of_the_clip() -> None:
    one = voice(0.3, SCHWA, SCHWA)
    first, second = steady_sounds(with_silence(one, one), begin=10.0)
    assert first.start == pytest.approx(10.5, abs=0.03)
    assert second.start == pytest.approx(11.3, abs=0.03)


def test_a_diphthong_stands_still_for_less_than_a_filled_pause() -> None:
    glide = voice(0.3, (750.0, 1200.0, 2500.0), (300.0, 2200.0, 3000.0))
    assert all(sound.span.seconds < 0.2 for sound in steady_sounds(with_silence(glide)))


def test_noise_is_no_voice() -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, 2 * SAMPLE_RATE).astype(np.float32)
    assert steady_sounds(with_silence(noise)) == ()


@pytest.mark.parametrize("count", [0, 1, 639, 640, 5000])
def test_there_is_nothing_in_silence_of_any_length(count: int) -> None:
    assert steady_sounds(np.zeros(count, np.float32)) == ()


def test_a_bright_vowel_has_a_high_centroid() -> None:
    bright = voice(0.3, (1700.0, 2300.0, 3000.0), (1700.0, 2300.0, 3000.0), 200.0)
    assert all(sound.centroid > 1000 for sound in steady_sounds(with_silence(bright)))
