"""The devices of the desktop's sound server (PulseAudio or PipeWire), listed with pactl.

PortAudio sees the server as one device, "pulse"; the microphones behind it have the names that
people know from the desktop's sound settings.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any, Literal

from greenroom.errors import DeviceError

Kind = Literal["input", "output"]

TAG = "greenroom.stream"
TAG_VARIABLE = f"PULSE_PROP_{TAG}"
"""The server learns the value of this environment variable when a stream opens."""

_ANSWER_SECONDS = 3.0

# pactl does not notice when nobody reads its output, so its input is watched beside it.
_SUBSCRIBE = """
exec 3<&0
{ cat <&3; kill $$; } >/dev/null 2>&1 &
exec "$0" subscribe 3<&- </dev/null
"""


@dataclass(frozen=True, slots=True)
class ServerDevice:
    """A microphone or speaker behind the sound server.

    Attributes:
        name: the server's name for it, stable over restarts.
        description: what people call it.
        is_default: whether the desktop's settings choose it.
    """

    name: str
    description: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Route:
    """What a stream is connected to now; the server moves it if a device goes away.

    Attributes:
        name: the server's name for the device; "" while it is between two.
        is_monitor: whether it records what a speaker plays.
        is_muted: whether the device or the stream is muted.
        devices: the names of all devices.
        number: the server's number for the stream.
    """

    name: str
    is_monitor: bool
    is_muted: bool
    devices: frozenset[str]
    number: int = -1


def server_devices(kind: Kind) -> tuple[ServerDevice, ...] | None:
    """Return the devices for recording or playing, without monitors; None without a server.

    Raises:
        DeviceError: there is a server, but it does not respond.
    """
    listed = _ask("list", "sources" if kind == "input" else "sinks")
    about = _ask("info")
    if listed is None or about is None:
        return None
    default = about.get("default_source_name" if kind == "input" else "default_sink_name")
    return tuple(
        ServerDevice(device["name"], _description(device), device["name"] == default)
        for device in listed
        if not _is_monitor(device)
    )


def find_route(kind: Kind, tag: str) -> Route | None:
    """Return where the stream with this tag leads; None where the server has no such stream.

    Raises:
        DeviceError: there is a server, but it does not respond.
    """
    streams = _ask("list", "source-outputs" if kind == "input" else "sink-inputs")
    stream = next((entry for entry in streams or () if entry["properties"].get(TAG) == tag), None)
    devices = _ask("list", "sources" if kind == "input" else "sinks") if stream else None
    if stream is None or devices is None:
        return None
    index = stream["source" if kind == "input" else "sink"]
    device = next((entry for entry in devices if entry["index"] == index), None)
    names = frozenset(entry["name"] for entry in devices)
    if device is None:
        return Route("", is_monitor=False, is_muted=False, devices=names, number=stream["index"])
    is_muted = device["mute"] or stream["mute"]
    return Route(device["name"], _is_monitor(device), is_muted, names, stream["index"])


def subscribe() -> subprocess.Popen[str] | None:
    """Return a process that prints a line for each change at the server; None without pactl.

    It ends when its standard input is closed, so that a killed Greenroom leaves nothing behind.
    """
    pactl, shell = shutil.which("pactl"), shutil.which("sh")
    if pactl is None or shell is None:
        return None
    try:
        return subprocess.Popen(  # noqa: S603 - fixed words, found on the user's own path
            [shell, "-c", _SUBSCRIBE, pactl],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return None


def no_answer() -> DeviceError:
    """Return the error of a sound system that hangs."""
    return DeviceError(
        "This computer's sound system does not respond.",
        "It may recover by itself; if not, log out and in again.",
    )


def _description(device: dict[str, Any]) -> str:
    described = device.get("description")
    return described if described and described != "(null)" else device["name"]


def _is_monitor(device: dict[str, Any]) -> bool:
    """Tell whether a device records what a speaker plays."""
    return device.get("properties", {}).get("device.class") == "monitor" or device["name"].endswith(
        ".monitor"
    )


def _ask(*question: str) -> Any:
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - fixed words, found on the user's own path
            [pactl, "--format=json", *question],
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=True,
            env={**os.environ, "LC_ALL": "C"},  # else some versions write decimal commas into JSON
        )
        return json.loads(answer.stdout)
    except subprocess.TimeoutExpired as problem:
        raise no_answer() from problem
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
