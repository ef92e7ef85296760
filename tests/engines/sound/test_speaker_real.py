"""The speaker on a virtual sound card: what was played against what its monitor heard."""

import time
from collections.abc import Callable
from threading import Event, Thread

import numpy as np
import pytest

from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.engines.sound.speaker import SoundCardSpeaker
from greenroom.errors import DeviceError
from greenroom.speech.clip import Clip
from virtual_sound import VirtualSound

pytestmark = pytest.mark.real


def noise(seconds: float, seed: int = 0) -> Clip:
    generator = np.random.default_rng(seed)
    return Clip(generator.uniform(-0.3, 0.3, round(seconds * 16_000)).astype(np.float32))


def after(seconds: float, act: Callable[[], None]) -> Thread:
    def wait_and_act() -> None:
        time.sleep(seconds)
        act()

    thread = Thread(target=wait_and_act)
    thread.start()
    return thread


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_a_clip_is_played_whole(virtual_sound: VirtualSound) -> None:
    clip = noise(3)
    with virtual_sound.hearing_speakers() as heard:
        began = time.monotonic()
        assert SoundCardSpeaker().play(clip, Event())
        assert clip.seconds <= time.monotonic() - began < clip.seconds + 0.6
    loud = np.flatnonzero(heard.samples)
    assert np.array_equal(heard.samples[loud[0] : loud[-1] + 1], clip.samples)


def test_a_card_at_48_khz_plays_it_too(virtual_sound: VirtualSound) -> None:
    times = np.arange(32_000) / 16_000
    clip = Clip((0.5 * np.sin(2 * np.pi * 300 * times)).astype(np.float32))
    with virtual_sound.hearing_speakers() as heard:
        SoundCardSpeaker().play(clip, Event())
    loud = np.flatnonzero(np.abs(heard.samples) > 0.02)
    assert loud[-1] - loud[0] == pytest.approx(len(clip.samples), abs=40)
    spectrum = np.abs(np.fft.rfft(heard.samples[loud[0] : loud[-1]]))
    assert np.argmax(spectrum) / 2 == pytest.approx(300, abs=2)


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
@pytest.mark.parametrize("when", [0.4, 1.0])
def test_it_is_silent_within_100_ms_of_stop(virtual_sound: VirtualSound, when: float) -> None:
    stopped = Event()
    stopped_at: list[float] = []
    heard_at: list[float] = []

    def stop() -> None:
        # What the monitor has given by now has sounded; the rest comes within the margin.
        heard_at.append(float(len(heard.samples)))
        stopped_at.append(time.monotonic())
        stopped.set()

    with virtual_sound.hearing_speakers() as heard:
        thread = after(when, stop)
        assert not SoundCardSpeaker().play(noise(5), stopped)
        returned_at = time.monotonic()
        thread.join()
        time.sleep(0.5)
    assert returned_at - stopped_at[0] < 0.1
    loud = np.flatnonzero(heard.samples)
    assert loud[-1] > 0.5 * when * 16_000, "nothing was heard before the stop"
    assert loud[-1] - heard_at[0] < 0.1 * 16_000


def test_after_a_stop_it_plays_again(virtual_sound: VirtualSound) -> None:
    speaker, stopped = SoundCardSpeaker(), Event()
    thread = after(0.2, stopped.set)
    assert not speaker.play(noise(2), stopped)
    thread.join()
    with virtual_sound.hearing_speakers() as heard:
        assert speaker.play(noise(0.5), Event())
    assert np.count_nonzero(np.abs(heard.samples) > 0.01) > 6_000


def test_a_stop_before_it_plays_is_not_lost(virtual_sound: VirtualSound) -> None:
    stopped = Event()
    stopped.set()
    with virtual_sound.hearing_speakers() as heard:
        assert not SoundCardSpeaker().play(noise(0.5), stopped)
        time.sleep(0.3)
    assert not np.any(heard.samples)


def test_an_empty_clip_needs_no_device() -> None:
    assert SoundCardSpeaker("no such speaker").play(Clip(np.zeros(0, np.float32)), Event())


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_a_lost_speaker_is_said_and_comes_back(virtual_sound: VirtualSound) -> None:
    speaker = SoundCardSpeaker()
    thread = after(0.5, virtual_sound.kill_server)
    with pytest.raises(DeviceError, match="lost"):
        speaker.play(noise(4), Event())
    thread.join()
    with pytest.raises(DeviceError, match="There is no speaker"):
        speaker.play(noise(1), Event())
    virtual_sound.restart_server()
    with virtual_sound.hearing_speakers() as heard:
        assert speaker.play(noise(0.5), Event())
    assert np.array_equal(heard.samples[heard.samples != 0], noise(0.5).samples)


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_it_speaks_while_the_microphone_is_warm(virtual_sound: VirtualSound) -> None:
    microphone, question = SoundCardMicrophone(), noise(1)
    microphone.warm()
    with virtual_sound.hearing_speakers() as heard:
        assert SoundCardSpeaker().play(question, Event())
    microphone.open()
    assert len(microphone.read(0.1))
    microphone.close()
    assert np.array_equal(heard.samples[heard.samples != 0], question.samples)


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_a_server_that_hangs_is_said_and_the_next_clip_may_be_heard(
    virtual_sound: VirtualSound,
) -> None:
    speaker = SoundCardSpeaker()
    thread = after(0.5, virtual_sound.hang_server)
    began = time.monotonic()
    try:
        with pytest.raises(DeviceError, match="takes no sound"):
            speaker.play(noise(4), Event())
        assert time.monotonic() - began < 5
        stopped, began = Event(), time.monotonic()
        stopping = after(0.2, stopped.set)
        assert not speaker.play(noise(1), stopped)
        assert time.monotonic() - began < 0.5
        stopping.join()
    finally:
        thread.join()
        virtual_sound.free_server()
    assert speaker.play(noise(0.2), Event())


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_a_speaker_that_vanishes_is_said_though_the_server_plays_elsewhere(
    virtual_sound: VirtualSound,
) -> None:
    thread = after(1.0, virtual_sound.unplug_speakers)
    with pytest.raises(DeviceError, match="The speaker was lost"):
        SoundCardSpeaker().play(noise(6), Event())
    thread.join()
