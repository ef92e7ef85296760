"""An interview whose speech model takes long to load."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from queue import SimpleQueue
from threading import Event as Flag

import pytest

from greenroom.composition import InterviewOptions, interview
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.interview import events as ev
from greenroom.live.concurrency.notices import Concluded, Message
from greenroom.paths import Paths, shipped
from greenroom.question_plans import choose_plan
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings

SAMPLE = shipped("assets") / "samples" / "1-shipped-mistake-to-users.flac"
SETTINGS = Settings(voice="none", speaker="none", microphone=f"file:{SAMPLE}")


def next_of(posted: "SimpleQueue[Message]", wanted: Callable[[Message], bool]) -> Message:
    """The next message of a kind."""
    while not wanted(message := posted.get(timeout=20)):
        pass
    return message


@pytest.fixture
def runtime(paths: Paths) -> ModelRuntime:
    return ModelRuntime(Settings(voice="none"), paths, ModelHub())


def test_nothing_that_is_stored_waits_for_a_slow_model(
    paths: Paths, runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch
):
    loading, go_on = Flag(), Flag()

    def load() -> None:
        loading.set()
        go_on.wait(50)

    monkeypatch.setattr(runtime.transcriber, "load", load)
    plan = choose_plan("behavioral", paths, questions=1, follow_ups=0)
    posted = SimpleQueue[Message]()
    rehearsal = InterviewOptions(SETTINGS, paths, ModelHub(), runtime=runtime)
    with interview(plan, rehearsal, posted.put) as live:
        live.handle(ev.Started())
        assert loading.wait(20)
        live.handle(ev.EndRequested())
        try:
            concluded = next_of(posted, lambda message: isinstance(message, Concluded))
        finally:
            go_on.set()
        assert concluded == Concluded(live.session.id, None)
        assert not list(paths.recordings.glob("*")), "the empty session is gone"
    runtime.close()


def test_what_is_canceled_while_it_is_prepared_is_told(
    paths: Paths, runtime: ModelRuntime, monkeypatch: pytest.MonkeyPatch
):
    def load() -> None:
        raise CancelledError

    monkeypatch.setattr(runtime.transcriber, "load", load)
    plan = choose_plan("behavioral", paths, questions=1, follow_ups=0)
    posted = SimpleQueue[Message]()
    rehearsal = InterviewOptions(SETTINGS, paths, ModelHub(), runtime=runtime)
    with interview(plan, rehearsal, posted.put) as live:
        live.handle(ev.Started())
        failed = next_of(posted, lambda message: isinstance(message, ev.PreparationFailed))
    assert failed == ev.PreparationFailed("That was stopped before it was done.")
    runtime.close()
