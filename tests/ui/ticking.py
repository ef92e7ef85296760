"""How long the event loop stood still, with what the machine itself was late by taken off.

A timer ticks in the event loop; a process of its own, with nothing to do but sleep, ticks beside
it. Where both are late at the same time, the machine was busy with something else.
"""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

TICK_SECONDS = 0.005

_CONTROL = f"""
import os, sys, time
home = os.getppid()
with open(sys.argv[1], "w", buffering=1) as file:
    before = time.monotonic()
    while os.getppid() == home:
        time.sleep({TICK_SECONDS})
        now = time.monotonic()
        if now - before > {2 * TICK_SECONDS}:
            file.write(f"{{before}} {{now}}\\n")
        before = now
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """From one tick to the next, in seconds of time.monotonic()."""

    begin: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.begin

    def overlap(self, other: "Gap") -> float:
        return max(0.0, min(self.end, other.end) - max(self.begin, other.begin))


class Ticking(QObject):
    """Ticks from `start` to `stop`."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / f"control-{time.monotonic_ns()}.txt"
        self._gaps: list[Gap] = []
        self._before = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK_SECONDS * 1000))
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self._control = subprocess.Popen([sys.executable, "-c", _CONTROL, str(self._file)])
        self._before = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._control.kill()
        self._control.wait()

    @property
    def longest(self) -> Gap:
        """The longest stall of the loop itself, shortened by what the machine was late."""
        return max(self._own(), key=lambda gap: gap.seconds, default=Gap(0, 0))

    @property
    def longest_seen(self) -> Gap:
        """The longest stall, whoever was to blame."""
        return max(self._gaps, key=lambda gap: gap.seconds, default=Gap(0, 0))

    def _own(self) -> list[Gap]:
        lines = self._file.read_text().splitlines()
        machine = [Gap(*map(float, line.split())) for line in lines if line.count(".") == 2]
        return [
            Gap(gap.begin, gap.end - sum(gap.overlap(late) for late in machine))
            for gap in self._gaps
        ]

    def _tick(self) -> None:
        now = time.monotonic()
        if now - self._before > 2 * TICK_SECONDS:
            self._gaps.append(Gap(self._before, now))
        self._before = now
