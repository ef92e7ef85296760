"""Keys, through a real pseudo-terminal where the platform has one."""

import os
import pty
import sys
import termios
from queue import SimpleQueue

import pytest

from greenroom.interview.events import AnswerFinished, EndRequested, Event, RepeatRequested
from greenroom.terminal.keys import HELP, intent, listening_for_keys


@pytest.mark.parametrize("key", ["x", "", " ", "é"])
def test_other_keys_mean_nothing(key: str):
    assert intent(key) is None


def test_capitals_count_and_every_key_is_explained():
    assert intent("R") == RepeatRequested()
    for key in ("Enter", "s:", "r:", "q:"):
        assert key in HELP


def test_keys_arrive_without_enter_and_the_terminal_is_put_back(monkeypatch):
    outside, inside = pty.openpty()
    keys: SimpleQueue[Event] = SimpleQueue()
    with os.fdopen(inside, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        before = termios.tcgetattr(terminal)
        with listening_for_keys(keys.put):
            os.write(outside, b"xr\n")
            assert keys.get(timeout=5) == RepeatRequested()
            assert keys.get(timeout=5) == AnswerFinished()
            os.write(outside, b"q")
            assert keys.get(timeout=5) == EndRequested()
        assert termios.tcgetattr(terminal) == before
    os.close(outside)
