"""The report lies beside the recordings, whole or not at all."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store import private
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.private import write_text
from greenroom.engines.store.report_files import REPORT, write_report
from greenroom.errors import StorageError
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.session import Answer, Session
from greenroom.speech.words import Transcript, Word

NOW = datetime(2025, 6, 1, 9, 30, tzinfo=UTC)
KNOWN = Analysis(
    Transcript((Word("Quiet,", 0.1, 0.9), Word("loud.", 1.1, 1.9))),
    Delivery(AudioQuality(2.0, 16_000, -20, 0, 30, "ok")),
    None,
    Feedback(),
)
ANSWER = Answer("a1", "s1", 1, "q", "Why?", "star", NOW, clip="answer-01.flac", analysis=KNOWN)
SESSION = Session("s1", "behavioural", "Behavioural", NOW, NOW, (ANSWER,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    recording = FlacRecording(tmp_path / "answer-01.flac")
    second = np.ones(16_000, np.float32)
    recording.write(np.concatenate([0.001 * second, 0.5 * second]))
    recording.close()
    return tmp_path


def test_page_markdown_json_and_captions_are_written(folder: Path) -> None:
    write_report(SESSION, folder, {})
    assert "<h1>Behavioural</h1>" in (folder / "report.html").read_text("utf-8")
    assert "# Behavioural" in (folder / "report.md").read_text("utf-8")
    assert json.loads((folder / "report.json").read_text("utf-8"))["id"] == "s1"
    assert "Quiet, loud." in (folder / "answer-01.vtt").read_text("utf-8")
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_the_picture_follows_the_sound(folder: Path) -> None:
    write_report(SESSION, folder, {})
    page = (folder / REPORT).read_text("utf-8")
    bars = page.split('class="bars" d="')[1].split('"')[0]
    heights = [float(bar.split("v")[1]) for bar in bars.split("M")[1:]]
    assert max(heights[:100]) < 5
    assert min(heights[120:]) > 80


def test_a_report_can_be_written_again(folder: Path) -> None:
    write_report(SESSION, folder, {})
    before = {path.name for path in folder.iterdir()}
    write_report(SESSION, folder, {})
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.parametrize("content", [None, b"", b"noise"])
def test_a_recording_that_is_missing_or_broken_does_not_stop_it(
    folder: Path, content: bytes | None
) -> None:
    (folder / "answer-01.flac").unlink()
    if content is not None:
        (folder / "answer-01.flac").write_bytes(content)
    write_report(SESSION, folder, {})
    assert (folder / REPORT).exists()


def test_a_full_disk_is_said_and_the_old_report_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.md").write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private.os, "fdopen", full)
    with pytest.raises(StorageError, match="No space left"):
        write_text(tmp_path / "report.md", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert (tmp_path / "report.md").read_text() == "old"
