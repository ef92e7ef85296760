"""Whole interviews in the real window: real Whisper, real measuring, answers from sound files."""

import gc
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from interviews import SETTLED, QuickEars, hold_interview, hold_short_interview, kept
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from room import Room, answers, sample

from greenroom import runtime
from greenroom.composition import open_store
from greenroom.engines.store.flac_recording import FlacRecording, recording_name
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.speech.clip import SAMPLE_RATE
from greenroom.ui.stage import controller as interview_controller

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

MakeRoom = Callable[..., Room]


@pytest.fixture
def enter(qapp: QApplication, tmp_path: Path) -> Iterator[MakeRoom]:
    """Makes rooms: with so many seconds of each answer, and settings other than the usual."""
    rooms: list[Room] = []

    def make(*seconds: float, **other: object) -> Room:
        usual = {"speaker": "none", "voice": "none", "questions": 2, "follow_ups": 1}
        microphone = answers(tmp_path, seconds)
        settings = Settings.model_validate({**usual, "microphone": microphone, **other})
        rooms.append(Room(qapp, tmp_path / "home", settings))
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


def test_an_interview_by_keyboard_alone_ends_in_its_review(enter: MakeRoom, tmp_path: Path):
    room = enter(40, 20, 20, 20, voice="neural", speaker=f"file:{tmp_path / 'said.wav'}")
    room.warm_up()
    room.window.show_screen("home")
    room.until_home_is_ready()
    hold_interview(room)


def test_a_hands_free_answer_ends_in_silence_but_not_in_thought(enter: MakeRoom, tmp_path: Path):
    speech, silence = sample(3.0), np.zeros(5 * SAMPLE_RATE, np.float32)
    whole = np.concatenate((speech, silence, speech, *[silence] * 4))
    soundfile.write(tmp_path / "halting.wav", whole, SAMPLE_RATE)
    halting = f"file:{tmp_path / 'halting.wav'}"
    room = enter(microphone=halting, hands_free=True, questions=1, follow_ups=0)
    room.interviews.begin(room.settings)
    room.until(lambda: room.stage.view.countdown is not None)
    room.press(Qt.Key.Key_T, after=0)
    room.until(lambda: room.stage.view.countdown is None)
    room.until(lambda: room.stage.view.seconds > 9)
    assert room.stage.view.phase == "listening", "the silence in which one thinks ends nothing"
    room.until(lambda: room.window.shown == "review")
    (recording,) = room.paths.recordings.glob("*/*.flac")
    assert 11 < soundfile.info(recording).duration < len(whole) / SAMPLE_RATE - 5


def test_closing_the_window_in_an_answer_keeps_it(enter: MakeRoom, monkeypatch: pytest.MonkeyPatch):
    """Where the computer is quick enough: all is known of the answer before the window closes."""
    monkeypatch.setattr(interview_controller, "KEEP_MS", 50_000)
    room = enter(12, questions=1)
    room.interviews.begin(room.settings)
    room.until(lambda: room.stage.view.seconds > 4)
    room.window.close()
    assert room.window.isVisible(), "it closes when the answer is kept"
    room.until(lambda: not room.window.isVisible())
    (session,) = kept(room)
    (answer,) = session.answers
    assert answer.analysis
    assert session.finished_at


def leave_as_a_crash_would(paths: Paths) -> None:
    """A session that was never finished, with a recording that nobody has heard."""
    store = open_store(paths)
    session = Session("crashed", "behavioral", "Behavioral", datetime.now(UTC))
    recording = FlacRecording(store.begin(session) / recording_name(1))
    recording.write(sample(5.0))
    question = "When did a mistake of yours reach users?"
    answer = Answer("a", "crashed", 1, "q", question, "star", datetime.now(UTC))
    store.save_answer(replace(answer, clip=recording.path.name))
    recording.close()
    store.close()


def test_what_a_crash_left_is_offered_and_recovered(enter: MakeRoom, tmp_path: Path):
    paths = Paths.under(tmp_path / "home")
    paths.prepare()
    leave_as_a_crash_would(paths)
    room = enter(1)
    room.until(lambda: "1 answer waits" in room.sentence)
    room.click("Recover")
    room.until(lambda: "can be reviewed now" in room.sentence)
    room.click("Review")
    room.until(lambda: room.reviewed == "crashed")
    (session,) = kept(room)
    (answer,) = session.answers
    assert answer.recovered
    assert answer.analysis
    assert answer.analysis.transcript.words


def things(app: QApplication) -> Counter[str]:
    """All threads, windows and timers there are."""
    gc.collect()
    timers = [one for window in app.topLevelWidgets() for one in window.findChildren(QTimer)]
    objects = [one for window in app.topLevelWidgets() for one in window.findChildren(QObject)]
    names = [thread.name.rpartition("_")[0] or thread.name for thread in threading.enumerate()]
    return Counter(
        {f"thread {name}": count for name, count in Counter(names).items()}
        | {"windows": len(app.topLevelWidgets()), "timers": len(timers), "objects": len(objects)}
    )


def test_ten_interviews_leave_nothing_behind(
    enter: MakeRoom, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(runtime, "load_transcriber", lambda *_, **__: QuickEars())
    room = enter(1.0, questions=1, follow_ups=0)
    room.until_home_is_ready()
    before = Counter[str]()
    for number in range(10):
        hold_short_interview(room)
        if number == SETTLED:
            room.settle()
            before = things(qapp)
    room.until(lambda: things(qapp) == before)
    assert len(kept(room)) == 10
