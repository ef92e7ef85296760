"""Sound files in place of a microphone."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from greenroom.engines.sound.file_microphone import FileMicrophone
from greenroom.errors import SoundFileError
from greenroom.speech.clip import Clip, Samples


class Timer:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def ramp(count: int) -> Samples:
    return np.linspace(-1, 1, count, dtype=np.float32)


def microphone(speed: float, timer: Timer, *clips: Samples) -> FileMicrophone:
    paths = [Path(str(number)) for number in range(len(clips))]
    read = {path: (Clip(clip), 16_000) for path, clip in zip(paths, clips, strict=True)}
    return FileMicrophone(paths, speed, read.__getitem__, timer.clock, timer.sleep)


def listen(ear: FileMicrophone, timeout: float = 0.1) -> Samples:
    blocks = [np.zeros(0, np.float32)]
    while (block := ear.read(timeout)) is not None:
        blocks.append(block)
    return np.concatenate(blocks)


@pytest.mark.parametrize("speed", [1.0, 8.0, 0.0])
@pytest.mark.parametrize("timeout", [0.1, 0.001])
def test_the_whole_file_comes_at_its_speed(speed: float, timeout: float) -> None:
    timer, said = Timer(), ramp(16_100)
    ear = microphone(speed, timer, said)
    ear.open()
    assert np.array_equal(listen(ear, timeout), said)
    seconds = 16_100 / 16_000 / speed if speed else 0.0
    assert timer.now - 100 == pytest.approx(seconds, abs=1e-6)


def test_no_sound_comes_before_its_time() -> None:
    timer = Timer()
    ear = microphone(1.0, timer, ramp(16_000))
    ear.open()
    assert len(ear.read(0.0)) == 0  # type: ignore[arg-type]
    timer.now += 0.032
    assert len(ear.read(0.0)) == 512  # type: ignore[arg-type]


def test_each_open_takes_the_next_file() -> None:
    ear = microphone(0.0, Timer(), ramp(1_000), ramp(2_000))
    for length in (1_000, 2_000):
        ear.open()
        assert len(listen(ear)) == length
        ear.close()


def test_closing_leaves_the_rest_of_the_file() -> None:
    ear = microphone(0.0, Timer(), ramp(5_000), ramp(700))
    ear.open()
    ear.read(0.1)
    ear.close()
    assert ear.read(0.1) is None
    ear.open()
    assert len(listen(ear)) == 700


def test_more_answers_than_files_is_said_plainly() -> None:
    ear = microphone(0.0, Timer(), ramp(10))
    ear.open()
    with pytest.raises(SoundFileError, match="no more answers: only 1 sound file given"):
        ear.open()


def test_a_real_stereo_file_at_another_rate(tmp_path: Path) -> None:
    path = tmp_path / "answer.wav"
    times = np.arange(48_000) / 48_000
    tone = 0.5 * np.sin(2 * np.pi * 300 * times)
    soundfile.write(path, np.column_stack((tone, tone)), 48_000)
    ear = FileMicrophone([path], speed=0)
    ear.open()
    heard = listen(ear)
    assert len(heard) == pytest.approx(16_000, abs=32)
    assert np.sqrt(np.mean(heard**2)) == pytest.approx(0.354, abs=0.01)
