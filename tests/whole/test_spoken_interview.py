"""Whole interviews on a virtual sound card: a real voice, a real microphone, the real Whisper."""

import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.live.audio.transcription import transcribe_whole
from greenroom.speech.clip import SAMPLE_RATE, Clip
from virtual_sound import VirtualSound
from whole.program import SAMPLES, Program, running, write_script

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

ANSWER = SAMPLES[1]
SECONDS = 11
"""Of it that are spoken: "… 200 people canceled … 4,000 pounds … everybody at once."."""

KILLED_AFTER = 4.5


@pytest.fixture
def spoken() -> np.ndarray:
    return soundfile.read(ANSWER, dtype="float32", frames=SECONDS * SAMPLE_RATE)[0]


def interview(home: Path, sound: VirtualSound) -> Program:
    arguments = ("interview", write_script(home), "--questions", "1", "--follow-ups", "0")
    return Program(home, *arguments, env=sound.environment)


def words(text: str) -> set[str]:
    return set("".join(c.lower() if c.isalpha() else " " for c in text).split())


def test_the_question_is_heard_and_the_answer_kept(
    tmp_path: Path, virtual_sound: VirtualSound, spoken: np.ndarray
):
    with virtual_sound.hearing_speakers() as heard:
        program = interview(tmp_path / "home", virtual_sound)
        try:
            question = program.wait_for("Question 1 of 1", 90).split(":", 1)[1]
            program.wait_for("Listening.", 90)
            virtual_sound.play(spoken)
            program.press("\n")
            assert program.wait(90) == 0, program.output
        finally:
            program.kill()
    transcriber = load_transcriber(find_model("base", tmp_path))
    hearing = transcribe_whole(Clip(heard.samples), transcriber, SileroVoiceActivity())
    asked, understood = words(question), words(hearing.transcript.text)
    assert len(asked & understood) / len(asked) > 0.8, (asked, understood)

    (recording,) = (tmp_path / "home" / "sessions").glob("*/answer-*.flac")
    kept = soundfile.read(recording, dtype="float32")[0]
    assert len(kept) >= len(spoken)
    report = (recording.parent / "report.html").read_text(encoding="utf-8")
    assert {"pounds", "everybody"} <= words(report)


def test_a_killed_interview_loses_less_than_half_a_second(
    tmp_path: Path, virtual_sound: VirtualSound, spoken: np.ndarray
):
    home = tmp_path / "home"
    program = interview(home, virtual_sound)
    try:
        program.wait_for("Listening.", 90)
        with virtual_sound.begin_playing(spoken) as playing:
            began = time.monotonic()
            time.sleep(KILLED_AFTER)
            said = time.monotonic() - began
            program.kill()
            playing.kill()
    finally:
        program.kill()

    arguments = ("interview", "--microphone", f"file:{ANSWER}", "--speaker", "none")
    with running(home, *arguments, "--voice", "none") as again:
        line = again.wait_for("Recovered:", 120)
    (recording,) = (home / "sessions").glob("*/answer-01.flac")
    report = recording.parent / "report.html"
    assert line.endswith(str(report))
    assert soundfile.info(recording).duration > said - 1.0, "the card needs some time to begin"
    assert "cancel" in report.read_text(encoding="utf-8")
