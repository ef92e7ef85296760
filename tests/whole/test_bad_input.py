"""What people feed to `greenroom analyze` by mistake: a sentence each, never a traceback."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from whole.program import SAMPLES, run

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]

RATE = 16_000
SECONDS = 12


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return soundfile.read(SAMPLES[1], dtype="float32")[0]


@pytest.fixture(scope="module")
def analyses(tmp_path_factory: pytest.TempPathFactory, speech: np.ndarray) -> "Analyses":
    folder = tmp_path_factory.mktemp("bad")
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
    for name, (samples, rate) in sounds.items():
        soundfile.write(folder / name, samples, rate)
    (folder / "empty.wav").touch()
    (folder / "notes.mp3").write_text("These are notes, no sound.")
    whole = SAMPLES[1].read_bytes()
    (folder / "cut.flac").write_bytes(whole[: len(whole) // 2])
    files = [*sounds, "empty.wav", "notes.mp3", "cut.flac", "missing.wav"]
    done = run(folder / "home", "analyze", "--json", *(str(folder / name) for name in files))
    return Analyses(done)


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
    assert "releases" in analyses.text(name)


def test_an_overdriven_recording_is_said_to_be_one(analyses: Analyses):
    audio = analyses.of["loud.wav"]["audio"]
    assert audio["clipping_percent"] > 1
    assert audio["quality"] != "ok"
    assert audio["remark"]


@pytest.mark.parametrize(("rate", "suffix"), [(8_000, "wav"), (96_000, "flac"), (44_100, "ogg")])
def test_other_rates_and_kinds(tmp_path: Path, speech: np.ndarray, rate: int, suffix: str):
    import soxr

    path = tmp_path / f"answer.{suffix}"
    soundfile.write(path, soxr.resample(speech, RATE, rate), rate)
    done = run(tmp_path / "home", "analyze", "--json", str(path))
    analysis = json.loads(done.stdout)
    assert analysis["audio"]["sample_rate"] == rate
    assert "releases" in analysis["transcript"]["text"]


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_another_language_is_not_judged(tmp_path: Path):
    path = tmp_path / "deutsch.wav"
    text = (
        "Guten Tag. Ich habe im letzten Jahr bei einer Versicherung gearbeitet, und dort haben wir "
        "ein Modell gebaut, das Schäden vorhersagt. Meine Aufgabe war es, die Daten zu prüfen."
    )
    subprocess.run(["espeak-ng", "-v", "de", "-s", "140", "-w", str(path), text], check=True)
    done = run(tmp_path / "home", "analyze", "--json", str(path))
    assert done.returncode == 0
    feedback = json.loads(done.stdout)["feedback"]
    assert feedback["enough"] is False
    assert "English" in feedback["remark"]
