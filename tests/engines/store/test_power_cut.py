"""What the store says is kept is on the disk: the power may go the moment after."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from campaign.disks import Disk, disk
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.engines.store.private_files import write_text
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Session
from greenroom.paths import Paths
from greenroom.speech.clip import SAMPLE_RATE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/loop-control").exists(),
    reason="needs root and loop devices",
)


@pytest.fixture
def cuttable(tmp_path: Path) -> Iterator[Disk]:
    """A disk whose power can be cut."""
    with disk(tmp_path) as made:
        yield made


def test_a_report_is_whole_when_it_has_been_written(cuttable: Disk):
    text = "What was said.\n" * 1_000
    write_text(cuttable.mounted / "report.html", text)
    with cuttable.after(cuttable.cut()) as mounted:
        assert (mounted / "report.html").read_text() == text


def test_an_unfinished_recording_lacks_a_second_at_most(cuttable: Disk):
    noise = np.random.default_rng(0).normal(0, 0.1, SAMPLE_RATE // 10).astype(np.float32)
    recording = FlacRecording(cuttable.mounted / "answer-01.flac")
    for _ in range(49):
        recording.write(noise)
    with cuttable.after(cuttable.cut()) as mounted:
        assert repair_recording(mounted / "answer-01.flac") > 4.9 - 1.1
    recording.close()


def test_a_finished_session_is_there(cuttable: Disk):
    store = SqliteStore(Paths.under(cuttable.mounted / "data"))
    session = Session("5e" * 16, "behavioral", "Behavioral", datetime.now(UTC))
    folder = store.begin(session)
    store.finish(session.id)
    with cuttable.after(cuttable.cut()) as mounted:
        kept = SqliteStore(Paths.under(mounted / "data"))
        (known,) = kept.sessions()
        assert known.finished_at
        assert kept.folder(session.id).name == folder.name
        assert kept.folder(session.id).is_dir()
        kept.close()
    store.close()
