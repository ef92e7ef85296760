"""Greenroom from outside, as the campaign drives it: answers from files, its data read back."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import soundfile

from greenroom.composition import lost_answers
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.paths import Paths
from whole.program import SAMPLES, Program, run

RATE = 16_000

_HEAD = """\
id: campaign
title: Campaign
about: Many questions, little said around them.
welcome: Good morning.
closing: Thank you.
questions:
"""
_QUESTION = """\
  - id: mistake-{0}
    ask: Tell me about mistake number {0} of yours that reached the users.
    rubric: star
    tests: Whether the candidate tells it to its end.
    strong: Says what was done about it and what changed.
    weak: Stops before anything was done.
"""


def write_script(home: Path, questions: int = 2) -> str:
    """Write a script of so many questions into the data folder; its id."""
    folder = home / "interview_scripts"
    folder.mkdir(parents=True, exist_ok=True)
    text = _HEAD + "".join(_QUESTION.format(number) for number in range(1, questions + 1))
    (folder / "campaign.yaml").write_text(text, encoding="utf-8")
    return "campaign"


def write_answers(folder: Path, lengths: Iterable[float], chance: Random) -> list[Path]:
    """Write answers of so many seconds, each cut from the sample answers at random."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_answer(folder / f"{at:04}.flac", each, chance) for at, each in enumerate(lengths)]


def _answer(path: Path, seconds: float, chance: Random) -> Path:
    whole, _ = soundfile.read(chance.choice(SAMPLES), dtype="int16")
    count = min(len(whole), round(seconds * RATE))
    begin = chance.randrange(len(whole) - count + 1)
    soundfile.write(path, whole[begin : begin + count], RATE)
    return path


def arguments(
    home: Path,
    answers: Sequence[Path],
    *,
    questions: int = 2,
    follow_ups: int = 0,
    speed: float = 1,
) -> tuple[str, ...]:
    """What `greenroom` is called with to hold an interview without sound devices."""
    return (
        *("interview", write_script(home, questions), "--questions", str(questions)),
        *("--follow-ups", str(follow_ups), "--voice", "none", "--speaker", "none"),
        *("--file-speed", str(speed), "--microphone", f"file:{','.join(map(str, answers))}"),
    )


@contextmanager
def interview(home: Path, answers: Sequence[Path]) -> Iterator[Program]:
    """A running interview; killed at the end of the block."""
    program = Program(home, *arguments(home, answers))
    try:
        yield program
    finally:
        program.kill()


def whole_interview(home: Path, answers: Sequence[Path], seconds: float = 600) -> str:
    """Hold one to its end; what it printed. Raises AssertionError unless it exits with 0."""
    done = run(home, *arguments(home, answers, questions=len(answers)), seconds=seconds)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def rows(home: Path, query: str) -> list[sqlite3.Row]:
    """What the database of a data folder says; no rows where there is none."""
    file = home / "greenroom.db"
    if not file.exists():
        return []
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as database:
        database.row_factory = sqlite3.Row
        return database.execute(query).fetchall()


def integrity(home: Path) -> str:
    """What SQLite says about the database: "ok", or what is wrong."""
    try:
        found = rows(home, "PRAGMA integrity_check")
    except sqlite3.Error as problem:
        return f"{type(problem).__name__}: {problem}"
    return found[0][0] if found else "ok"


def complete_recordings(home: Path) -> None:
    """Do what the next start does with what a crash left, short of transcribing it."""
    lost_answers(Paths.under(home))


def seconds_of(recording: Path) -> float:
    """How much of a recording can be decoded."""
    try:
        return len(soundfile.read(recording, dtype="int16")[0]) / RATE
    except soundfile.SoundFileError:
        return 0.0


def seconds_in(content: bytes, folder: Path) -> float:
    """How much could be decoded of a recording that was read while it was written."""
    copy = folder / "copy.flac"
    copy.write_bytes(content)
    repair_recording(copy)
    return seconds_of(copy)


def until_it_grows(recording: Path, program: Program, seconds: float = 120) -> None:
    """Wait for the first sound in a recording."""
    until = time.monotonic() + seconds
    while not recording.exists() or recording.stat().st_size < 1_000:
        assert program.process.poll() is None, program.output
        assert time.monotonic() < until, f"{recording} never grew:\n{program.output}"
        time.sleep(0.005)
