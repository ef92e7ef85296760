"""The interviewer's voice, with a voice and a speaker that can be watched."""

from threading import Event

import numpy as np
import pytest

from greenroom.engines.sound import speaker as speaker_module
from greenroom.engines.sound.speaker import SoundCardSpeaker
from greenroom.errors import DeviceError
from greenroom.interview.events import SpeakingFailed, Spoken
from greenroom.live.audio.interviewer_voice import READ_INSTEAD, InterviewerVoice
from greenroom.live.concurrency.executors import InlineExecutor, SerialExecutor
from greenroom.live.concurrency.notices import Message, VoiceBegan
from greenroom.speech.clip import SAMPLE_RATE, Clip


class Voice:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def synthesize(self, text: str) -> Clip:
        self.asked.append(text)
        return Clip(np.full(SAMPLE_RATE, 0.1, np.float32))


class Speaker:
    def __init__(self, problem: Exception | None = None) -> None:
        self.played: list[Clip] = []
        self._problem = problem

    def play(self, clip: Clip, stop: Event) -> bool:
        if self._problem:
            raise self._problem
        self.played.append(clip)
        return True

    def close(self) -> None:
        pass


@pytest.fixture
def posted() -> list[Message]:
    return []


def test_what_was_prepared_is_not_synthesized_again(posted: list[Message]):
    voice, speaker = Voice(), Speaker()
    speaking = InterviewerVoice(voice, speaker, InlineExecutor(), posted.append)
    speaking.prepare("Next?")
    speaking.prepare("Next?")
    speaking.say(3, "Next?")
    assert voice.asked == ["Next?"]
    began = posted[0]
    assert isinstance(began, VoiceBegan)
    assert began.text == "Next?"
    assert began.levels == pytest.approx([-20] * 20, abs=0.1), "a second of sound, in twentieths"
    assert posted[1:] == [Spoken(3)]


def test_a_broken_speaker_becomes_an_event_with_its_hint(posted: list[Message]):
    speaker = Speaker(DeviceError("No speaker.", "Plug one in."))
    InterviewerVoice(Voice(), speaker, InlineExecutor(), posted.append).say(2, "Hello.")
    assert posted[-1] == SpeakingFailed(2, f"No speaker. Plug one in. {READ_INSTEAD}")


def test_the_same_reason_is_told_once_until_the_voice_was_heard_again(posted: list[Message]):
    speaker = Speaker(DeviceError("No speaker."))
    speaking = InterviewerVoice(Voice(), speaker, InlineExecutor(), posted.append)

    def reasons(turn: int) -> list[str]:
        posted.clear()
        speaking.say(turn, "Hello.")
        return [it.reason for it in posted if isinstance(it, SpeakingFailed)]

    first = reasons(1)
    assert first[0].startswith("No speaker.")
    assert reasons(2) == [""]
    speaker._problem = DeviceError("Another.")
    assert reasons(3)[0].startswith("Another.")
    speaker._problem = None
    assert reasons(4) == []
    speaker._problem = DeviceError("Another.")
    assert reasons(5)[0].startswith("Another.")


def test_even_a_programming_error_becomes_an_event(posted: list[Message]):
    speaker = Speaker(ZeroDivisionError())
    InterviewerVoice(Voice(), speaker, InlineExecutor(), posted.append).say(2, "Hello.")
    assert isinstance(posted[-1], SpeakingFailed)


def stop_while_it_waits(speaking: InterviewerVoice, executor: SerialExecutor, gate: Event) -> None:
    """Returns when what the gate held up is over."""
    speaking.stop()
    spoken = executor.submit(lambda: None)
    gate.set()
    spoken.result()
    executor.close()


def test_a_stop_during_synthesis_keeps_it_silent(posted: list[Message]):
    gate = Event()

    class SlowVoice(Voice):
        def synthesize(self, text: str) -> Clip:
            gate.wait()
            return super().synthesize(text)

    speaker, executor = Speaker(), SerialExecutor("voice")
    speaking = InterviewerVoice(SlowVoice(), speaker, executor, posted.append)
    speaking.say(1, "Hello.")
    stop_while_it_waits(speaking, executor, gate)
    assert posted == [Spoken(1)]
    assert speaker.played == []


def test_a_stop_when_the_speaker_is_about_to_play_keeps_it_silent(monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(speaker_module, "_Playback", lambda name, _: opened.append(name))
    speaking: InterviewerVoice

    def stop_when_it_begins(message: Message) -> None:
        messages.append(message)
        if isinstance(message, VoiceBegan):
            speaking.stop()

    messages: list[Message] = []
    speaking = InterviewerVoice(Voice(), SoundCardSpeaker(), InlineExecutor(), stop_when_it_begins)
    speaking.say(1, "Hello.")
    assert messages[1:] == [Spoken(1)]
    assert opened == []


def test_a_stop_is_for_what_was_said_before_it(posted: list[Message]):
    voice, speaker = Voice(), Speaker()
    speaking = InterviewerVoice(voice, speaker, InlineExecutor(), posted.append)
    speaking.stop()
    speaking.say(1, "Hello.")
    assert len(speaker.played) == 1


def test_a_stop_silences_all_that_waits(posted: list[Message]):
    gate, speaker, executor = Event(), Speaker(), SerialExecutor("voice")
    executor.submit(gate.wait)
    speaking = InterviewerVoice(Voice(), speaker, executor, posted.append)
    speaking.say(1, "Hello.")
    speaking.say(2, "And welcome.")
    stop_while_it_waits(speaking, executor, gate)
    assert posted == [Spoken(1), Spoken(2)]
    assert speaker.played == []
