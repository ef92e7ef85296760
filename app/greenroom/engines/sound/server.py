"""The devices of the desktop's sound server (PulseAudio or PipeWire), asked for with pactl.

PortAudio sees the server as one device, "pulse"; the microphones behind it have names that
their owners know from the desktop's sound settings.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["input", "output"]

_ANSWER_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class ServerDevice:
    """A microphone or speaker behind the sound server.

    Attributes:
        name: the server's name for it, stable over restarts.
        description: what people call it.
        is_default: what the desktop's settings choose.
    """

    name: str
    description: str
    is_default: bool


def server_devices(kind: Kind) -> tuple[ServerDevice, ...] | None:
    """What can be recorded from or played to, monitors left out; None if nobody answers."""
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


def _description(device: dict[str, Any]) -> str:
    described = device.get("description")
    return described if described and described != "(null)" else device["name"]


def _is_monitor(device: dict[str, Any]) -> bool:
    """A monitor records what a speaker plays."""
    return device.get("properties", {}).get("device.class") == "monitor"


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
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
