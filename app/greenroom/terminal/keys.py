"""The keyboard: single keys as intents, from a terminal or from a pipe."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress

from greenroom.interview.events import (
    AnswerFinished,
    EndRequested,
    Event,
    QuestionSkipped,
    RepeatRequested,
)

_INTENTS: dict[str, Event] = {
    "\n": AnswerFinished(),
    "\r": AnswerFinished(),
    "s": QuestionSkipped(),
    "r": RepeatRequested(),
    "q": EndRequested(),
}

_CTRL_C = "\x03"

HELP = "Enter: finish my answer   s: skip   r: repeat the question   q: end and review"


def intent(key: str) -> Event | None:
    """Return what a key stands for; None for keys without a meaning."""
    return _INTENTS.get(key.lower())


@contextmanager
def listening_for_keys(post: Callable[[Event], None]) -> Generator[None]:
    """Post the intent of each key until the end of the block or of the input."""
    with _single_keys():
        threading.Thread(target=_read, args=(post,), name="keys", daemon=True).start()
        yield


def _read(post: Callable[[Event], None]) -> None:
    while key := _next_key():
        if key == _CTRL_C and sys.platform == "win32":
            signal.raise_signal(signal.SIGINT)  # there it arrives as a key, without a signal
        elif event := intent(key):
            post(event)


def _next_key() -> str:
    """Return the next character; "" when there will be no more."""
    if sys.platform == "win32" and sys.stdin.isatty():
        import msvcrt

        return msvcrt.getwch()
    try:
        return os.read(sys.stdin.fileno(), 1).decode("ascii", errors="replace")
    except (OSError, ValueError):
        return ""


@contextmanager
def _single_keys() -> Generator[None]:
    """Deliver keys at once and without echo; restore the terminal afterward."""
    if sys.platform == "win32" or not sys.stdin.isatty():
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal was closed meanwhile
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
