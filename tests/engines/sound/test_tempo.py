"""Speech at another speed is as long as it should be and as high as it was."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from greenroom.engines.sound.tempo import stretch
from greenroom.speech.clip import SAMPLE_RATE, Samples
from locales import german

SECONDS = 4


def tone(frequency: float, seconds: float = SECONDS) -> Samples:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (0.4 * np.sin(2 * np.pi * frequency * times)).astype(np.float32)


def played(samples: Samples, speed: float, block: int = 640) -> tuple[Samples, float]:
    """The sound, and how many seconds of what was given were held back at most."""
    changed, out, held = stretch(speed), [], 0.0
    for start in range(0, len(samples), block):
        out.append(changed.feed(samples[start : start + block]))
        given = min(start + block, len(samples))
        held = max(held, (given - sum(map(len, out)) * speed) / SAMPLE_RATE)
    return np.concatenate([*out, changed.finish()]), held


def pitch(samples: Samples) -> float:
    middle = samples[len(samples) // 4 :][:SAMPLE_RATE]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(middle)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5, 2.0])
def test_the_length_changes_and_the_pitch_does_not(speed: float):
    sound, held = played(tone(220), speed)
    assert len(sound) / SAMPLE_RATE * speed == pytest.approx(SECONDS, abs=0.02)
    assert pitch(sound) == pytest.approx(220, abs=3)
    assert held < 0.15


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5, 2.0])
def test_each_moment_stays_in_its_place(speed: float):
    sound, _ = played(np.concatenate([tone(200, 2), tone(400, 2)]), speed)
    middle = round(2 / speed * SAMPLE_RATE)
    margin, width = SAMPLE_RATE // 20, SAMPLE_RATE // 2
    assert pitch(sound[middle - margin - width : middle - margin]) == pytest.approx(200, abs=12)
    assert pitch(sound[middle + margin : middle + margin + width]) == pytest.approx(400, abs=12)


def test_as_fast_as_it_was_spoken_is_the_same_sound():
    assert np.array_equal(played(tone(220), 1.0)[0], tone(220))


def test_nothing_in_nothing_out():
    assert len(stretch(0.5).finish()) == 0


@pytest.mark.parametrize("speed", [0.4, 2.5, 0])
def test_other_speeds_are_refused(speed: float):
    with pytest.raises(ValueError, match="outside"):
        stretch(speed)


IN_THE_USERS_LOCALE = """
import locale
import numpy as np
locale.setlocale(locale.LC_ALL, "")
assert locale.localeconv()["decimal_point"] == ",", locale.localeconv()
from greenroom.engines.sound.tempo import stretch
for speed in (0.5, 0.75, 1.1, 1.25, 1.5, 2.0):
    made = stretch(speed)
    whole = len(made.feed(np.ones(16_000, np.float32))) + len(made.finish())
    assert abs(whole - 16_000 / speed) < 0.02 * 16_000 / speed + 400, (speed, whole)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="locales are made by the C library's tools")
def test_where_numbers_have_a_comma_the_speed_is_the_same(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", IN_THE_USERS_LOCALE],
        env=german(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
