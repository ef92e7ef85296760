"""`greenroom` without a command: which one this machine is good for."""

import sys

from greenroom.engines.devices import list_devices
from greenroom.errors import DeviceError


def best_command() -> str:
    """The interview where somebody can be heard, the demonstration where nobody can."""
    problem = _no_microphone()
    if problem is None:
        return "interview"
    print(f"{problem} So a sample candidate answers, from recordings.", file=sys.stderr)
    return "demo"


def _no_microphone() -> str | None:
    """Why nobody can be heard; None where somebody can."""
    try:
        return None if list_devices("input") else "There is no microphone here."
    except DeviceError as problem:
        return problem.sentence
