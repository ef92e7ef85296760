"""What people feed to `greenroom analyze` by mistake: a sentence each, never a traceback."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

import espeak
from whole.program import SAMPLES, run

if TYPE_CHECKING:
    import subprocess

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

RATE = 16_000
SECONDS = 12
SAID = 11
"""Seconds of the sample: "… 200 people canceled … 4,000 pounds … everybody at once."."""

OTHER_RATES = {"telephone.wav": 8_000, "studio.flac": 96_000, "phone.ogg": 44_100}
GERMAN = (
    "Guten Tag. Ich habe im letzten Jahr bei einer Versicherung gearbeitet, und dort haben wir "
    "ein Modell gebaut, das Schäden vorhersagt. Meine Aufgabe war es, die Daten zu prüfen."
)


@pytest.fixture(scope="module")
def analyses(tmp_path_factory: pytest.TempPathFactory) -> "Analyses":
    """All of it in one call, so that the model is loaded once."""
    folder = tmp_path_factory.mktemp("bad")
    files = [*write_sounds(folder), *write_others(folder)]
    if not espeak.missing():
        soundfile.write(folder / "german.wav", espeak.speak(GERMAN, "de", 140).clip.samples, RATE)
        files.append("german.wav")
    done = run(folder / "home", "analyze", "--json", *(str(folder / name) for name in files))
    return Analyses(done)


def write_sounds(folder: Path) -> list[str]:
    """Whole sound files, odd in one way each."""
    import soxr

    speech = soundfile.read(SAMPLES[1], dtype="float32", frames=SAID * RATE)[0]
    random = np.random.default_rng(7)
    seconds = np.arange(SECONDS * RATE) / RATE
    chord = sum(np.sin(2 * np.pi * hertz * seconds) for hertz in (220, 277, 330, 440))
    melody = chord * np.repeat(random.uniform(0.02, 0.1, SECONDS * 4), RATE // 4)
    sounds = {
        "silence.wav": (np.zeros(SECONDS * RATE), RATE),
        "noise.wav": (random.normal(0, 0.02, SECONDS * RATE), RATE),
        "music.wav": (melody, RATE),
        "loud.wav": (np.clip(speech * 40, -1, 1), RATE),
        "stereo.wav": (np.stack([speech, speech * 0], axis=1), RATE),
    }
    for name, rate in OTHER_RATES.items():
        sounds[name] = (soxr.resample(speech, RATE, rate), rate)
    for name, (samples, rate) in sounds.items():
        soundfile.write(folder / name, samples, rate)
    return list(sounds)


def write_others(folder: Path) -> list[str]:
    """Files that hold no sound, or not all of it, and one that is not there."""
    (folder / "empty.wav").touch()
    (folder / "notes.mp3").write_text("These are notes, no sound.")
    whole = SAMPLES[1].read_bytes()
    (folder / "cut.flac").write_bytes(whole[: len(whole) // 2])
    return ["empty.wav", "notes.mp3", "cut.flac", "missing.wav"]


class Analyses:
    """What came out, by file name."""

    def __init__(self, done: "subprocess.CompletedProcess[str]") -> None:
        self.exit_code = done.returncode
        self.errors = done.stderr
        self.of = {Path(one["file"]).name: one for one in json.loads(done.stdout)}

    def text(self, name: str) -> str:
        return self.of[name]["transcript"]["text"]


@pytest.mark.parametrize("name", ["silence.wav", "noise.wav", "music.wav"])
def test_nothing_is_invented_where_nobody_speaks(analyses: Analyses, name: str):
    assert analyses.text(name) == ""
    assert analyses.of[name]["feedback"]["priorities"] == []


@pytest.mark.parametrize("name", ["empty.wav", "notes.mp3", "missing.wav"])
def test_what_is_no_sound_is_named_and_the_others_go_on(analyses: Analyses, name: str):
    assert name in analyses.errors
    assert name not in analyses.of
    assert analyses.exit_code == 2


def test_no_mistake_ends_in_a_traceback(analyses: Analyses):
    assert "Traceback" not in analyses.errors


def test_the_part_of_a_cut_file_that_is_there_is_heard(analyses: Analyses):
    assert "200 people" in analyses.text("cut.flac")


@pytest.mark.parametrize("name", ["loud.wav", "stereo.wav"])
def test_bad_levels_and_channels_are_heard_all_the_same(analyses: Analyses, name: str):
    assert "pounds" in analyses.text(name)


def test_an_overdriven_recording_is_said_to_be_one(analyses: Analyses):
    audio = analyses.of["loud.wav"]["audio"]
    assert audio["clipping_percent"] > 1
    assert audio["quality"] != "ok"
    assert audio["remark"]


@pytest.mark.parametrize(("name", "rate"), OTHER_RATES.items())
def test_other_rates_and_kinds(analyses: Analyses, name: str, rate: int):
    assert analyses.of[name]["audio"]["sample_rate"] == rate
    assert "pounds" in analyses.text(name)


@pytest.mark.skipif(espeak.missing(), reason="espeak-ng is not installed")
def test_another_language_is_not_judged(analyses: Analyses):
    feedback = analyses.of["german.wav"]["feedback"]
    assert feedback["enough"] is False
    assert "English" in feedback["remark"]
