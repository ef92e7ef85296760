"""The data folder on a file system that knows no case, no links and no modes. As root."""

import time
from pathlib import Path
from random import Random

from campaign.disks import folding, folding_kinds
from campaign.program import (
    integrity,
    interview,
    rows,
    seconds_of,
    until_it_grows,
    whole_interview,
    write_answers,
    write_script,
)
from campaign.tally import Tally
from whole.program import run

LENGTHS = (5.0, 8.0)
MOST_LOST = 0.5


def case_folding(home: Path, count: int, chance: Random) -> Tally:
    """Record, list, show, export, delete, kill and recover, so often on each kind there is."""
    tally = Tally("case-folding")
    kinds = folding_kinds()
    tally.figures["kinds"] = kinds
    for number in range(count):
        for kind in kinds:
            with folding(kind, home) as mounted, tally.trial():
                _use(mounted / f"Data-{number}", home, chance, tally)
            (home / kind).rmdir()
    return tally


def _use(data: Path, home: Path, chance: Random, tally: Tally) -> None:
    said = write_answers(home / "said", [chance.uniform(*LENGTHS) for _ in range(2)], chance)
    told = whole_interview(data, said)
    tally.check("Traceback" not in told and "!  " not in told, told)
    for command in (
        ("sessions", "list"),
        ("sessions", "show", "last"),
        ("sessions", "export", "last", str(data.parent / "Exported")),
        ("scripts", "list"),
        ("doctor",),
    ):
        done = run(data, *command)
        tally.check(done.returncode == 0, f"{command}: {done.stdout}{done.stderr}")
    tally.check((data.parent / "Exported" / "report.html").exists(), "nothing was exported", 1)
    # The same folder, written otherwise, is the same data.
    again = run(data.with_name(data.name.upper()), "sessions", "list").stdout
    tally.check("Campaign" in again, f"the folder in capitals: {again}", 1)
    _own_scripts(data, tally)
    _recover(data, said, tally)
    done = run(data, "sessions", "delete", "last", "--yes")
    tally.check(done.returncode == 0, f"delete: {done.stdout}{done.stderr}")
    left = rows(data, "SELECT folder FROM sessions")
    there = {path.name for path in (data / "sessions").iterdir()}
    tally.check({Path(row["folder"]).name for row in left} == there, f"folders: {there}")
    tally.check(integrity(data) == "ok", integrity(data))


def _own_scripts(data: Path, tally: Tally) -> None:
    """A second script whose id differs in case alone."""
    write_script(data)
    file = data / "interview_scripts" / "campaign.yaml"
    text = file.read_text(encoding="utf-8").replace("id: campaign\n", "id: Campaign\n")
    (file.parent / "Other.yaml").write_text(text, encoding="utf-8")
    done = run(data, "scripts", "list")
    tally.check("Traceback" not in done.stderr, done.stderr)
    (file.parent / "Other.yaml").unlink()


def _recover(data: Path, said: list[Path], tally: Tally) -> None:
    before = set((data / "sessions").iterdir())
    with interview(data, said) as program:
        program.wait_for("Question 1 of", 300)
        (folder,) = set((data / "sessions").iterdir()) - before
        recording = folder / "answer-01.flac"
        until_it_grows(recording, program)
        time.sleep(3)
        program.process.kill()
    told = whole_interview(data, said)
    tally.check("Recovered: " in told, f"nothing was recovered: {told}", 1)
    lost = max(0.0, 3 - seconds_of(recording))
    tally.most("worst_seconds_lost", lost)
    tally.check(lost <= MOST_LOST, f"{lost:.2f} s of an answer are gone", 1)
