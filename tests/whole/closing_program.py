"""The window as a process of its own, with something under way when it is closed.

python closing_program.py HOME CASE [ADDRESS]
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from greenroom import runtime
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui.shell import app
from greenroom.ui.shell.app import Program

HOME, CASE = Path(sys.argv[1]), sys.argv[2]
ADDRESS = sys.argv[3] if len(sys.argv) > 3 else ""
LOOK_MS = 20

hangs = threading.Event()


def hang(*_: object, **__: object) -> Any:
    """What never answers."""
    hangs.set()
    time.sleep(600)


class Hanging:
    """A voice and a transcriber that hang."""

    synthesize = transcribe = languages = staticmethod(hang)


def have_a_model_that_hangs() -> None:
    """There at once, and silent."""
    runtime.find_model = lambda *_, **__: HOME
    runtime.working_device = lambda _: "cpu"
    runtime.load_transcriber = lambda *_, **__: Hanging()


def nothing(_: Program) -> Callable[[], bool]:
    """The window alone."""
    return lambda: True


def sound_check(program: Program) -> Callable[[], bool]:
    """The meter runs."""
    assert program.controller
    levels: list[float] = []
    program.controller.home.sound.level.connect(levels.append)
    program.controller.home.sound.set_open(True)
    return lambda: bool(levels)


def download(program: Program) -> Callable[[], bool]:
    """A speech model comes from a hub that stalls."""
    assert program.controller
    program.controller.home._readiness.fix("model")
    return lambda: True


def trial(program: Program) -> Callable[[], bool]:
    """A language model is asked for a follow-up and says nothing."""
    assert program.controller
    program.window.show_screen("preferences")
    assert program.controller._preferences
    program.controller._preferences._llm._try()
    return lambda: True


def loading(program: Program) -> Callable[[], bool]:
    """The speech model is loaded, which never ends."""
    assert program.controller
    have_a_model_that_hangs()
    runtime.load_transcriber = hang
    program.controller.interviews.runtime.warm_up()
    return hangs.is_set


def voice(program: Program) -> Callable[[], bool]:
    """An interview whose voice hangs in its first sentence."""
    assert program.controller
    runtime.make_voice = lambda _: Hanging()
    have_a_model_that_hangs()
    program.controller.interviews.begin(program.services.settings_store.settings)
    return hangs.is_set


def answer(program: Program) -> Callable[[], bool]:
    """An answer is being spoken, and its words never come."""
    assert program.controller
    have_a_model_that_hangs()
    interviews = program.controller.interviews
    interviews.begin(program.services.settings_store.settings)
    return lambda: interviews._controller()._screen.view.seconds > 3


def child(program: Program) -> Callable[[], bool]:
    """The measuring process is stopped while it is asked something."""
    assert program.controller
    runtimes = program.controller.interviews.runtime
    with runtimes.lent(program.services.settings_store.settings) as lent:
        measuring = lent.measuring
    measuring.warm_up().result(30)
    assert measuring.pid
    os.kill(measuring.pid, signal.SIGSTOP)
    measuring.warm_up()
    return lambda: True


def note(program: Program) -> Callable[[], bool]:
    """A note was written a moment ago, behind something that takes long."""
    assert program.controller
    store = SqliteStore(Paths.under(HOME))
    now = datetime.now(UTC)
    store.begin(Session("s", "behavioral", "Behavioral", now))
    store.save_answer(Answer("a", "s", 1, "q", "Why?", "star", now))
    store.finish("s")
    store.close()
    review = program.controller.reviews._review_controller()
    review._tasks.run(lambda: time.sleep(0.5), lambda _: None, lambda _: None)
    review._keep_note("a", "Say the number.")
    return lambda: True


CASES = (nothing, sound_check, download, trial, loading, voice, answer, child, note)


def settings() -> Settings:
    """What the case needs."""
    sound = HOME / "speech.flac"
    plain = Settings(voice="none", speaker="none", microphone=f"file:{sound}")
    if CASE == "download":
        return plain.model_copy(update={"model": "tiny"})
    if CASE == "voice":
        return plain.model_copy(update={"voice": "neural"})
    if CASE == "trial":
        llm = LanguageModel(address=f"{ADDRESS}/v1", model="silent", agreed=True)
        return plain.model_copy(update={"llm": llm})
    return plain


def close(program: Program) -> None:
    """As the user does."""
    sys.stdout.write("closing\n")
    sys.stdout.flush()
    program.window.close()


def begin(program: Program) -> None:
    """The case, as soon as the program is there."""
    if program.controller is None:
        QTimer.singleShot(LOOK_MS, lambda: begin(program))
        return
    case = {one.__name__.replace("_", " "): one for one in CASES}[CASE]
    wait(program, case(program))


def wait(program: Program, under_way: Callable[[], bool]) -> None:
    """Until the case is under way, which of a server only the test knows; then close."""
    if not under_way() or (ADDRESS and not (HOME / "asked").exists()):
        QTimer.singleShot(LOOK_MS, lambda: wait(program, under_way))
        return
    close(program)


def main() -> int:
    """Run the window as `greenroom window` does."""
    show = Program.show

    def show_and_begin(program: Program) -> None:
        show(program)
        begin(program)

    setattr(Program, "show", show_and_begin)  # noqa: B010 - what is called is the same
    paths = Paths.under(HOME)
    paths.prepare()
    return app.run(paths, settings())


if __name__ == "__main__":  # spawned measuring processes import this file again
    sys.exit(main())
