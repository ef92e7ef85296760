"""One long interview: memory, threads, descriptors and leftovers do not grow with the answers."""

import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from campaign.program import arguments, rows, write_answers
from campaign.tally import Tally
from whole.program import Program

LENGTHS = (15.0, 45.0)
SPEED = 20.0
QUESTIONS = 50
FOLLOW_UPS = 3
SETTLED = 10
"""From this answer on nothing grows: caches are full by then."""

MOST_GROWTH = 0.05
MARKS = (10, 25, 50, 100, 200)
_LOOK_SECONDS = 1.0
_STALLED_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Look:
    """A process at one moment: resident memory in MB, threads, open descriptors."""

    memory: float
    threads: int
    descriptors: int

    @classmethod
    def at(cls, process: int) -> "Look | None":
        """None where the process has ended."""
        try:
            lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
            fields = dict(line.split(":", 1) for line in lines)
            count = sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
            return cls(int(fields["VmRSS"].split()[0]) / 1000, int(fields["Threads"]), count)
        except (OSError, KeyError):
            return None


def soak(home: Path, count: int, chance: Random) -> Tally:
    """Give so many answers in one interview and compare what is held with the tenth."""
    tally = Tally("soak")
    lengths = [chance.uniform(*LENGTHS) for _ in range(count)]
    said = write_answers(home / "said", lengths, chance)
    questions = min(QUESTIONS, count)
    follow_ups = FOLLOW_UPS if count > questions else 0
    how = arguments(home, said, questions=questions, follow_ups=follow_ups, speed=SPEED)
    temporary = home / "tmp"
    temporary.mkdir()
    program = Program(home, *how, env={"TMPDIR": str(temporary)})
    try:
        held = _watch(program, count)
        program.press("q")
        tally.check(program.wait(_STALLED_SECONDS) == 0, program.output[-2000:])
    finally:
        program.kill()
    judge(held, tally)
    tally.tried = len(held)
    tally.figures["hours_of_speech"] = round(sum(lengths[: len(held)]) / 3600, 2)
    left = sorted(path.name for path in temporary.iterdir())
    tally.check(not left, f"left in the folder for temporary files: {left}")
    unheard = rows(home, "SELECT id FROM answers WHERE analysis IS NULL")
    tally.check(not unheard, f"{len(unheard)} answers without an analysis", len(unheard))
    return tally


def _watch(program: Program, count: int) -> list[list[Look]]:
    """Per answer the least that each process held while it was given: the peaks are work."""
    held: list[list[Look]] = []
    looks: list[list[Look]] = []
    moved = time.monotonic()
    while program.process.poll() is None and len(held) < count:
        time.sleep(_LOOK_SECONDS)
        processes = (program.process.pid, *_children(program.process.pid))
        if all(seen := [Look.at(process) for process in processes]):
            looks.append([look for look in seen if look])
        if sum("Listening." in line for line in program.lines) > len(held) + 1 and looks:
            widest = max(map(len, looks))
            same = [one for one in looks if len(one) == widest]
            held.append([min(of, key=lambda look: look.memory) for of in zip(*same, strict=True)])
            looks, moved = [], time.monotonic()
            if len(held) in MARKS:
                print(f"{len(held)} answers: {held[-1]}", flush=True)
        assert time.monotonic() - moved < _STALLED_SECONDS, program.output
    return held


def judge(held: list[list[Look]], tally: Tally) -> None:
    """Compare what each process held at the last answer with what it held once it was settled."""
    if len(held) <= SETTLED:
        return
    for name, first, last in zip(("main", "child"), held[SETTLED - 1], held[-1], strict=False):
        growth = last.memory / first.memory - 1
        tally.figures[f"{name}_mb"] = [round(first.memory), round(last.memory)]
        tally.check(growth <= MOST_GROWTH, f"the {name} process grew by {growth:.0%}")
        tally.check(last.threads <= first.threads + 1, f"{name}: {last.threads} threads")
        more = last.descriptors - first.descriptors
        tally.check(more <= 2, f"{name}: {more} more descriptors")


def _children(process: int) -> list[int]:
    """The processes that a process has started, oldest first; helpers of `multiprocessing` too."""
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        found += map(int, children.read_text(encoding="utf-8").split())
    return [one for one in sorted(found) if _measures(one)]


def _measures(process: int) -> bool:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
    return b"spawn_main" in command
