import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.delivery.pitch import FRAME, HOP, pitch
from greenroom.engines.sound.file import read_clip
from greenroom.paths import Paths, shipped

SECONDS = np.arange(16_000) / 16_000


def tone(hertz: float, harmonics: int = 5) -> np.ndarray:
    """A buzz with a strong overtone, as a vowel has it."""
    loudness = [1.0, 2.0, 1.0, 0.5, 0.3]
    parts = [loudness[n] * np.sin(2 * np.pi * hertz * (n + 1) * SECONDS) for n in range(harmonics)]
    return (0.1 * np.sum(parts, axis=0)).astype(np.float32)


@given(st.floats(70, 480))
def test_the_pitch_of_a_tone_is_right_within_a_quarter_of_a_semitone(hertz: float) -> None:
    found, periodicity = pitch(tone(hertz))
    assert len(found) == (16_000 - FRAME) // HOP + 1
    assert np.abs(12 * np.log2(found / hertz)).max() < 0.25
    assert periodicity.min() > 0.85


def test_a_gliding_pitch_is_followed() -> None:
    hertz = 100 * 2**SECONDS  # an octave in a second
    sound = np.sin(2 * np.pi * np.cumsum(hertz) / 16_000).astype(np.float32)
    found, _ = pitch(sound)
    middles = (np.arange(len(found)) * HOP + FRAME / 2) / 16_000
    # YIN looks from a frame's beginning to its end, half of it at a time: it hears its middle.
    assert np.abs(12 * np.log2(found / (100 * 2**middles))).max() < 0.5


def test_a_constant_offset_is_no_pitch() -> None:
    _, periodicity = pitch(np.full(4_000, 0.3, np.float32))
    assert np.all(np.abs(periodicity) < 0.7)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_does_not_come_again(seed: int) -> None:
    noise = np.random.default_rng(seed).normal(0, 0.1, 16_000).astype(np.float32)
    hertz, periodicity = pitch(noise)
    assert np.mean(periodicity >= 0.7) < 0.02
    assert np.all((hertz >= 64) & (hertz <= 520))


LIBROSA = """
import sys, numpy, librosa
settings = dict(fmin=65, fmax=500, sr=16_000, frame_length=int(sys.argv[3]), hop_length=256)
hertz = librosa.yin(numpy.load(sys.argv[1]), center=False, **settings)
numpy.save(sys.argv[2], hertz)
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_it_is_the_pitch_that_librosa_finds(tmp_path: Path) -> None:
    clip, _ = read_clip(shipped("assets") / "samples" / "1-shipped-mistake-to-users.flac")
    samples = clip.samples - clip.samples.mean()
    np.save(tmp_path / "samples.npy", samples)
    files = [str(tmp_path / name) for name in ("samples.npy", "hertz.npy")]
    compiled = {**os.environ, "NUMBA_CACHE_DIR": str(Paths.standard().compiled)}
    arguments = [sys.executable, "-c", LIBROSA, *files, str(FRAME)]
    subprocess.run(arguments, check=True, env=compiled, timeout=280)
    found, periodicity = pitch(samples)
    sounding = periodicity > 0  # else there is nothing but the noise of rounding
    off = np.abs(12 * np.log2(found / np.load(files[1])))[sounding]
    assert len(off) > 1000
    assert np.mean(off > 0.05) < 0.01
