"""An interview in the terminal, from the first key to the report."""

import signal
from collections.abc import Generator
from contextlib import contextmanager
from queue import Empty
from types import FrameType

from greenroom.interview.events import EndRequested, Started
from greenroom.live.concurrency.notices import (
    Concluded,
    LevelChanged,
    Message,
    NoticeQueue,
    SentOut,
    Told,
    VoiceBegan,
    WordsHeard,
)
from greenroom.live.interview.live_interview import LiveInterview
from greenroom.terminal.keys import listening_for_keys
from greenroom.terminal.screen import Screen

WAIT_SECONDS = 0.2
"""How long Ctrl-C may go unnoticed on Windows."""

_ENDS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


def run_interview(interview: LiveInterview, notices: NoticeQueue, screen: Screen) -> Concluded:
    """Run `interview` to its end; Ctrl-C once asks for the review, twice quits at once.

    Closing the terminal also asks for the review: what was said is still transcribed and judged.
    """
    with listening_for_keys(notices.put), _interrupts_ask_for_the_end(notices):
        interview.handle(Started())
        has_reader = True
        while True:
            screen.state_changed(interview.state)
            if has_reader and screen.gone:
                has_reader = False
                notices.put(EndRequested())
            match message := _next(notices):
                case Concluded():
                    return message
                case VoiceBegan() | LevelChanged() | WordsHeard() | Told() | SentOut():
                    screen.notice(message, interview.state)
                case _:
                    interview.handle(message)


def _next(notices: NoticeQueue) -> Message:
    """Wait in short turns: on Windows, Ctrl-C cannot interrupt a longer wait."""
    while True:
        try:
            return notices.get(timeout=WAIT_SECONDS)
        except Empty:
            continue


@contextmanager
def _interrupts_ask_for_the_end(notices: NoticeQueue) -> Generator[None]:
    """Let the first of these signals end in the review, the next one do what it did before."""
    before = {number: signal.getsignal(number) for number in _ENDS}
    if hasattr(signal, "SIGHUP") and before[signal.SIGHUP] is signal.SIG_IGN:
        del before[signal.SIGHUP]  # as `nohup` requests

    def ask(number: int, _: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        notices.put(EndRequested())

    for number in before:
        signal.signal(number, ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
