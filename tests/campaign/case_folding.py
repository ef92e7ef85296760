"""The data folder on a file system that knows no case, no links and no modes. As root."""

import time
from pathlib import Path
from random import Random

from campaign.disks import folding, folding_kinds
from campaign.program import (
    integrity,
    interview,
    rows,
    seconds_in,
    seconds_of,
    until_it_grows,
    whole_interview,
    write_answers,
    write_script,
)
from campaign.tally import Tally
from whole.program import run

LENGTHS = (5.0, 8.0)
MOST_LOST = 0.1


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
        ("sessions", "export", "last", "--to", str(data.parent / "Exported")),
        ("scripts", "list"),
    ):
        done = run(data, *command)
        tally.check(done.returncode == 0, f"{command}: {done.stdout}{done.stderr}")
    exported = list((data.parent / "Exported").rglob("answer-*.flac"))
    tally.check(len(exported) == len(said), f"exported: {exported}", len(said) - len(exported))
    # The same folder, written otherwise, is the same data.
    again = run(data.with_name(data.name.upper()), "sessions", "list").stdout
    tally.check("Campaign" in again, f"the folder in capitals: {again}", 1)
    _own_scripts(data, tally)
    _recover(data, said, tally)
    newest = rows(data, "SELECT id FROM sessions ORDER BY started_at DESC")[0]["id"]
    done = run(data, "sessions", "delete", newest, "--yes")
    tally.check(done.returncode == 0, f"delete: {done.stdout}{done.stderr}")
    left = rows(data, "SELECT folder FROM sessions")
    there = {path.name for path in (data / "sessions").iterdir()}
    tally.check({Path(row["folder"]).name for row in left} == there, f"folders: {there}")
    tally.check(integrity(data) == "ok", integrity(data))


def _own_scripts(data: Path, tally: Tally) -> None:
    """A script of the user's own whose id differs from a shipped one's in case alone."""
    write_script(data)
    folder = data / "interview_scripts"
    text = (folder / "campaign.yaml").read_text(encoding="utf-8")
    (folder / "Behavioral.yaml").write_text(text.replace("id: campaign", "id: Behavioral"))
    done = run(data, "scripts", "list")
    # Such an id is refused by name; nothing else suffers, and the shipped script stays what it is,
    # but where the file system makes the name small: a file of that very name hides it.
    (written,) = (it.name for it in folder.iterdir() if it.name.lower() == "behavioral.yaml")
    named = {"campaign ", written, *(("behavioral ",) if written[0] == "B" else ())}
    tally.check(all(one in done.stdout for one in named), f"{done.stdout}{done.stderr}", 1)
    (folder / "Behavioral.yaml").unlink()


def _recover(data: Path, said: list[Path], tally: Tally) -> None:
    before = set((data / "sessions").iterdir())
    with interview(data, said) as program:
        program.wait_for("Question 1 of", 300)
        (folder,) = set((data / "sessions").iterdir()) - before
        recording = folder / "answer-01.flac"
        until_it_grows(recording, program)
        time.sleep(3)
        content = recording.read_bytes()
        program.process.kill()
    told = whole_interview(data, said)
    tally.check("Recovered: " in told, f"nothing was recovered: {told}", 1)
    lost = max(0.0, seconds_in(content, data.parent) - seconds_of(recording))
    tally.most("worst_seconds_lost", lost)
    tally.check(lost <= MOST_LOST, f"{lost:.2f} s of an answer are gone", 1)
