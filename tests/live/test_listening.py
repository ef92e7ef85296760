"""The ear, with a microphone that does as it is told."""

from collections import deque
from pathlib import Path

import numpy as np

from greenroom.errors import DeviceError, StorageError
from greenroom.interview.events import ListeningEnded
from greenroom.live import listening
from greenroom.live.lanes import InlineLane, ThreadLane
from greenroom.live.listening import PATIENCE_SECONDS, Listening, Take
from greenroom.live.notices import LevelChanged, Message, Told
from greenroom.speech.clip import SAMPLE_RATE, Samples

BLOCK = np.full(1600, 0.1, np.float32)
LOST = DeviceError("The microphone was lost.", "Plug it in again.")


class Microphone:
    """Gives what is on its list; an exception is raised, None ends the sound."""

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


class Hearing:
    def __init__(self) -> None:
        self.samples = 0

    def feed(self, samples: Samples) -> None:
        self.samples += len(samples)


def hear(microphone: Microphone, recording: Recording) -> tuple[Take, list[Message]]:
    posted: list[Message] = []
    clock = iter(range(0, 10_000, 5))
    take = Take(1, recording, Hearing())  # type: ignore[arg-type]
    ear = Listening(microphone, InlineLane(), posted.append, clock=lambda: float(next(clock)))
    ear.listen(take)
    return take, posted


def test_every_block_reaches_recording_and_hearing_before_the_end():
    recording = Recording()
    take, posted = hear(Microphone(BLOCK, BLOCK, None), recording)
    assert recording.samples == take.hearing.samples == 2 * len(BLOCK)  # type: ignore[attr-defined]
    assert recording.closed
    assert [type(it) for it in posted] == [LevelChanged, LevelChanged, ListeningEnded]
    assert posted[-1] == ListeningEnded(1, "file")


def test_a_microphone_that_comes_back_goes_on_with_the_same_recording(monkeypatch):
    monkeypatch.setattr(listening, "RETRY_SECONDS", 0.0)
    recording = Recording()
    _, posted = hear(Microphone(BLOCK, LOST, BLOCK, None, refusals=2), recording)
    assert recording.samples == 2 * len(BLOCK)
    assert sum(isinstance(it, Told) for it in posted) == 1, "told once, not at every try"
    assert posted[-1] == ListeningEnded(1, "file")


def test_one_that_stays_away_ends_the_answer_with_the_reason(monkeypatch):
    monkeypatch.setattr(listening, "RETRY_SECONDS", 0.0)
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
    assert posted[-1] == ListeningEnded(1, "fault", "The disk is full. Make room.")


def test_what_waits_when_the_candidate_ends_is_still_recorded():
    posted: list[Message] = []
    lane = ThreadLane("ear")

    class Waiting(Microphone):
        """Hands over a backlog after the end was asked for."""

        def read(self, timeout: float) -> Samples | None:
            if timeout:
                ear._stop.wait()
                return BLOCK
            return super().read(timeout)

    recording = Recording()
    microphone = Waiting(*[BLOCK] * 50)
    ear = Listening(microphone, lane, posted.append)
    take = Take(1, recording, Hearing())  # type: ignore[arg-type]
    ear.listen(take)
    ear.end(take)
    lane.submit(lambda: None).result()
    lane.close()
    assert recording.samples == 51 * len(BLOCK)
    assert posted[-1] == ListeningEnded(1, "candidate")


def test_a_hold_keeps_the_recording_open():
    posted: list[Message] = []
    lane = ThreadLane("ear")
    ear = Listening(Microphone(), lane, posted.append)
    recording = Recording()
    take = Take(1, recording, Hearing())  # type: ignore[arg-type]
    ear.listen(take)
    ear.hold()
    lane.submit(lambda: None).result()
    assert not recording.closed
    assert posted == []
    ear.end(take)
    lane.submit(lambda: None).result()
    lane.close()
    assert recording.closed
    assert posted == [ListeningEnded(1, "candidate")]


def test_warming_fails_silently_because_listening_will_say_so():
    ear = Listening(Microphone(), InlineLane(), lambda _: None)
    ear.warm()


def test_the_level_names_how_long_the_answer_has_lasted():
    _, posted = hear(Microphone(BLOCK, BLOCK, None), Recording())
    levels = [it for it in posted if isinstance(it, LevelChanged)]
    assert [level.seconds for level in levels] == [1600 / SAMPLE_RATE, 3200 / SAMPLE_RATE]
    assert all(-21 < level.dbfs < -19 for level in levels)
