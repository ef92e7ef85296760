"""The ear, with a microphone that does as it is told."""

from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from greenroom.errors import DeviceError, StorageError
from greenroom.interview.events import ListeningEnded
from greenroom.live.audio import answer_capture
from greenroom.live.audio.answer_capture import HEARD_AGAIN, PATIENCE_SECONDS, AnswerCapture, Take
from greenroom.live.concurrency.executors import InlineExecutor, SerialExecutor
from greenroom.live.concurrency.notices import (
    LevelChanged,
    Message,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
)
from greenroom.ports import SilenceCause
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.endpointing import EndpointRules, seconds_left

BLOCK = np.full(1600, 0.1, np.float32)
SILENCE = np.zeros(1600, np.float32)
BRIEF = EndpointRules(after_sentence=0.3, in_sentence=0.3, unseen=0.1)
LOST = DeviceError("The microphone was lost.", "Plug it in again.")


class Microphone:
    """Gives what is on its list; an exception is raised, None ends the sound."""

    silence_cause: SilenceCause | None = None

    def __init__(self, *script: Samples | Exception | None, refusals: int = 0) -> None:
        self.script = deque(script)
        self.refusals = refusals
        self.opened = 0
        self.closed = 0

    def warm(self) -> None:
        raise LOST

    def open(self) -> None:
        self.opened += 1
        if self.opened > 1 and self.refusals:
            self.refusals -= 1
            raise LOST

    def read(self, timeout: float) -> Samples | None:
        if not self.script:
            return np.zeros(0, np.float32)
        match self.script.popleft():
            case Exception() as problem:
                raise problem
            case block:
                return block

    def close(self) -> None:
        self.closed += 1


class Recording:
    path = Path("answer.flac")

    def __init__(self, room: int = 10**9) -> None:
        self.samples = 0
        self.closed = False
        self._room = room

    def write(self, samples: Samples) -> None:
        if self.samples + len(samples) > self._room:
            raise StorageError("The disk is full.", "Make room.")
        self.samples += len(samples)

    def close(self) -> None:
        self.closed = True


class StreamingTranscription:
    """Loud blocks are speech."""

    def __init__(self) -> None:
        self.samples = 0
        self.last_speech: int | None = None

    def feed(self, samples: Samples) -> None:
        self.samples += len(samples)
        if samples.any():
            self.last_speech = self.samples

    @property
    def silence(self) -> float | None:
        return None if self.last_speech is None else (self.samples - self.last_speech) / SAMPLE_RATE

    def seconds_left(self, patience: EndpointRules) -> float | None:
        return seconds_left(self.silence, None, patience)


def hear(
    microphone: Microphone, recording: Recording, patience: EndpointRules | None = None
) -> tuple[Take, list[Message]]:
    posted: list[Message] = []
    clock = iter(range(0, 10_000, 5))
    take = Take(1, recording, StreamingTranscription())  # type: ignore[arg-type]
    ear = AnswerCapture(
        microphone, InlineExecutor(), posted.append, patience, clock=lambda: float(next(clock))
    )
    ear.listen(take)
    return take, posted


def test_every_block_reaches_recording_and_hearing_before_the_end():
    recording = Recording()
    take, posted = hear(Microphone(BLOCK, BLOCK, None), recording)
    assert recording.samples == take.transcription.samples == 2 * len(BLOCK)  # type: ignore[attr-defined]
    assert recording.closed
    assert [type(it) for it in posted] == [LevelChanged, LevelChanged, ListeningEnded]
    assert posted[-1] == ListeningEnded(1, "file")


def test_a_microphone_that_comes_back_goes_on_with_the_same_recording(monkeypatch):
    monkeypatch.setattr(answer_capture, "RETRY_SECONDS", 0.0)
    recording = Recording()
    _, posted = hear(Microphone(BLOCK, LOST, BLOCK, None, refusals=2), recording)
    assert recording.samples == 2 * len(BLOCK)
    assert sum(isinstance(it, MicrophoneLost) for it in posted) == 1, "told once, not at every try"
    assert posted[-1] == ListeningEnded(1, "file")


def test_one_that_stays_away_ends_the_answer_with_the_reason(monkeypatch):
    monkeypatch.setattr(answer_capture, "RETRY_SECONDS", 0.0)
    recording = Recording()
    microphone = Microphone(BLOCK, LOST, refusals=10**6)
    _, posted = hear(microphone, recording)
    assert recording.samples == len(BLOCK)
    assert recording.closed
    assert posted[-1] == ListeningEnded(1, "fault", "The microphone was lost. Plug it in again.")
    assert microphone.opened > PATIENCE_SECONDS / 5


def test_a_full_disk_ends_the_answer_and_keeps_what_fitted():
    recording = Recording(room=len(BLOCK))
    _, posted = hear(Microphone(BLOCK, BLOCK, BLOCK), recording)
    assert recording.samples == len(BLOCK)
    assert posted[-1] == ListeningEnded(1, "storage", "The disk is full. Make room.")


def test_what_waits_when_the_candidate_ends_is_still_recorded():
    posted: list[Message] = []
    executor = SerialExecutor("ear")

    class Waiting(Microphone):
        """Hands over a backlog after the end was asked for."""

        def read(self, timeout: float) -> Samples | None:
            ear._stop.wait()
            return super().read(timeout)

    recording = Recording()
    microphone = Waiting(*[BLOCK] * 50)
    ear = AnswerCapture(microphone, executor, posted.append)
    take = Take(1, recording, StreamingTranscription())  # type: ignore[arg-type]
    ear.listen(take)
    ear.end(take)
    executor.submit(lambda: None).result()
    executor.close()
    assert recording.samples == 50 * len(BLOCK)
    assert posted[-1] == ListeningEnded(1, "candidate")


def test_a_hold_keeps_the_recording_open():
    posted: list[Message] = []
    executor = SerialExecutor("ear")
    ear = AnswerCapture(Microphone(), executor, posted.append)
    recording = Recording()
    take = Take(1, recording, StreamingTranscription())  # type: ignore[arg-type]
    ear.listen(take)
    ear.hold()
    executor.submit(lambda: None).result()
    assert not recording.closed
    assert posted == []
    ear.end(take)
    executor.submit(lambda: None).result()
    executor.close()
    assert recording.closed
    assert posted == [ListeningEnded(1, "candidate")]


def test_warming_fails_silently_because_listening_will_say_so():
    ear = AnswerCapture(Microphone(), InlineExecutor(), lambda _: None)
    ear.warm()


def test_the_level_names_how_long_the_answer_has_lasted():
    _, posted = hear(Microphone(BLOCK, BLOCK, None), Recording())
    levels = [it for it in posted if isinstance(it, LevelChanged)]
    assert [level.seconds for level in levels] == [1600 / SAMPLE_RATE, 3200 / SAMPLE_RATE]
    assert all(-21 < level.dbfs < -19 for level in levels)


def test_hands_free_silence_ends_the_answer_after_a_visible_countdown():
    recording = Recording()
    _, posted = hear(Microphone(SILENCE, BLOCK, *[SILENCE] * 9, None), recording, BRIEF)
    left = [it.left for it in posted if isinstance(it, LevelChanged)]
    assert left == [None, None, pytest.approx(0.2), pytest.approx(0.1), 0.0]
    assert posted[-1] == ListeningEnded(1, "silence")
    assert recording.closed


def test_without_patience_no_silence_ends_an_answer():
    _, posted = hear(Microphone(BLOCK, *[SILENCE] * 900, None), Recording())
    assert all(it.left is None for it in posted if isinstance(it, LevelChanged))
    assert posted[-1] == ListeningEnded(1, "file")


def test_silence_counts_only_behind_something_said_in_this_stretch():
    posted: list[Message] = []
    microphone = Microphone(BLOCK, SILENCE, SILENCE, None)
    ear = AnswerCapture(microphone, InlineExecutor(), posted.append, BRIEF)
    take = Take(1, Recording(), StreamingTranscription())  # type: ignore[arg-type]
    ear.listen(take)
    microphone.script.extend([*[SILENCE] * 50, BLOCK, *[SILENCE] * 50])
    ear.listen(take)
    assert take.samples == 57 * len(BLOCK), "3 before the repeat, 51 of thinking, 3 of silence"
    assert posted[-1] == ListeningEnded(1, "silence")


def test_who_is_still_thinking_is_not_cut_off():
    posted: list[Message] = []

    def post(message: Message) -> None:
        posted.append(message)
        if isinstance(message, LevelChanged) and message.left == pytest.approx(0.1):
            ear.ignore_silence_once()

    microphone = Microphone(BLOCK, *[SILENCE] * 50, BLOCK, None)
    ear = AnswerCapture(microphone, InlineExecutor(), post, BRIEF)
    ear.listen(Take(1, Recording(), StreamingTranscription()))  # type: ignore[arg-type]
    assert posted[-1] == ListeningEnded(1, "file")
    assert sum(isinstance(it, LevelChanged) for it in posted) == 52


def test_only_zeros_are_told_and_silence_of_a_muted_microphone_ends_no_answer():
    microphone = Microphone(BLOCK, *[SILENCE] * 60, BLOCK, None)
    microphone.silence_cause = SilenceCause("Muted.", certain=True)
    patience = EndpointRules(after_sentence=3.0, in_sentence=3.0, unseen=3.0)
    _, posted = hear(microphone, Recording(), patience)
    told = [it for it in posted if isinstance(it, MicrophoneSilent | MicrophoneSounds)]
    assert told == [MicrophoneSilent("Muted."), MicrophoneSounds(HEARD_AGAIN)]
    assert posted[-1] == ListeningEnded(1, "file")


def test_zeros_in_a_sound_file_are_nobodys_fault():
    _, posted = hear(Microphone(*[SILENCE] * 400, None), Recording())
    assert not any(isinstance(it, MicrophoneSilent) for it in posted)


def test_that_cooling_fails_is_known():
    class Stubborn(Microphone):
        def close(self) -> None:
            raise ZeroDivisionError

    executor = InlineExecutor()
    done: list[Any] = []
    submit = executor.submit
    executor.submit = lambda work: done.append(submit(work)) or done[-1]  # type: ignore[method-assign]
    AnswerCapture(Stubborn(), executor, lambda _: None).stop_capture()
    assert done[0].exception() is None, "the failure was left in a future that nobody reads"
