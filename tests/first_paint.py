"""The window until it is painted for the first time: when that is, and what it took."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 60

_PROGRAM = """
import json, sys, time
from greenroom.ui.shell import window

class Watched(window.Window):
    def event(self, event):
        done = super().event(event)
        if event.type() == event.Type.UpdateRequest:
            print(json.dumps([time.time(), time.process_time(), sorted(sys.modules)]), flush=True)
            sys.stdout = open("/dev/null", "w")
            self.close()
        return done

window.Window = Watched
from greenroom.cli import main
sys.exit(main(["--data-dir", sys.argv[1], "window"]))
"""


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """What was seen.

    Attributes:
        at: in seconds of time.time().
        worked: processor time in seconds.
        modules: the names of all that had been imported.
    """

    at: float
    worked: float
    modules: tuple[str, ...]


def first_paint(folder: Path, environment: Mapping[str, str] | None = None) -> FirstPaint:
    """Start the program with this folder for its data; it ends when its window is painted."""
    (folder / "settings.json").write_text('{"voice": "none", "microphone": "file:none"}')
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    at, worked, modules = json.loads(done.stdout)
    return FirstPaint(at, worked, tuple(modules))
