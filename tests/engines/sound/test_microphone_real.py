"""The microphone on a virtual sound card: what was said against what was read.

Its faults and a busy machine: tests/whole/test_faults_of_the_ear.py, as far as into the file.
"""

import time
from collections.abc import Iterator

import numpy as np
import pytest

from greenroom.engines.sound import devices
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.errors import DeviceError
from greenroom.speech.clip import Samples
from virtual_sound import VirtualSound

pytestmark = pytest.mark.real


def noise(seconds: float, seed: int = 0) -> Samples:
    generator = np.random.default_rng(seed)
    return generator.uniform(-0.5, 0.5, round(seconds * 16_000)).astype(np.float32)


def listen(microphone: SoundCardMicrophone, seconds: float) -> Samples:
    blocks = [np.zeros(0, np.float32)]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        blocks.append(microphone.read(0.1))
    return np.concatenate(blocks)


def begin(microphone: SoundCardMicrophone) -> None:
    """Open it, and wait until it hears: opening returns before the device runs."""
    microphone.open()
    while not len(microphone.read(0.1)):
        pass


def where(part: Samples, whole: Samples) -> int:
    """At which sample `part` begins in `whole`."""
    from scipy.signal import fftconvolve

    return int(np.argmax(fftconvolve(whole, part[:4_000][::-1], "valid")))


@pytest.fixture
def microphone(virtual_sound: VirtualSound) -> Iterator[SoundCardMicrophone]:
    microphone = SoundCardMicrophone()
    yield microphone
    microphone.close()


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_a_reader_that_comes_late_finds_everything(
    virtual_sound: VirtualSound, microphone: SoundCardMicrophone
) -> None:
    said = noise(3)
    begin(microphone)
    virtual_sound.play(said)
    time.sleep(0.5)
    heard = listen(microphone, 0.2)
    first = where(said, heard)
    assert np.array_equal(heard[first : first + len(said)], said)


@pytest.mark.parametrize("virtual_sound", [44_100, 48_000], indirect=True)
def test_another_rate_gives_as_many_seconds(
    virtual_sound: VirtualSound, microphone: SoundCardMicrophone
) -> None:
    tone = (0.5 * np.sin(2 * np.pi * 200 * np.arange(48_000) / 16_000)).astype(np.float32)
    begin(microphone)
    listen(microphone, 0.3)
    virtual_sound.begin_playing(tone)
    heard = listen(microphone, 3.7)
    loud = np.flatnonzero(np.abs(heard) > 0.02)
    assert loud[-1] - loud[0] == pytest.approx(len(tone), abs=40)
    assert np.sqrt(np.mean(heard[loud[0] : loud[-1]] ** 2)) == pytest.approx(0.354, abs=0.01)


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_what_was_said_just_before_listening_is_kept(
    virtual_sound: VirtualSound, microphone: SoundCardMicrophone
) -> None:
    microphone.warm()
    time.sleep(0.3)
    virtual_sound.play(noise(1.0, seed=1))
    said = noise(1.0, seed=2)
    player = virtual_sound.begin_playing(said)
    time.sleep(0.35)
    microphone.open()
    heard = listen(microphone, 1.2)
    player.wait()
    first = where(said, heard)
    assert np.array_equal(heard[first : first + len(said)], said)
    assert first < 12_000, "more than the last half second was kept"


@pytest.mark.parametrize("own_format", [(16_000, 2), (44_100, 1), (48_000, 2)])
def test_a_card_that_takes_only_its_own_format(
    virtual_sound: VirtualSound,
    microphone: SoundCardMicrophone,
    monkeypatch: pytest.MonkeyPatch,
    own_format: tuple[int, int],
) -> None:
    monkeypatch.setattr(devices, "usable_format", lambda _device: own_format)
    tone = (0.5 * np.sin(2 * np.pi * 200 * np.arange(16_000) / 16_000)).astype(np.float32)
    begin(microphone)
    listen(microphone, 0.2)
    virtual_sound.begin_playing(tone)
    heard = listen(microphone, 1.7)
    loud = np.flatnonzero(np.abs(heard) > 0.02)
    assert loud[-1] - loud[0] == pytest.approx(len(tone), abs=40)
    assert np.sqrt(np.mean(heard[loud[0] : loud[-1]] ** 2)) == pytest.approx(0.354, abs=0.01)


def test_a_device_can_be_picked_by_its_name(virtual_sound: VirtualSound) -> None:
    for name in ("virtual_mic", "VirtualMicrophone", "virtualm"):
        microphone = SoundCardMicrophone(name)
        begin(microphone)
        assert len(listen(microphone, 0.5))
        microphone.close()


def test_while_it_is_unplugged_it_says_so(virtual_sound: VirtualSound) -> None:
    virtual_sound.unplug_microphone()
    microphone = SoundCardMicrophone()
    microphone.open()
    with pytest.raises(DeviceError, match="There is no microphone"):
        listen(microphone, 5)
