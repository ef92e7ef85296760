"""Whole interviews on half a processor core: late, but complete. As root, with cgroups."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from campaign.program import arguments, rows, seconds_of, write_answers
from campaign.tally import Tally
from whole.program import Program

SHARE = 0.5
LENGTHS = (8.0, 20.0)
PERIOD = 100_000
_PATIENCE_SECONDS = 900.0


def quota(home: Path, count: int, chance: Random) -> Tally:
    """Hold so many interviews of two answers."""
    tally = Tally("quota")
    for _ in range(count):
        with tally.trial(), half_a_core() as join:
            _hold(home, chance, join, tally)
    return tally


def _hold(home: Path, chance: Random, join: Path, tally: Tally) -> None:
    lengths = [chance.uniform(*LENGTHS) for _ in range(2)]
    said = write_answers(home / "said", lengths, chance)
    began = time.monotonic()
    program = Program(home, *arguments(home, said))
    join.write_text(str(program.process.pid))
    try:
        code = program.wait(_PATIENCE_SECONDS)
    finally:
        program.kill()
    tally.most("seconds", time.monotonic() - began)
    tally.check(code == 0, f"exit code {code}: {program.output}")
    told = sorted({line for line in program.lines if line.startswith("!")})
    tally.figures["told"] = told
    newest = max((home / "sessions").iterdir(), key=lambda path: path.stat().st_mtime)
    for number, seconds in enumerate(lengths, 1):
        lost = seconds - seconds_of(newest / f"answer-{number:02}.flac")
        tally.most("worst_seconds_lost", lost)
        tally.check(lost < 0.1, f"{lost:.2f} s of answer {number} are gone", 1)
    unheard = rows(home, "SELECT id FROM answers WHERE analysis IS NULL")
    tally.check(not unheard, f"{len(unheard)} answers without an analysis", len(unheard))
    tally.check((newest / "report.html").exists(), "no report", 1)


@contextmanager
def half_a_core() -> Iterator[Path]:
    """A control group with this share of a core; the file that a process id is written to."""
    old = Path("/sys/fs/cgroup/cpu")
    group = (old if old.exists() else old.parent) / f"greenroom-campaign-{os.getpid()}"
    group.mkdir()
    try:
        if old.exists():
            (group / "cpu.cfs_period_us").write_text(str(PERIOD))
            (group / "cpu.cfs_quota_us").write_text(str(round(SHARE * PERIOD)))
        else:
            (group / "cpu.max").write_text(f"{round(SHARE * PERIOD)} {PERIOD}")
        yield group / "cgroup.procs"
    finally:
        group.rmdir()
