from threading import Event

import numpy as np
import pytest

from greenroom.errors import DeviceError
from greenroom.live.audio.sound_check import LONGEST_SECONDS, hear_sentence, watch
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.speech_spans import WINDOW, Probabilities


def tone(seconds: float, amplitude: float) -> Samples:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * 200 * times)).astype(np.float32)


class BlockMicrophone:
    """Gives blocks of 512 samples, then None, or fails instead."""

    silence_cause = None

    def __init__(self, sound: Samples, problem: DeviceError | None = None) -> None:
        self.sound = sound
        self.problem = problem
        self.is_open = False

    def warm(self) -> None: ...

    def open(self) -> None:
        self.is_open = True
        self.blocks = iter(self.sound[at : at + WINDOW] for at in range(0, len(self.sound), WINDOW))

    def read(self, timeout: float) -> Samples | None:
        block = next(self.blocks, None)
        if block is None and self.problem:
            raise self.problem
        return block

    def close(self) -> None:
        self.is_open = False


class LoudnessActivity:
    """Calls loud windows speech."""

    def reset(self) -> None: ...

    def feed(self, samples: Samples) -> Probabilities:
        whole = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
        return (np.abs(whole).max(axis=1) > 0.01).astype(np.float32)


def said(sound: Samples, levels: list[float] | None = None):
    microphone = BlockMicrophone(sound)
    heard = hear_sentence(
        microphone, LoudnessActivity(), (levels if levels is not None else []).append, Event()
    )
    assert not microphone.is_open
    return heard


def test_a_sentence_ends_with_the_silence_behind_it():
    sound = np.concatenate([tone(1, 0.0002), tone(2, 0.15), tone(30, 0.0002)])
    heard = said(sound)
    assert 4.1 < heard.clip.seconds < 4.4
    assert heard.audio.quality == "ok"
    assert heard.audio.level_dbfs == pytest.approx(-19.5, abs=0.5)


def test_a_pause_for_breath_ends_nothing():
    breath = tone(0.8, 0.0002)
    sound = np.concatenate([tone(1, 0.15), breath, tone(1, 0.15), tone(5, 0.0002)])
    assert said(sound).clip.seconds > 3.9


def test_silence_is_waited_for_no_longer_than_said():
    heard = said(tone(30, 0.0))
    assert heard.clip.seconds == pytest.approx(LONGEST_SECONDS, abs=0.1)
    assert heard.audio.quality == "insufficient"
    assert "not muted" in heard.audio.remark


def test_a_soft_voice_is_told_to_come_closer():
    sound = np.concatenate([tone(1, 0.0001), tone(2, 0.02), tone(3, 0.0001)])
    assert "closer" in said(sound).audio.remark


def test_every_block_moves_the_meter():
    levels: list[float] = []
    said(np.concatenate([tone(1, 0.15), tone(3, 0.0)]), levels)
    assert max(levels) == pytest.approx(-19.5, abs=0.5)
    assert min(levels) == -100


def test_stop_ends_the_watch_and_gives_the_microphone_back():
    microphone, stop = BlockMicrophone(tone(60, 0.1)), Event()
    levels: list[float] = []

    def heard(level: float) -> None:
        levels.append(level)
        if len(levels) == 5:
            stop.set()

    watch(microphone, heard, stop)
    assert len(levels) == 5
    assert not microphone.is_open


def test_a_lost_microphone_is_given_back_and_told():
    microphone = BlockMicrophone(tone(1, 0.1), DeviceError("The microphone is gone."))
    with pytest.raises(DeviceError, match="gone"):
        watch(microphone, lambda _: None, Event())
    assert not microphone.is_open
