"""Sound written piece by piece: on a virtual sound card, and without any."""

import time

import numpy as np
import pytest

from greenroom.engines.sound.output import SilentOutput, SoundCardOutput, make_output
from greenroom.engines.sound.tempo import stretch
from greenroom.errors import DeviceError
from greenroom.live.audio.playback import Playback, Played
from greenroom.live.concurrency.executors import SerialExecutor
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span
from virtual_sound import VirtualSound


def noise(seconds: float) -> Samples:
    generator = np.random.default_rng(3)
    return generator.uniform(0.1, 0.3, round(seconds * SAMPLE_RATE)).astype(np.float32)


def test_without_a_speaker_playing_takes_its_time():
    output = make_output("none")
    assert isinstance(output, SilentOutput)
    output.open()
    began = time.monotonic()
    for _ in range(10):
        output.write(np.zeros(SAMPLE_RATE // 25, np.float32))
    assert time.monotonic() - began > 0.3
    assert output.waiting <= 0.08
    output.drop()
    assert output.waiting == 0


@pytest.mark.real
@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_what_is_written_is_heard_without_a_seam(virtual_sound: VirtualSound):
    output, said = SoundCardOutput(), noise(1)
    with virtual_sound.hearing_speakers() as heard:
        output.open()
        for start in range(0, len(said), 640):
            output.write(said[start : start + 640])
        for _ in range(12):
            output.write(np.zeros(640, np.float32))
        output.close()
    assert np.array_equal(heard.samples[heard.samples != 0], said)


@pytest.mark.real
def test_the_moment_that_is_told_is_the_one_that_is_heard(virtual_sound: VirtualSound):
    """The recording is loud from second 3 on; asked to play from 2, that comes a second later."""
    told: list[tuple[float, Played]] = []
    quiet = np.zeros(3 * SAMPLE_RATE, np.float32)
    playback = Playback(
        SoundCardOutput(), stretch, SerialExecutor("playback"),
        lambda played: told.append((time.monotonic(), played)), pytest.fail,
    )  # fmt: skip
    playback.load(Clip(np.concatenate([quiet, noise(1)])))
    with virtual_sound.hearing_speakers() as heard:
        before, began = len(heard.samples), time.monotonic()
        playback.play(Span(2.5, 3.5))
        while playback.played.running:
            time.sleep(0.01)
    playback.close()
    first = int(np.flatnonzero(np.abs(heard.samples) > 0.05)[0])
    loud_at = began + (first - before) / SAMPLE_RATE
    position = [played.position for at, played in told if at <= loud_at][-1]
    assert position == pytest.approx(3.0, abs=0.12)


@pytest.mark.real
def test_a_lost_speaker_is_said(virtual_sound: VirtualSound):
    output = SoundCardOutput()
    output.open()
    output.write(noise(0.2))
    virtual_sound.kill_server()

    def go_on() -> None:
        for _ in range(100):
            output.write(noise(0.1))

    with pytest.raises(DeviceError, match="lost"):
        go_on()
    with pytest.raises(DeviceError, match="There is no speaker"):
        output.open()
