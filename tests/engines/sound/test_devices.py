"""Picking microphones and speakers by name."""

import builtins
import sys
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import numpy as np
import pytest

from greenroom.engines.sound import devices, portaudio
from greenroom.engines.sound.choices import make_microphone, make_speaker
from greenroom.engines.sound.devices import Device, list_devices, pick
from greenroom.engines.sound.microphone import SoundCardMicrophone
from greenroom.engines.sound.speaker import SoundCardSpeaker
from greenroom.errors import DeviceError
from greenroom.speech.clip import Clip
from virtual_sound import VirtualSound


class PortAudio:
    """As much of sounddevice as picking needs; looking again shows what came since."""

    class PortAudioError(Exception):
        """What PortAudio raises."""

    class default:  # noqa: N801
        hostapi = 0

    def __init__(self, *names: str, later: tuple[str, ...] | None = None) -> None:
        self.names = names
        self.later = later

    def query_devices(self, index: int | None = None) -> Any:
        entries = [
            {
                "name": name,
                "index": number,
                "max_input_channels": 2,
                "max_output_channels": 0 if "Mic" in name else 2,
                "default_samplerate": 48_000.0,
            }
            for number, name in enumerate(self.names)
        ]
        return entries if index is None else entries[index]

    def query_hostapis(self) -> Any:
        mine = list(range(len(self.names)))
        last = len(self.names) - 1
        return (
            {"devices": mine, "default_input_device": last, "default_output_device": last},
            {"devices": mine, "default_input_device": 0, "default_output_device": 0},
        )

    def look_again(self) -> None:
        if self.later is not None:
            self.names = self.later


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    def put(card: PortAudio) -> PortAudio:
        monkeypatch.setattr(portaudio, "load", lambda: card)
        monkeypatch.setattr(portaudio, "look_again", card.look_again)
        return card

    return put


def test_the_default_is_what_the_system_says(plug_in: Any) -> None:
    plug_in(PortAudio("Mic A", "Mic B"))
    assert pick("default", "input") == Device("input", "Mic B", 1, is_default=True)


@pytest.mark.parametrize("name", ["Blue Yeti Mic", "blue yeti mic", "yeti"])
def test_a_name_or_an_unmistakable_part_of_it_will_do(plug_in: Any, name: str) -> None:
    plug_in(PortAudio("Blue Yeti Mic", "Webcam Mic"))
    assert pick(name, "input").index == 0


def test_a_whole_name_goes_before_parts_of_others(plug_in: Any) -> None:
    plug_in(PortAudio("Mic", "Mic 2"))
    assert pick("mic", "input").index == 0


def test_an_ambiguous_name_is_asked_back(plug_in: Any) -> None:
    plug_in(PortAudio("Front Mic", "Rear Mic", "Webcam"))
    with pytest.raises(DeviceError) as caught:
        pick("mic", "input")
    assert "more than one microphone" in caught.value.sentence
    assert caught.value.hint == 'Give more of the name: "Front Mic", "Rear Mic".'


def test_an_unknown_name_is_answered_with_those_there_are(plug_in: Any) -> None:
    plug_in(PortAudio("Front Mic", "Headset"))
    with pytest.raises(DeviceError) as caught:
        make_speaker("Yeti")
    assert caught.value.sentence == 'There is no speaker called "Yeti".'
    assert caught.value.hint == 'Available: "Headset".'


def test_no_device_at_all(plug_in: Any) -> None:
    plug_in(PortAudio())
    with pytest.raises(DeviceError, match="There is no microphone"):
        make_microphone("default")


def test_a_device_plugged_in_since_is_found(plug_in: Any) -> None:
    plug_in(PortAudio("Front Mic", later=("Front Mic", "Blue Yeti Mic")))
    assert pick("yeti", "input").name == "Blue Yeti Mic"


def test_only_inputs_are_microphones(plug_in: Any) -> None:
    plug_in(PortAudio("Front Mic", "Headset"))
    assert [device.name for device in list_devices("output")] == ["Headset"]


@pytest.mark.parametrize("accepted", [(16_000, 1), (16_000, 2), (48_000, 1), (48_000, 2)])
def test_the_first_format_that_the_device_takes(plug_in: Any, accepted: tuple[int, int]) -> None:
    card: Any = plug_in(PortAudio("Front Mic"))
    offered: list[tuple[int, int]] = []

    def check(*, samplerate: int, channels: int, **_other: Any) -> None:
        offered.append((samplerate, channels))
        if (samplerate, channels) != accepted:
            raise card.PortAudioError

    card.check_input_settings = check
    assert devices.usable_format(pick("default", "input")) == accepted
    assert offered[0] == (16_000, 1)


def test_a_device_that_takes_nothing_is_said_to_refuse(plug_in: Any) -> None:
    card: Any = plug_in(PortAudio("Front Mic"))

    def check(**_settings: Any) -> None:
        raise card.PortAudioError

    card.check_input_settings = check
    with pytest.raises(DeviceError, match="does not open"):
        devices.usable_format(pick("default", "input"))


def test_a_missing_portaudio_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def no_portaudio(name: str, *rest: Any, **more: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", no_portaudio)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(DeviceError) as caught:
        list_devices("input")
    assert caught.value.sentence == "The sound library PortAudio is missing."
    assert "sudo apt install libportaudio2" in caught.value.hint


@pytest.mark.real
def test_the_sound_servers_devices_are_listed_by_their_own_names(
    virtual_sound: VirtualSound,
) -> None:
    (microphone,) = list_devices("input")
    assert (microphone.name, microphone.server_name) == ("VirtualMicrophone", "virtual_mic")
    assert microphone.is_default
    virtual_sound.unplug_microphone()
    assert list_devices("input") == ()


@pytest.mark.real
def test_a_microphone_of_the_sound_server_that_is_not_there(virtual_sound: VirtualSound) -> None:
    with pytest.raises(DeviceError) as caught:
        make_microphone("Yeti")
    assert caught.value.hint == 'Available: "VirtualMicrophone".'


@pytest.mark.real
def test_looking_checking_and_opening_at_once_disturb_nobody(virtual_sound: VirtualSound) -> None:
    """As when another microphone is chosen in the sound check while home looks at everything."""
    problems: list[Exception] = []

    def repeat(work: Callable[[], object]) -> None:
        try:
            for _ in range(10):
                work()
        except Exception as problem:  # noqa: BLE001 - any is one too many
            problems.append(problem)

    def capture() -> None:
        microphone = SoundCardMicrophone("VirtualMicrophone")
        microphone.open()
        try:
            while not len(microphone.read(0.5)):
                pass
        finally:
            microphone.close()

    works = [
        lambda: list_devices("input"),
        lambda: list_devices("output"),
        lambda: make_microphone("virtualm"),
        lambda: SoundCardSpeaker().play(Clip(np.full(800, 0.1, np.float32)), Event()),
        capture,
    ]
    threads = [Thread(target=repeat, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


@pytest.mark.real
def test_a_server_that_hangs_is_said_in_time(virtual_sound: VirtualSound) -> None:
    list_devices("input")
    virtual_sound.hang_server()
    began = time.monotonic()
    try:
        with pytest.raises(DeviceError, match="sound system does not respond"):
            pick("default", "input")
        assert time.monotonic() - began < 5
    finally:
        virtual_sound.free_server()
