"""The real recognizer on sound with known answers: words lie where they were said."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from statistics import median

import numpy as np
import pytest

import espeak
from greenroom.engines.recognition.hesitation_probe import load_probe
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.voice_activity import SileroVoiceActivity
from greenroom.engines.recognition.whisper import WhisperTranscriber, load_transcriber
from greenroom.live.audio.transcription import TranscriptionResult, transcribe_whole
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(240),
    pytest.mark.skipif(espeak.missing(), reason="espeak-ng is not installed"),
]

SILENCE = 2.0
TEXT = (
    "My job was to find out why the recommendations were slow. I measured every step and found "
    "that the database was the problem."
)
GERMAN = (
    "Ich habe zuerst die Daten angesehen und dann ein kleines Modell trainiert. Das war besser "
    "als der alte Ansatz, deshalb haben wir es behalten. Heute würde ich die Ergebnisse früher "
    "messen und mit den Kunden darüber sprechen."
)


HUM = ("So, the first thing that we did was", "look at the data for a whole week.")


@pytest.fixture(scope="module")
def transcriber(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    return load_transcriber(find_model("base", tmp_path_factory.mktemp("models")))


def quiet(seconds: float) -> Samples:
    noise = np.random.default_rng(1).normal(0, 0.0005, round(seconds * SAMPLE_RATE))
    return noise.astype(np.float32)


def hear(transcriber: WhisperTranscriber, samples: Samples) -> TranscriptionResult:
    clip = Clip(np.concatenate((quiet(SILENCE), samples, quiet(1.0))))
    return transcribe_whole(clip, transcriber, SileroVoiceActivity())


def bare(text: str) -> str:
    return re.sub(r"[^a-z']", "", text.lower())


def test_words_begin_where_they_were_said(transcriber: WhisperTranscriber) -> None:
    spoken = espeak.speak(TEXT)
    words = hear(transcriber, spoken.clip.samples).transcript.words
    said, heard = [bare(it) for it, _ in spoken.words], [bare(word.text) for word in words]
    errors = [
        abs(words[there + n].start - SILENCE - spoken.words[here + n][1])
        for here, there, size in SequenceMatcher(None, said, heard, False).get_matching_blocks()
        for n in range(size)
    ]
    assert len(errors) >= 0.8 * len(said)
    assert median(errors) <= 0.06
    first = np.flatnonzero(np.abs(spoken.clip.samples) > 0.01)[0] / SAMPLE_RATE
    assert words[0].start >= SILENCE + first - 0.03, "never earlier than the sound"


def test_another_language_is_named_and_not_written_as_english(
    transcriber: WhisperTranscriber,
) -> None:
    transcript = hear(transcriber, espeak.speak(GERMAN, "de").clip.samples).transcript
    assert transcript.language == "de"
    assert transcript.words == ()


def hesitant() -> tuple[Samples, float, float]:
    """Two halves of a sentence with a hum between them; where it begins and ends once padded."""
    said, rest = (espeak.speak(half, "en-us").clip.samples for half in HUM)
    hum, pause = np.trim_zeros(espeak.speak("uh", "en-us", 80).clip.samples), quiet(0.4)
    begin = SILENCE + (len(said) + len(pause)) / SAMPLE_RATE
    return (
        np.concatenate((said, pause, hum, pause, rest)),
        begin,
        begin + len(hum) / SAMPLE_RATE,
    )


def test_a_hum_between_words_is_a_filled_pause_on_its_sound(
    transcriber: WhisperTranscriber,
) -> None:
    samples, begin, end = hesitant()
    heard = hear(transcriber, samples)
    (filled,) = [word for word in heard.transcript.words if word.kind == "filled_pause"]
    assert filled.found_by in ("both", "sound")
    assert begin - 0.1 <= filled.start < filled.end <= end + 0.1


def test_a_filled_pause_that_was_written_is_one_by_its_kind(
    transcriber: WhisperTranscriber,
) -> None:
    alone = WhisperTranscriber(transcriber._model, probe=None)
    words = alone.transcribe(espeak.speak("Um, so the data was, um, wrong.", "en-us").clip)
    kinds = {bare(word.text): word.kind for word in words}
    assert kinds["um"] == "filled_pause"
    assert kinds["data"] == "word"


def test_a_model_that_the_probe_does_not_know_goes_without_it(
    transcriber: WhisperTranscriber,
) -> None:
    known = load_probe()
    assert known.fits(transcriber.encoder_frames(Clip(np.zeros(SAMPLE_RATE, np.float32))))
    foreign = replace(known, silence=known.silence[::-1])
    alone = WhisperTranscriber(transcriber._model, foreign)
    samples, _, _ = hesitant()
    words = hear(alone, samples).transcript.words
    assert len([word for word in words if word.kind == "word"]) > 8
    assert {word.found_by for word in words} == {"words"}
