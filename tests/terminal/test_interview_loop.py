"""The loop around a live interview, and how it ends."""

import io
import os
import signal
from pathlib import Path
from typing import NoReturn

import pytest

from greenroom.interview.events import EndRequested, Event, Started
from greenroom.interview.machine import begin
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.live.concurrency.notices import Concluded, NoticeQueue, Told
from greenroom.terminal.interview_loop import run_interview
from greenroom.terminal.screen import Screen

QUESTION = Question(id="q", ask="Why?", rubric="star", tests="t", strong="s", weak="w")
PLAN = Plan(Script(id="s", title="S", about="a", welcome="Hi.", closing="Bye."), (QUESTION,), 1)
DONE = Concluded("s1", Path("folder"))


class Interview:
    """Does something when it starts, and ends when it is asked to."""

    def __init__(self, notices: NoticeQueue, begin_with: object) -> None:
        self.state = begin(PLAN)
        self._door = notices
        self._begin_with = begin_with

    def handle(self, event: Event) -> None:
        match event:
            case Started():
                self._begin_with()  # type: ignore[operator]
            case EndRequested():
                self._door.put(DONE)


class Closed(io.StringIO):
    """A terminal that was closed."""

    def write(self, _: str) -> NoReturn:
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_first_signal_ends_in_the_review(number: signal.Signals) -> None:
    notices, before = NoticeQueue(), signal.getsignal(number)
    interview = Interview(notices, lambda: os.kill(os.getpid(), number))
    assert run_interview(interview, notices, Screen(io.StringIO())) == DONE  # type: ignore[arg-type]
    assert signal.getsignal(number) is before


def test_who_wants_to_outlive_the_terminal_does() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        notices = NoticeQueue()

        def hang_up() -> None:
            os.kill(os.getpid(), signal.SIGHUP)
            notices.put(Concluded("not ended", None))

        interview = Interview(notices, hang_up)
        concluded = run_interview(interview, notices, Screen(io.StringIO()))  # type: ignore[arg-type]
        assert concluded.session_id == "not ended"
    finally:
        signal.signal(signal.SIGHUP, before)


def test_where_nobody_reads_any_more_the_interview_ends() -> None:
    notices = NoticeQueue()
    screen = Screen(Closed())
    interview = Interview(notices, lambda: notices.put(Told("Something.")))
    assert run_interview(interview, notices, screen) == DONE  # type: ignore[arg-type]
    assert screen.gone
