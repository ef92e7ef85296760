"""What a long interview takes of memory."""

from pathlib import Path

from bench.figures import Figure
from bench.session import Held, hold
from bench.setting import Setting
from greenroom.live.concurrency.resources import trim_heap

HOUR = tuple((300, number) for number in range(12))
"""Answers in the order in which they are given: seconds, and which ending."""

MOST_MB = 900

SETTLED, SEGMENTS = 10, 40
MOST_GROWTH = 5.0
"""Percent, once whatever is loaded and cached at first is there."""


def hour(setting: Setting) -> list[Figure]:
    """An hour of answers in one interview; takes a quarter of one, or a whole in real time."""
    return memory(hold(setting.talk, HOUR, setting.hurry, setting.runtime))


def memory(held: Held) -> list[Figure]:
    """The figures of an interview that was held."""
    minutes = sum(answer.seconds for answer in held.answers) / 60
    what = f"memory after {minutes:.0f} min of answers"
    most = "the most memory at any time"
    return [
        Figure("memory.last", what, held.memory.last, "MB", MOST_MB, grain=50),
        Figure("memory.most", most, held.memory.most, "MB", MOST_MB, grain=50),
    ]


def growth(setting: Setting) -> list[Figure]:
    """How much more memory is held behind 40 segments, each of another length, than behind 10."""
    held = [_held_after(setting, number) for number in range(1, SEGMENTS + 1)]
    percent = 100 * (held[-1] / held[SETTLED - 1] - 1)
    what = f"memory growth from segment {SETTLED} to {SEGMENTS}"
    return [Figure("memory.growth", what, percent, "%", MOST_GROWTH, grain=2)]


def _held_after(setting: Setting, number: int) -> float:
    setting.runtime.transcriber.transcribe(setting.talk.answer(3 + 0.13 * number, number))
    trim_heap()
    return float(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
