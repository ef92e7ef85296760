"""How soon the window is there and shows what is asked of it, and whether it ever stands still."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure
from bench.setting import Setting

_TESTS = Path(__file__).parents[1]

_LIMITS = {
    "visible": ("window painted", "s", 1.0),
    "visible.work": ("processor time until it is painted", "s", 1.0),
    "review": ("review of a ten-minute answer shown", "s", 0.3),
    "history": ("history of ten thousand answers shown", "s", 0.2),
    "overview": ("list of ten thousand answers read", "s", 0.1),
    "search": ("the slowest search among ten thousand answers", "s", 0.05),
    "reads": ("the slowest other read, as a share of its limit", "", 1.0),
    "stall": ("the window's longest work at once in an interview", "s", 0.05),
    "memory": ("memory after ten interviews, times that after five", "", 1.1),
}


def window(_setting: Setting) -> list[Figure]:
    """Measure the window in a process of its own, without a display."""
    found = os.pathsep.join(map(str, (_TESTS, _TESTS / "ui")))
    done = subprocess.run(
        [sys.executable, str(_TESTS / "ui" / "speeds.py")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": found},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return figures(json.loads(done.stdout.splitlines()[-1]))


def figures(seconds: Mapping[str, Sequence[float]]) -> list[Figure]:
    """Return the least of the tries for each: what other programs add is not the window's."""
    return [
        Figure(f"window.{key}", *_LIMITS[key][:1], min(tries), *_LIMITS[key][1:], grain=0.01)
        for key, tries in seconds.items()
    ]
