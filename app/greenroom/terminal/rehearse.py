"""An interview in the terminal, from the first key to the report."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from queue import Empty
from types import FrameType

from greenroom.interview.events import EndRequested, Started
from greenroom.live.door import Door
from greenroom.live.interview import LiveInterview
from greenroom.live.notices import (
    Concluded,
    LevelChanged,
    Message,
    SentOut,
    Told,
    VoiceBegan,
    WordsHeard,
)
from greenroom.terminal.keys import listening_for_keys
from greenroom.terminal.screen import Screen

WAIT_SECONDS = 0.2
"""How long Ctrl-C may go unheard on Windows."""


def rehearse(interview: LiveInterview, door: Door, screen: Screen) -> Concluded:
    """Run `interview` to its end; Ctrl-C once asks for the review, twice leaves at once."""
    with listening_for_keys(door.put), _interrupts_ask_for_the_end(door):
        interview.handle(Started())
        while True:
            screen.state_changed(interview.state)
            match message := _next(door):
                case Concluded():
                    return message
                case VoiceBegan() | LevelChanged() | WordsHeard() | Told() | SentOut():
                    screen.notice(message, interview.state)
                case _:
                    interview.handle(message)


def _next(door: Door) -> Message:
    """Wait in short turns: Windows lets nobody interrupt a longer wait with Ctrl-C."""
    while True:
        try:
            return door.get(timeout=WAIT_SECONDS)
        except Empty:
            continue


@contextmanager
def _interrupts_ask_for_the_end(door: Door) -> Generator[None]:
    """The first SIGINT or SIGTERM ends in the review, the next one where it did before."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, _: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        door.put(EndRequested())

    for number in before:
        signal.signal(number, ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
