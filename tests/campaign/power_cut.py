"""The power goes at random moments: of an interview, and of sessions and settings being stored.

Needs root, loop devices and ext4. What is on the disk at the moment of the cut is looked at as the
next start of the computer finds it.
"""

import json
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from campaign.disks import Disk, disk
from campaign.program import (
    complete_recordings,
    integrity,
    interview,
    rows,
    seconds_in,
    seconds_of,
    until_it_grows,
    write_answers,
)
from campaign.storing import CONTENT
from campaign.tally import Tally

LENGTHS = (20.0, 40.0)
CUTS_EACH = 8
"""Cuts in one interview, or in one run of the program that stores."""

MOST_LOST = 2.0
"""Seconds of an answer: it is synced once a second."""

_HOME = "data"


def power_cut(home: Path, count: int, chance: Random) -> Tally:
    """Cut so many times in interviews, and as often in programs that store without a pause."""
    tally = Tally("power-cut")
    with disk(home) as made:
        while tally.tried < count:
            _cut_interviews(made, home, min(CUTS_EACH, count - tally.tried), chance, tally)
        while tally.tried < 2 * count:
            _cut_stores(made, home, min(CUTS_EACH, 2 * count - tally.tried), chance, tally)
    return tally


def _cut_interviews(made: Disk, home: Path, cuts: int, chance: Random, tally: Tally) -> None:
    lengths = [chance.uniform(*LENGTHS) for _ in range(2)]
    said = write_answers(home / "said", lengths, chance)
    data = made.mounted / _HOME
    with interview(data, said) as program:
        program.wait_for("Question 1 of", 300)
        folder = max((data / "sessions").iterdir(), key=lambda path: path.stat().st_mtime)
        until_it_grows(folder / "answer-01.flac", program)
        for _ in range(cuts):
            time.sleep(chance.uniform(0, sum(lengths) / cuts))
            spoken = {path.name: path.read_bytes() for path in folder.glob("*.flac")}
            with tally.trial():
                _look_at_recordings(made, folder, spoken, tally)


def _look_at_recordings(made: Disk, folder: Path, spoken: dict[str, bytes], tally: Tally) -> None:
    with made.after(made.cut()) as mounted:
        data = mounted / _HOME
        complete_recordings(data)
        tally.check(integrity(data) == "ok", integrity(data), 1)
        tally.check(bool(rows(data, "SELECT id FROM sessions")), "the session is not known", 1)
        for name, content in spoken.items():
            was = seconds_in(content, mounted)
            lost = was - seconds_of(data / "sessions" / folder.name / name)
            tally.most("worst_seconds_lost", max(0.0, lost))
            tally.check(lost <= MOST_LOST, f"{name}: {lost:.2f} s of {was:.2f} s are gone", 1)


def _cut_stores(made: Disk, home: Path, cuts: int, chance: Random, tally: Tally) -> None:
    data, said = made.mounted / _HOME, home / "said.txt"
    with _storing(data, said):
        for _ in range(cuts):
            time.sleep(chance.uniform(0.2, 2))
            promised = said.read_text(encoding="utf-8").splitlines()
            with tally.trial():
                _look_at_store(made, promised, tally)


def _look_at_store(made: Disk, promised: list[str], tally: Tally) -> None:
    kept = {line.split()[1] for line in promised if line.startswith("session ")}
    chosen = [int(line.split()[1]) for line in promised if line.startswith("settings ")]
    with made.after(made.cut()) as mounted:
        data = mounted / _HOME
        tally.check(integrity(data) == "ok", integrity(data), 1)
        there = rows(data, "SELECT id FROM sessions WHERE finished_at IS NOT NULL")
        gone = kept - {row["id"] for row in there}
        tally.check(not gone, f"{len(gone)} of {len(kept)} finished sessions are gone", len(gone))
        announced = [line.split()[1] for line in promised if line.startswith("report ")]
        torn = [name for name in announced if not _whole(data / name)]
        tally.check(not torn, f"{len(torn)} of {len(announced)} reports are gone", len(torn))
        if chosen:
            _look_at_settings(data / "settings.json", chosen[-1], tally)


def _whole(report: Path) -> bool:
    return report.exists() and report.read_text(encoding="utf-8") == CONTENT


def _look_at_settings(file: Path, chosen: int, tally: Tally) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    try:
        there = json.loads(text)["questions"]
    except json.JSONDecodeError as problem:
        tally.problem(f"settings of {len(text)} characters: {problem}", 1)
    else:
        # It goes on saving until the moment of the cut: later ones, which go up to 50, are right.
        tally.check((there - chosen) % 50 < 25, f"settings {there}, older than {chosen}", 1)


@contextmanager
def _storing(data: Path, said: Path) -> Generator[None]:
    """A program that stores one session after the other and says so outside the disk."""
    said.write_text("")
    process = subprocess.Popen([sys.executable, "-m", "campaign.storing", str(data), str(said)])
    try:
        while not said.stat().st_size:
            assert process.poll() is None, "the program that stores ended"
            time.sleep(0.05)
        yield
    finally:
        process.kill()
        process.wait()
