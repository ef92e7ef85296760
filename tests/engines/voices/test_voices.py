"""The voices: a clip of plausible length that is not silence."""

import io
import json
import sys
import time
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import numpy as np
import pytest

from greenroom.engines.sound.choices import make_voice
from greenroom.engines.sound.silence import SilentVoice
from greenroom.engines.voices import neural_voice, system_voice
from greenroom.engines.voices.neural_voice import NeuralVoice, PatientJson, between_pauses
from greenroom.engines.voices.system_voice import SystemVoice
from greenroom.errors import ModelError, UserError
from greenroom.ports import Voice

QUESTION = "Tell me about a machine learning project that you built and what you learned from it."


@pytest.fixture(scope="module")
def neural() -> NeuralVoice:
    return NeuralVoice()


def sounds(voice: Voice) -> None:
    clip = voice.synthesize(QUESTION)
    assert clip.samples.dtype == np.float32
    words_per_minute = 60 * len(QUESTION.split()) / clip.seconds
    assert 100 < words_per_minute < 260
    assert np.sqrt(np.mean(clip.samples**2)) > 0.02
    assert np.abs(clip.samples).max() <= 1.0


@pytest.mark.real
def test_the_neural_voice_speaks(neural: NeuralVoice) -> None:
    sounds(neural)


@pytest.mark.real
def test_the_neural_voice_says_the_same_twice(neural: NeuralVoice) -> None:
    first, second = neural.synthesize("Why?"), neural.synthesize("Why?")
    assert np.array_equal(first.samples, second.samples)


@pytest.mark.real
def test_the_neural_voice_begins_at_once_and_ends_with_half_a_second(neural: NeuralVoice) -> None:
    samples = neural.synthesize(QUESTION).samples
    assert np.abs(samples[:2_400]).max() > 0.002
    assert not np.abs(samples[-7_800:]).max() > 1e-4
    assert np.abs(samples[-9_600:]).max() > 0.002


@pytest.mark.real
@pytest.mark.parametrize("text", ["", " ", "...", "—", "😀", "你好"])
def test_without_a_word_it_can_say_nothing(neural: NeuralVoice, text: str) -> None:
    assert len(neural.synthesize(text).samples) == 0


@pytest.mark.real
@pytest.mark.parametrize("text", ["x" * 2_000, "Why? " * 300, "a\nb\n\nc", "[x](/y/)", "\x00 no"])
def test_odd_texts_are_said_somehow(neural: NeuralVoice, text: str) -> None:
    assert neural.synthesize(text).seconds > 0


@pytest.mark.slow
def test_while_a_dictionary_is_read_others_have_their_turn() -> None:
    weights = {f"feature {n}": {"NN": n / 7, "VB": -n / 3} for n in range(100_000)}
    file, turns, over = io.StringIO(json.dumps(weights)), 0, Event()

    def take_turns() -> None:
        nonlocal turns
        while not over.is_set():
            time.sleep(0.0001)
            turns += 1

    other = Thread(target=take_turns)
    other.start()
    turns_before = turns
    read = PatientJson.load(file)
    turns_while = turns - turns_before
    over.set()
    other.join()
    assert read == weights
    assert turns_while > 5, "read in one go it is one or two"


@pytest.mark.real
def test_the_voices_dictionaries_are_read_so(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(neural_voice, "_as_it_is", lambda whole: read.append(1) or whole)
    NeuralVoice()
    assert len(read) > 1_000


@pytest.mark.real
def test_the_system_voice_speaks(capfd: pytest.CaptureFixture[str]) -> None:
    sounds(SystemVoice())
    assert capfd.readouterr().out == ""


@pytest.mark.real
def test_the_system_voice_speaks_a_long_text_to_its_end() -> None:
    once = SystemVoice().synthesize(QUESTION).seconds
    assert SystemVoice().synthesize(f"{QUESTION} " * 20).seconds > 19 * once


def test_the_system_voice_has_nothing_to_say_without_words() -> None:
    assert SystemVoice().synthesize("...").seconds == 0


FAKES = {
    "no library": ("def init(): raise OSError('libespeak-ng.so.1: no such file')", "libespeak-ng"),
    "no file": ("", "wrote no sound"),
    "a crash": ("import os; init = lambda: os._exit(3)", "quit without an explanation"),
    "no sound": ("write = b''", "empty"),
    "hanging": ("import time; init = lambda: time.sleep(60)", "in time"),
}
ENGINE = """
class Engine:
    def getProperty(self, name): return [] if name == "voices" else "some"
    def setProperty(self, name, value): pass
    def connect(self, topic, told): self.told = told
    def save_to_file(self, text, path): self.path = path
    def runAndWait(self):
        if write is not None: open(self.path, "wb").write(write)
        self.told(name="", completed=True)
write = None
init = Engine
"""


@pytest.mark.parametrize("fault", FAKES)
def test_a_system_voice_that_fails_says_why(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, reason = FAKES[fault]
    (tmp_path / "pyttsx3.py").write_text(f"{ENGINE}\n{code}\n")
    monkeypatch.syspath_prepend(tmp_path)
    if fault == "hanging":
        monkeypatch.setattr(system_voice, "_START_SECONDS", 1.0)
    with pytest.raises(ModelError, match=reason) as caught:
        SystemVoice().synthesize("Why?")
    assert "--voice neural" in caught.value.hint


def test_no_voice_is_silence() -> None:
    assert SilentVoice().synthesize(QUESTION).seconds == 0


def test_an_unknown_voice_is_answered_with_those_there_are() -> None:
    with pytest.raises(UserError) as caught:
        make_voice("loud")
    assert caught.value.hint == "Choose one of: neural, system, none."


def test_a_missing_neural_voice_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hibari", None)
    with pytest.raises(ModelError, match="not installed"):
        NeuralVoice()


def test_a_damaged_neural_voice_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise RuntimeError("protobuf parsing failed")

    monkeypatch.setitem(sys.modules, "hibari", SimpleNamespace(Hibari=load, g2p=load))  # type: ignore[arg-type]
    with pytest.raises(ModelError, match="cannot be loaded"):
        NeuralVoice()


def test_pauses_around_speech_are_always_the_same() -> None:
    speech = np.full(100, 0.5, np.float32)
    breath = np.full(1_000, 0.001, np.float32)
    found = between_pauses(np.concatenate((breath, speech, breath)), 1_000)
    expected = np.concatenate((np.zeros(50), speech, np.zeros(500)))
    assert np.array_equal(found, expected)


def test_silence_has_no_speech_in_it() -> None:
    assert len(between_pauses(np.zeros(1_000, np.float32), 1_000)) == 0
