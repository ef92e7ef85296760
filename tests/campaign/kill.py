"""`kill -9` at random moments of an interview: what was said by then is there afterwards."""

import time
from pathlib import Path
from random import Random

from campaign.program import (
    complete_recordings,
    integrity,
    interview,
    rows,
    seconds_in,
    seconds_of,
    until_it_grows,
    whole_interview,
    write_answers,
)
from campaign.tally import Tally

LENGTHS = (2.5, 6.0)
BEHIND = 2.0
"""Seconds behind an answer's end in which it may still be killed: transcribing, storing, report."""

MOST_LOST = 0.1
"""Seconds of what the recording held at the kill."""
_UNHEARD = "SELECT id FROM answers WHERE analysis IS NULL AND clip <> ''"


def kill(home: Path, count: int, chance: Random) -> Tally:
    """Kill so many interviews; the last of all is held to its end and recovers what is left."""
    tally = Tally("kill")
    known: set[str] = set()
    for _ in range(count):
        with tally.trial():
            _kill_one(home, chance, tally)
            answers = {row["id"] for row in rows(home, "SELECT id FROM answers")}
            tally.check(known <= answers, "earlier answers vanished", len(known - answers))
            tally.check(integrity(home) == "ok", integrity(home))
            known = answers
    told = whole_interview(home, write_answers(home / "said", [LENGTHS[0]], chance))
    tally.check("Traceback" not in told, told)
    unheard = rows(home, _UNHEARD)
    tally.check(not unheard, f"{len(unheard)} answers were never transcribed", len(unheard))
    return tally


def _kill_one(home: Path, chance: Random, tally: Tally) -> None:
    lengths = [chance.uniform(*LENGTHS) for _ in range(2)]
    said = write_answers(home / "said", lengths, chance)
    which = chance.choice((1, 2))
    with interview(home, said) as program:
        program.wait_for("Question 1 of", 300)
        folder = max((home / "sessions").iterdir(), key=lambda path: path.stat().st_mtime)
        recording = folder / f"answer-{which:02}.flac"
        until_it_grows(recording, program)
        time.sleep(chance.uniform(0, lengths[which - 1] + BEHIND))
        content = recording.read_bytes()
        program.process.kill()
        program.wait()
    spoken = seconds_in(content, home)
    complete_recordings(home)
    lost = max(0.0, spoken - seconds_of(recording))
    tally.most("worst_seconds_lost", lost)
    tally.check(lost <= MOST_LOST, f"{lost:.2f} s of {spoken:.2f} s are gone", 1)
