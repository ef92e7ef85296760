"""Microphones and speakers: listed, found by name, opened and closed."""

import atexit
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from greenroom.engines.sound import portaudio
from greenroom.engines.sound.device_thread import DeviceThread, Job
from greenroom.engines.sound.route_watch import RouteWatch
from greenroom.engines.sound.server import (
    TAG_VARIABLE,
    Kind,
    ServerDevice,
    no_answer,
    server_devices,
)
from greenroom.errors import DeviceError
from greenroom.speech.clip import SAMPLE_RATE

DEFAULT = "default"
"""The name for whatever the system's sound settings choose."""

ANSWER_SECONDS = 4.0
"""Seconds that a request for devices may take."""

_CLOSE_SECONDS = 0.5  # a device closes in 20 ms; the candidate's keys wait no longer than this
_LEAVE_SECONDS = 1.0
_SERVER = "pulse"  # the ALSA device through which PortAudio reaches the sound server

T = TypeVar("T")

Prepare = Callable[[int, int], Mapping[str, Any]]
"""Takes the rate in Hz and the channels of a stream; returns its settings for sounddevice."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or speaker.

    Attributes:
        kind: "input" or "output".
        name: what people call it.
        index: PortAudio's number for it, valid until it lists devices again.
        is_default: whether the system's sound settings choose this one.
        server_name: the sound server's name for it; "" if PortAudio knows it by itself.
    """

    kind: Kind
    name: str
    index: int
    is_default: bool
    server_name: str = ""


@dataclass(frozen=True, slots=True)
class OpenStream:
    """A running device.

    Attributes:
        device: the one that was picked.
        stream: sounddevice's.
        rate: samples per second.
        route: watches whether the sound server still connects it to the device.
    """

    device: Device
    stream: Any
    rate: int
    route: RouteWatch


class SoundDevices:
    """Lists, checks, opens and closes devices: the only user of PortAudio, on one thread.

    Every request is answered within ANSWER_SECONDS, or raises a DeviceError: a sound server that
    hangs blocks this thread and nothing else.
    """

    def __init__(self) -> None:
        self._thread = DeviceThread("sound-devices")

    @property
    def is_stuck(self) -> bool:
        """Tell whether the sound system has stopped answering."""
        return self._thread.is_stuck

    @property
    def open_streams(self) -> int:
        """Return how many streams are open."""
        return portaudio.open_streams()

    def list(self, kind: Kind) -> tuple[Device, ...]:
        """Return the devices that are there now.

        Raises:
            DeviceError: PortAudio is missing, or the sound system does not respond.
        """
        return self._ask(lambda: _list(kind))

    def pick(self, name: str, kind: Kind) -> Device:
        """Return the device of that name.

        Raises:
            DeviceError: there is none, the name is ambiguous, or the sound system does not respond.
        """
        return self._ask(lambda: _pick_here(name, kind))

    def open(self, kind: Kind, name: str, prepare: Prepare) -> Job[OpenStream]:
        """Begin to open and start the device called `name`; `close` must follow.

        The job raises a DeviceError where there is no such device, or it does not open.
        """
        return self._thread.submit(lambda: _open(kind, name, prepare), _close)

    def close(self, opening: Job[OpenStream]) -> None:
        """Give a device back at once, or as soon as possible; it need not be open yet."""
        if not opening.abandon() or opening.failed:
            return
        stream = opening.result()
        stream.route.close()
        closing = self._thread.submit(lambda: _close(stream), first=True)
        if not self._thread.is_stuck:
            closing.wait(_CLOSE_SECONDS)

    def look_again(self) -> None:
        """Notice devices that came or went."""
        self._ask(portaudio.look_again)

    def leave(self) -> None:
        """Terminate PortAudio, unless the sound system hangs: then the system cleans up."""
        if self._thread.has_begun and not self._thread.is_stuck:
            self._thread.submit(portaudio.terminate).wait(_LEAVE_SECONDS)

    def _ask(self, work: Callable[[], T]) -> T:
        job = self._thread.submit(work)
        if not job.wait(ANSWER_SECONDS):
            job.abandon()
            raise no_answer()
        return job.result()


sound_devices = SoundDevices()
"""The only one of this process."""

atexit.register(sound_devices.leave)


def list_devices(kind: Kind) -> tuple[Device, ...]:
    """Return the microphones ("input") or speakers ("output").

    Raises:
        DeviceError: the PortAudio library is missing, or the sound system does not respond.
    """
    return sound_devices.list(kind)


def pick(name: str, kind: Kind) -> Device:
    """Return the device called `name`, or the default one; any unambiguous part will do.

    Raises:
        DeviceError: there is none, the name is ambiguous, or the sound system does not respond.
    """
    return sound_devices.pick(name, kind)


def _open(kind: Kind, name: str, prepare: Prepare) -> OpenStream:
    device = _pick_here(name, kind)
    rate, channels = usable_format(device)
    tag = uuid4().hex
    environment = {TAG_VARIABLE: tag}
    if device.server_name:
        environment["PULSE_SOURCE" if kind == "input" else "PULSE_SINK"] = device.server_name
    stream = portaudio.start(
        kind,
        environment,
        device=device.index,
        samplerate=rate,
        channels=channels,
        dtype="float32",
        **prepare(rate, channels),
    )
    pinned = device.server_name if kind == "input" else ""
    return OpenStream(device, stream, rate, RouteWatch(kind, tag, pinned))


def _close(stream: OpenStream) -> None:
    stream.route.close()
    portaudio.close(stream.stream)


def _list(kind: Kind) -> tuple[Device, ...]:
    portaudio.look_again()
    return _devices(kind)


def _pick_here(name: str, kind: Kind) -> Device:
    try:
        return _pick(name, _devices(kind), kind)
    except DeviceError:
        return _pick(name, _list(kind), kind)


def usable_format(device: Device) -> tuple[int, int]:
    """Return the rate in Hz and the channels to open with: SAMPLE_RATE and mono if possible.

    Raises:
        DeviceError: the device supports none.
    """
    sounddevice = portaudio.load()
    about = sounddevice.query_devices(device.index)
    check = getattr(sounddevice, f"check_{device.kind}_settings")
    stereo = min(2, about[f"max_{device.kind}_channels"])
    for rate in dict.fromkeys((SAMPLE_RATE, round(about["default_samplerate"]))):
        for channels in dict.fromkeys((1, stereo)):
            with suppress(sounddevice.PortAudioError, ValueError):
                check(device=device.index, samplerate=rate, channels=channels, dtype="float32")
                return rate, channels
    raise portaudio.refused(device.kind)


def _devices(kind: Kind) -> tuple[Device, ...]:
    entries = portaudio.load().query_devices()
    server = next((entry for entry in entries if entry["name"] == _SERVER), None)
    if server:
        behind = server_devices(kind)
        if behind is not None:
            return tuple(_behind_server(device, kind, server["index"]) for device in behind)
        portaudio.look_again()  # the server may have died since
    return _own_devices(kind)


def _behind_server(device: ServerDevice, kind: Kind, index: int) -> Device:
    return Device(kind, device.description, index, device.is_default, device.name)


def _own_devices(kind: Kind) -> tuple[Device, ...]:
    """Return the devices of PortAudio's default interface; the others show the same ones again."""
    sounddevice = portaudio.load()
    entries = sounddevice.query_devices()
    apis = sounddevice.query_hostapis()
    if not apis:
        return ()
    api = apis[max(0, sounddevice.default.hostapi)]
    default = api[f"default_{kind}_device"]
    return tuple(
        Device(kind, entry["name"], entry["index"], entry["index"] == default)
        for entry in (entries[index] for index in api["devices"])
        if entry[f"max_{kind}_channels"] > 0
    )


def _pick(name: str, devices: Sequence[Device], kind: Kind) -> Device:
    what = "microphone" if kind == "input" else "speaker"
    if not devices:
        raise DeviceError(
            f"There is no {what}.", f"Plug in a {what}, or switch it on, and try again."
        )
    if name == DEFAULT:
        return _the_default(devices)
    matches = _named(name, devices)
    names = ", ".join(f'"{device.name}"' for device in matches or devices)
    if not matches:
        raise DeviceError(f'There is no {what} called "{name}".', f"Available: {names}.")
    if len(matches) > 1:
        raise DeviceError(
            f'"{name}" matches more than one {what}.', f"Give more of the name: {names}."
        )
    return matches[0]


def _the_default(devices: Sequence[Device]) -> Device:
    """Return the default device; behind a sound server unpinned, so that it follows changes."""
    device = next((device for device in devices if device.is_default), devices[0])
    if device.server_name:
        return Device(device.kind, DEFAULT, device.index, is_default=True)
    return device


def _named(name: str, devices: Sequence[Device]) -> Sequence[Device]:
    """Return whole matches before partial ones; ignore capitals."""
    folded = name.casefold()
    names = {device: (device.name.casefold(), device.server_name.casefold()) for device in devices}
    whole = [device for device in devices if folded in names[device]]
    part = [device for device in devices if any(folded in name for name in names[device])]
    return whole or part
