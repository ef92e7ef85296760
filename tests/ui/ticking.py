"""How long the event loop was at work between two ticks, and how long it stood still.

A timer ticks in the event loop. From one tick to the next the window's own thread took so much
processor time, which hardly another program can spoil, and so long passed by the clock. How late a
process of its own was that has nothing to do but sleep tells how late the machine itself was.
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


class Ticking(QObject):
    """Ticks in a `with` block.

    Attributes:
        busiest: the most processor time, in seconds, that the window took between two ticks; no
            other program can spoil it, but for a host that takes the processor away unseen.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.busiest = 0.0
        self._file = folder / f"control-{time.monotonic_ns()}.txt"
        self._control: subprocess.Popen[bytes] | None = None
        self._gaps: list[Gap] = []
        self._before = self._began = self._worked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK_SECONDS * 1000))
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> None:
        self._control = subprocess.Popen([sys.executable, "-c", _CONTROL, str(self._file)])
        self._before = self._began = time.monotonic()
        self._worked = time.thread_time()
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.stop()
        if self._control:
            self._control.kill()
            self._control.wait()

    @property
    def longest(self) -> float:
        """Seconds by the clock that the event loop stood still at most."""
        return max((gap.seconds for gap in self._gaps), default=0.0)

    @property
    def machine(self) -> float:
        """Seconds that the machine itself was late at most."""
        return max((gap.seconds for gap in self._machine()), default=0.0)

    def __str__(self) -> str:
        return (
            f"at work for {self.busiest:.3f} s at most, longest stalls {self._worst(self._gaps)}, "
            f"the machine's own {self._worst(self._machine())}"
        )

    def _worst(self, gaps: list[Gap]) -> str:
        worst = sorted(gaps, key=lambda gap: gap.seconds, reverse=True)[:8]
        told = (f"{gap.seconds:.3f} s at {gap.begin - self._began:.1f} s" for gap in worst)
        return ", ".join(told) or "none"

    def _machine(self) -> list[Gap]:
        lines = self._file.read_text().splitlines()
        return [Gap(*map(float, line.split())) for line in lines if line.count(".") == 2]

    def _tick(self) -> None:
        now, worked = time.monotonic(), time.thread_time()
        self.busiest = max(self.busiest, worked - self._worked)
        if now - self._before > 2 * TICK_SECONDS:
            self._gaps.append(Gap(self._before, now))
        self._before, self._worked = now, worked
