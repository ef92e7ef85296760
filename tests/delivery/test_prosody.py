"""The melody of voices whose pitch is known, and of the recorded sample."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from greenroom.delivery.prosody import Prosody, flat_sentences, rising_ends
from greenroom.delivery.voice import VoicedFrames
from greenroom.delivery.word_index import Timeline
from greenroom.live.measurement.prosody_process import ProsodyProcess
from greenroom.paths import Paths
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.words import Word

STEP = 0.016


def said(text: str, each: float = 0.4) -> Timeline:
    words = [Word(it, at * each, (at + 1) * each, 1.0) for at, it in enumerate(text.split())]
    return Timeline(tuple(words))


def melody(semitones: np.ndarray) -> VoicedFrames:
    times = np.asarray(np.arange(len(semitones)) * STEP, np.float64)
    return VoicedFrames(times, semitones, np.full(len(times), -20.0))


def frames(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds / STEP))


def test_a_sentence_that_stays_on_one_pitch_is_flat_and_one_that_moves_is_not():
    flat, lively = frames(2.0), frames(2.0) + 4 * np.sin(np.arange(125) / 8)
    answer = said("one two three four five. one two three four five.")
    measure = flat_sentences(answer, melody(np.concatenate([flat, lively])))
    assert measure.value == 50
    assert [span.start for span in measure.spans] == [0.0]


@pytest.mark.parametrize(("mark", "share"), [(".", 100.0), ("?", None)])
def test_a_statement_that_goes_up_at_its_end_rises_and_a_question_may(
    mark: str, share: float | None
):
    voice = frames(2.0)
    voice[-16:] = 3.0
    assert rising_ends(said(f"one two three four five{mark}"), melody(voice)).value == share


def test_a_statement_that_falls_does_not_rise():
    assert rising_ends(said("one two three four five."), melody(-frames(2.0))).value == 0


def test_with_too_little_voice_nothing_is_said():
    nothing = melody(np.zeros(0))
    assert flat_sentences(said("one two three four five."), nothing).quality == "insufficient"
    assert rising_ends(said("one two three four five."), nothing).quality == "insufficient"


def voice(hertz: np.ndarray) -> Clip:
    phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
    sound = sum(np.cos(number * phase) / number for number in range(1, 20))
    return Clip((0.1 * np.asarray(sound)).astype(np.float32))


@pytest.fixture(scope="module")
def found() -> Prosody:
    """Three seconds that go up by an octave, then a second of silence.

    What is compiled is kept in the usual place, for that takes half a minute.
    """
    rising = 120 * 2 ** np.linspace(0, 1, 3 * SAMPLE_RATE)
    sound = np.concatenate([voice(rising).samples, np.zeros(SAMPLE_RATE, np.float32)])
    process = ProsodyProcess(Paths.standard().compiled)
    made = process.measure(Clip(sound), said("one two three four five six.", 0.5).words)
    assert made is not None
    return made


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_contour_is_where_the_voice_is(found: Prosody):
    contour = found.contour
    assert len(contour.hertz) * contour.step == pytest.approx(4, abs=0.1)
    for second, hertz in ((0.5, 135), (1.5, 170), (2.5, 214)):
        assert contour.hertz[round(second / contour.step)] == pytest.approx(hertz, rel=0.03)
    assert set(contour.hertz[round(3.2 / contour.step) :]) == {0}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_measures_are_made_of_it(found: Prosody):
    values = {one.name: one.value for one in found.measures}
    assert values["pitch_variation"] == pytest.approx(12 / 12**0.5, abs=0.2)
    assert values["flat_sentences"] == 0
    assert values["rising_ends"] == 100


@pytest.mark.slow
def test_a_process_that_was_closed_finds_nothing(tmp_path: Path):
    process = ProsodyProcess(tmp_path)
    process.close()
    assert process.measure(voice(np.full(SAMPLE_RATE, 120.0)), ()) is None


def test_nothing_else_loads_it():
    code = (
        "import sys, greenroom.live.measurement.prosody_process;"
        "import greenroom.delivery.measurement as it;"
        "it.warm_up(); assert not {'librosa', 'numba'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ), timeout=60)
