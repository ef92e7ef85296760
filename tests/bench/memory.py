"""What a long interview takes of memory."""

from bench.figures import Figure
from bench.session import Held, hold
from bench.setting import Setting

HOUR = tuple((300, number) for number in range(12))
"""Answers in the order in which they are given: seconds, and which ending."""

MOST_MB = 900


def hour(setting: Setting) -> list[Figure]:
    """An hour of answers in one interview; takes a quarter of one, or a whole in real time."""
    return memory(hold(setting.talk, HOUR, setting.hurry, setting.backstage))


def memory(held: Held) -> list[Figure]:
    """The figures of an interview that was held."""
    minutes = sum(answer.seconds for answer in held.answers) / 60
    what = f"memory after {minutes:.0f} min of answers"
    most = "the most memory at any time"
    return [
        Figure("memory.last", what, held.memory.last, "MB", MOST_MB, grain=50),
        Figure("memory.most", most, held.memory.most, "MB", MOST_MB, grain=50),
    ]
