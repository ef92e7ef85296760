"""The user's folders: made private, and left as they are where they were there."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from greenroom.errors import StorageError
from greenroom.paths import Paths
from network_trap import missing, unshare


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_made_only_its_owner_can_enter(tmp_path: Path):
    paths = Paths(tmp_path / "a" / "data", tmp_path / "cache", tmp_path / "a" / "data" / "logs")
    paths.prepare()
    made = (tmp_path / "a", paths.data, paths.cache, paths.logs)
    assert {mode(folder) for folder in made} == {0o700}


@pytest.mark.parametrize("before", [0o755, 0o1777, 0o700])
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path, before: int):
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(before)
    Paths.under(there).prepare()
    assert mode(there) == before
    assert mode(there / "logs") == 0o700


def test_a_file_in_the_place_of_the_data_is_named(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="a file or a broken link has its name") as caught:
        Paths.under(tmp_path / "file").prepare()
    assert "--data-dir" in caught.value.hint


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(StorageError, match="link"):
        Paths.under(tmp_path / "link").prepare()


def test_without_a_place_for_cache_or_log_the_rest_is_prepared(tmp_path: Path):
    (tmp_path / "file").touch()
    paths = Paths(tmp_path / "data", tmp_path / "file" / "cache", tmp_path / "file" / "logs")
    paths.prepare()
    assert paths.data.is_dir()


PREPARE = "from greenroom.paths import Paths; Paths.under(Path(sys.argv[1])).prepare()"
READ_ONLY = f"""
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" &&
"$2" -c 'import sys; from pathlib import Path; {PREPARE}' "$1"
"""


@pytest.mark.skipif(bool(missing()), reason=missing())
def test_a_read_only_copy_is_no_hindrance(tmp_path: Path):
    done = subprocess.run(
        [*unshare(), "sh", "-c", READ_ONLY, "-", tmp_path, sys.executable],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
