"""`kill -9` at random moments of an interview: what was said by then is there afterward."""

import time
from pathlib import Path
from random import Random

from campaign.program import (
    arguments,
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
from greenroom.engines.sound.file import read_clip
from virtual_sound import VirtualSound
from whole.program import Program

LENGTHS = (2.5, 6.0)
BEHIND = 2.0
"""Seconds behind an answer's end in which it may still be killed: transcribing, storing, report."""

MOST_LOST = 0.1
"""Seconds of what the recording held at the kill."""

MOST_UNWRITTEN = 0.5
"""Seconds between what was said at a sound card and what the recording held."""
ENDED = 0.3
"""How many answers have been ended by Enter when the kill comes."""

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


def kill_sound_card(home: Path, count: int, chance: Random) -> Tally:
    """Kill so many interviews that listen to a virtual sound card."""
    tally = Tally("kill-sound-card")
    sound = VirtualSound()
    try:
        for _ in range(count):
            with tally.trial():
                _kill_at_sound_card(home, sound, chance, tally)
                tally.check(integrity(home) == "ok", integrity(home))
    finally:
        sound.close()
    told = whole_interview(home, write_answers(home / "said", [LENGTHS[0]], chance))
    tally.check("Traceback" not in told, told)
    unheard = rows(home, _UNHEARD)
    tally.check(not unheard, f"{len(unheard)} answers were never transcribed", len(unheard))
    return tally


def _kill_at_sound_card(home: Path, sound: VirtualSound, chance: Random, tally: Tally) -> None:
    length = chance.uniform(*LENGTHS)
    (said,) = write_answers(home / "said", [length], chance)
    *how, _, _ = arguments(home, (), questions=1)  # without the files that are heard elsewhere
    program = Program(home, *how, env=sound.environment)
    speaking = None
    try:
        program.wait_for("Listening.", 300)
        folder = max((home / "sessions").iterdir(), key=lambda path: path.stat().st_mtime)
        recording = folder / "answer-01.flac"
        speaking = sound.begin_playing(read_clip(said)[0].samples)
        until_it_grows(recording, program)
        began = time.monotonic()
        time.sleep(chance.uniform(0, length))
        spoken = time.monotonic() - began
        if chance.random() < ENDED:
            program.press("\n")
            time.sleep(chance.uniform(0, BEHIND))
        content = recording.read_bytes()
        program.process.kill()
        program.wait()
    finally:
        program.kill()
        if speaking:
            speaking.kill()
    written = seconds_in(content, home)
    complete_recordings(home)
    kept = seconds_of(recording)
    for figure, lost, most in (
        ("worst_seconds_lost", written - kept, MOST_LOST),
        ("worst_seconds_unwritten", spoken - kept, MOST_UNWRITTEN),
    ):
        tally.most(figure, max(0.0, lost))
        tally.check(lost <= most, f"{figure}: {lost:.2f} s of {spoken:.2f} s", 1)


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
