"""What this process and all that it started take: processor time and memory. Linux only."""

import os
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.5
_MB = 1_000_000


def tree() -> list[int]:
    """The ids of this process and of all below it."""
    found = [os.getpid()]
    for process in found:  # grows while it is read
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # ended meanwhile
                continue
    return found


def processor_seconds() -> float:
    """User and system time of the whole tree."""
    total = 0
    for process in tree():
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def resident_mb() -> float:
    """Memory of the whole tree; what its processes share is counted once (the kernel's "Pss")."""
    total = 0
    for process in tree():
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024 / _MB


@dataclass(slots=True)
class Memory:
    """The most that was seen, and what it was at the last look, in MB."""

    most: float = 0.0
    last: float = 0.0

    def look(self) -> None:
        """Look again."""
        self.last = resident_mb()
        self.most = max(self.most, self.last)


@contextmanager
def watched_memory() -> Generator[Memory]:
    """Looks twice a second until the block ends."""
    memory, over = Memory(), threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_SECONDS):
            memory.look()

    thread = threading.Thread(target=watch, name="memory")
    thread.start()
    try:
        yield memory
    finally:
        over.set()
        thread.join()
        memory.look()
