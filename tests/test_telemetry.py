"""No library reports to its maker, and what one left behind before is removed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from greenroom import telemetry

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks in Linux's places")

SESSION = "1795846538788\n1f7dfc21-6610-a77b-135d-2cc77a8c5dab"
STORE = Path("Microsoft", "DeveloperTools", ".onnxruntime")


def left_behind(home: Path, first: str) -> set[str]:
    """The files there are after `first` and then ONNX Runtime were imported by a new process."""
    home.mkdir()
    known = {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home)}
    subprocess.run(
        [sys.executable, "-c", f"import {first}; import onnxruntime"],
        env={**known, "ORT_DISABLE_TELEMETRY": "0"},
        cwd=home,
        check=True,
        timeout=60,
    )
    return {path.name for path in home.rglob("*") if path.is_file()}


@linux
@pytest.mark.real
def test_onnx_runtime_keeps_and_sends_nothing_once_greenroom_was_imported(tmp_path: Path):
    assert left_behind(tmp_path / "with", "greenroom") == set()
    usual = left_behind(tmp_path / "without", "sys")
    assert "deviceid" in usual, (
        "it reports no more by itself, or this test looks in the wrong place"
    )


def test_everything_is_switched_off_in_this_process_whatever_it_was_started_with():
    assert {name: os.environ.get(name) for name in telemetry.OFF} == telemetry.OFF


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the traces lie, in a computer of this test's own."""
    for name in ("cache", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    return tmp_path / "cache"


def leave_traces(cache: Path) -> None:
    (cache / STORE).mkdir(parents=True)
    for name in ("deviceid", "onnxruntime.db", "onnxruntime.db-wal"):
        (cache / STORE / name).write_text("x")
    (cache.parent / "tmp" / ".ses").write_text(SESSION)


@linux
def test_traces_are_removed_once(cache: Path, tmp_path: Path):
    leave_traces(cache)
    done = tmp_path / "done"
    telemetry.remove_traces(done)
    assert list(cache.iterdir()) == []
    assert list((tmp_path / "tmp").iterdir()) == []
    leave_traces(cache)
    telemetry.remove_traces(done)
    assert (cache / STORE / "deviceid").exists(), "another program's, by now"


@linux
def test_what_is_not_a_trace_stays_with_the_folders_around_it(cache: Path, tmp_path: Path):
    leave_traces(cache)
    (cache / STORE / "notes.txt").write_text("mine")
    (cache / "Microsoft" / "other").mkdir()
    (tmp_path / "tmp" / ".ses").write_text("A session of somebody else's.")
    telemetry.remove_traces(tmp_path / "done")
    assert [path.name for path in (cache / STORE).iterdir()] == ["notes.txt"]
    assert (cache / "Microsoft" / "other").is_dir()
    assert (tmp_path / "tmp" / ".ses").exists()


@linux
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_link_on_the_way_is_not_followed(cache: Path, tmp_path: Path, depth: int):
    (tmp_path / "elsewhere").mkdir()
    leave_traces(tmp_path / "elsewhere")
    parts = STORE.parts[:depth]
    cache.joinpath(*parts[:-1]).mkdir(parents=True, exist_ok=True)
    cache.joinpath(*parts).symlink_to((tmp_path / "elsewhere").joinpath(*parts))
    telemetry.remove_traces(tmp_path / "done")
    assert (tmp_path / "elsewhere" / STORE / "deviceid").exists()


@linux
def test_a_trace_that_is_a_link_stays_and_so_does_what_it_leads_to(cache: Path, tmp_path: Path):
    target = tmp_path / "diary"
    target.write_text(SESSION)
    (cache / STORE).mkdir(parents=True)
    for link in (cache / STORE / "deviceid", tmp_path / "tmp" / ".ses"):
        link.symlink_to(target)
    telemetry.remove_traces(tmp_path / "done")
    assert target.read_text() == SESSION
    assert (cache / STORE / "deviceid").is_symlink()


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path):
    telemetry.remove_traces(tmp_path / "no such folder" / "done")
