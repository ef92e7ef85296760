"""Speakers that make no sound: a file, and none at all."""

import os
import sys
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import soundfile

from greenroom.engines.sound.file_speaker import FileSpeaker
from greenroom.engines.sound.silence import SilentSpeaker
from greenroom.errors import StorageError, UserError
from greenroom.speech.clip import Clip


def tone(seconds: float) -> Clip:
    times = np.arange(round(seconds * 16_000)) / 16_000
    return Clip((0.5 * np.sin(2 * np.pi * 300 * times)).astype(np.float32))


@pytest.mark.parametrize("kind", [".wav", ".FLAC"])
def test_a_file_gets_one_clip_after_the_other(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"questions{kind}"
    speaker = FileSpeaker(path)
    assert speaker.play(tone(0.5), Event())
    assert speaker.play(tone(0.25), Event())
    speaker.close()
    written, rate = soundfile.read(path, dtype="float32")
    assert rate == 16_000
    assert np.allclose(written, np.concatenate((tone(0.5).samples, tone(0.25).samples)), atol=1e-4)


def test_what_was_stopped_before_is_not_written(tmp_path: Path) -> None:
    path, stop = tmp_path / "questions.wav", Event()
    speaker = FileSpeaker(path)
    stop.set()
    assert not speaker.play(tone(0.5), stop)
    speaker.close()
    assert soundfile.info(path).frames == 0


def test_what_was_played_is_on_disk_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "questions.wav"
    speaker = FileSpeaker(path)
    speaker.play(tone(0.5), Event())
    assert soundfile.info(path).frames == 8_000
    speaker.close()


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="WAV or FLAC"):
        FileSpeaker(tmp_path / "questions.txt")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        FileSpeaker(tmp_path / "nowhere" / "questions.wav")


def test_without_a_speaker_nothing_waits() -> None:
    speaker = SilentSpeaker()
    assert speaker.play(Clip(np.zeros(3_600 * 16_000, np.float32)), Event())
    speaker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems have Unicode names only")
def test_a_name_that_is_no_text_is_taken_and_the_file_is_private(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"questions-\xe9.wav")
    speaker = FileSpeaker(path)
    speaker.play(tone(0.5), Event())
    speaker.close()
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open("rb") as file:
        assert soundfile.info(file).frames == 8_000
