"""What only its owner can read, and what a power cut leaves of it."""

import os
import stat
from pathlib import Path

import pytest

from greenroom.engines.store.private_files import make_folder, write_text


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The inodes of what was synced to the disk."""
    inodes: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        inodes.append(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    return inodes


def test_a_new_folder_is_private_and_its_name_is_synced(tmp_path: Path, synced: list[int]) -> None:
    make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path.stat().st_ino, (tmp_path / "a").stat().st_ino]
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2, "what is there is left alone"


def test_a_file_is_on_the_disk_before_it_has_its_name_and_then_the_name_is(
    tmp_path: Path, synced: list[int]
) -> None:
    write_text(tmp_path / "report.md", "said")
    assert synced == [(tmp_path / "report.md").stat().st_ino, tmp_path.stat().st_ino]
    assert stat.S_IMODE((tmp_path / "report.md").stat().st_mode) == 0o600
