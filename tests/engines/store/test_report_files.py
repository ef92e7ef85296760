"""The report lies beside the recordings, whole or not at all."""

import json
import os
import resource
import signal
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store import private_files
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.private_files import write_text
from greenroom.engines.store.report_files import REPORT, export, write_report
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
SESSION = Session("s1", "behavioral", "Behavioral", NOW, NOW, (ANSWER,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    recording = FlacRecording(tmp_path / "answer-01.flac")
    second = np.ones(16_000, np.float32)
    recording.write(np.concatenate([0.001 * second, 0.5 * second]))
    recording.close()
    return tmp_path


def test_page_markdown_json_and_captions_are_written(folder: Path) -> None:
    write_report(SESSION, folder, {})
    assert "<h1>Behavioral</h1>" in (folder / "report.html").read_text("utf-8")
    assert "# Behavioral" in (folder / "report.md").read_text("utf-8")
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

    monkeypatch.setattr(private_files.os, "fdopen", full)
    with pytest.raises(StorageError, match="No space left"):
        write_text(tmp_path / "report.md", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
    assert (tmp_path / "report.md").read_text() == "old"


@pytest.fixture
def fill_disk() -> Iterator[Callable[[int], None]]:
    """Files may not grow over so many bytes any more, as if the disk were full then."""
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("room", [100, 20_000])
def test_an_export_that_fails_leaves_nothing_and_the_next_one_works(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, fill_disk: Callable[[int], None], room
) -> None:
    to = tmp_path_factory.mktemp("to")
    for target in (to / "session", to / "made for it" / "session"):
        fill_disk(room)
        with pytest.raises(StorageError):
            export(SESSION, folder, target, {})
        fill_disk(resource.RLIM_INFINITY)
        assert list(to.iterdir()) == []
    (to / ".session.unfinished").mkdir()  # as a kill leaves it
    export(SESSION, folder, to / "session", {})
    assert [path.name for path in to.iterdir()] == ["session"]
    assert (to / "session" / REPORT).exists()
    assert (to / "session" / "answer-01.flac").exists()
    with pytest.raises(StorageError, match="exists"):
        export(SESSION, folder, to / "session", {})


def test_a_folder_may_have_any_name(folder: Path) -> None:
    strange = folder / os.fsdecode(b"latin1-\xe9")
    strange.mkdir()
    (folder / "answer-01.flac").rename(strange / "answer-01.flac")
    write_report(SESSION, strange, {})
    assert 'class="bars" d="M' in (strange / REPORT).read_text("utf-8")
    export(SESSION, strange, folder / os.fsdecode(b"out-\xe9"), {})
    assert (folder / os.fsdecode(b"out-\xe9") / "answer-01.flac").exists()


def test_a_recording_whose_header_tells_no_length_has_no_picture(folder: Path) -> None:
    path = folder / "answer-01.flac"
    content = bytearray(path.read_bytes())
    content[21] &= 0xF0
    content[22:26] = bytes(4)
    path.write_bytes(content)
    write_report(SESSION, folder, {})
    assert (folder / REPORT).exists()


def test_a_folder_that_is_gone_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        write_text(tmp_path / "gone" / "report.md", "new")
    assert str(tmp_path / "gone" / "report.md") in caught.value.sentence
    assert "Put the folder back" in caught.value.hint
