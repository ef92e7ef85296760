"""Which microphones and speakers there are, and picking one by its name."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from greenroom.engines.sound import portaudio
from greenroom.engines.sound.server import Kind, ServerDevice, server_devices
from greenroom.errors import DeviceError
from greenroom.speech.clip import SAMPLE_RATE

DEFAULT = "default"
"""The name that stands for whatever the system's sound settings choose."""

_SERVER = "pulse"  # the ALSA device through which PortAudio reaches the sound server


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or speaker.

    Attributes:
        kind: "input" or "output".
        name: what people call it.
        index: PortAudio's number for it, good until it looks again for devices.
        is_default: the system's sound settings choose this one.
        server_name: the sound server's name for it; "" if PortAudio knows it by itself.
    """

    kind: Kind
    name: str
    index: int
    is_default: bool
    server_name: str = ""


def list_devices(kind: Kind) -> tuple[Device, ...]:
    """The microphones ("input") or speakers ("output") there are just now, the default marked.

    Raises:
        DeviceError: the PortAudio library is missing.
    """
    portaudio.look_again()
    return _devices(kind)


def pick(name: str, kind: Kind) -> Device:
    """The device called `name`, or the default one; any unmistakable part of a name will do.

    Raises:
        DeviceError: there is none, or several go by that name.
    """
    try:
        return _pick(name, _devices(kind), kind)
    except DeviceError:
        return _pick(name, list_devices(kind), kind)


def is_there(device: Device) -> bool:
    """Whether the sound server still has it; True where only PortAudio knows.

    A server that loses a device moves the stream to another, at worst to a speaker's monitor,
    where the stream goes on without a sound.
    """
    if not device.server_name and device.name != DEFAULT:
        return True
    behind = server_devices(device.kind)
    if behind is None:
        return True
    return any(device.server_name in ("", other.name) for other in behind)


def usable_format(device: Device) -> tuple[int, int]:
    """The rate and number of channels to open the device with, SAMPLE_RATE and mono if it can.

    Raises:
        DeviceError: it takes none.
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
    known = portaudio.load().query_devices()
    server = next((entry for entry in known if entry["name"] == _SERVER), None)
    if server:
        behind = server_devices(kind)
        if behind is not None:
            return tuple(_behind_server(device, kind, server["index"]) for device in behind)
        portaudio.look_again()  # the server may have died since
    return _own_devices(kind)


def _behind_server(device: ServerDevice, kind: Kind, index: int) -> Device:
    return Device(kind, device.description, index, device.is_default, device.name)


def _own_devices(kind: Kind) -> tuple[Device, ...]:
    """Those of PortAudio's default interface; the other interfaces show the same ones again."""
    sounddevice = portaudio.load()
    known = sounddevice.query_devices()
    apis = sounddevice.query_hostapis()
    if not apis:
        return ()
    api = apis[max(0, sounddevice.default.hostapi)]
    default = api[f"default_{kind}_device"]
    return tuple(
        Device(kind, entry["name"], entry["index"], entry["index"] == default)
        for entry in (known[index] for index in api["devices"])
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
    found = _named(name, devices)
    names = ", ".join(f'"{device.name}"' for device in found or devices)
    if not found:
        raise DeviceError(f'There is no {what} called "{name}".', f"There is: {names}.")
    if len(found) > 1:
        raise DeviceError(
            f'"{name}" is the name of more than one {what}.', f"Say more of its name: {names}."
        )
    return found[0]


def _the_default(devices: Sequence[Device]) -> Device:
    """Behind a sound server, unpinned: it follows when the default is changed."""
    device = next((device for device in devices if device.is_default), devices[0])
    if device.server_name:
        return Device(device.kind, DEFAULT, device.index, is_default=True)
    return device


def _named(name: str, devices: Sequence[Device]) -> Sequence[Device]:
    """Whole names go before parts of names; capitals do not matter."""
    wanted = name.casefold()
    whole = [one for one in devices if wanted in (one.name.casefold(), one.server_name.casefold())]
    part = [one for one in devices if wanted in f"{one.name}\n{one.server_name}".casefold()]
    return whole or part
