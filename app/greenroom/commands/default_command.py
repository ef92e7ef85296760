"""The command that runs when none is given: what this computer is equipped for."""

import os
import sys
from collections.abc import Mapping

from greenroom.errors import DeviceError


def best_command() -> str:
    """Return the window where there is a display, else the interview where there is a microphone.

    Where there is neither, return the demonstration.
    """
    if has_display():
        return "window"
    problem = _no_microphone()
    if problem is None:
        return "interview"
    print(f"{problem} So a sample candidate answers from recordings.", file=sys.stderr)
    return "demo"


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can be opened here."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))


def _no_microphone() -> str | None:
    """Return why nobody can be heard; None where somebody can."""
    from greenroom.engines.sound.devices import list_devices

    try:
        return None if list_devices("input") else "There is no microphone here."
    except DeviceError as problem:
        return problem.sentence
