"""The log: private, and never in the way of what it is about."""

import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from greenroom.log import log_to

LOG = logging.getLogger("greenroom.test")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    log = logging.getLogger("greenroom")
    handlers, level = log.handlers[:], log.level
    yield
    for handler in log.handlers[:]:
        log.removeHandler(handler)
        with suppress(OSError):
            handler.close()
    log.handlers, log.level = handlers, level


def test_only_its_owner_can_read_it_one_of_an_older_version_included(tmp_path: Path):
    path = tmp_path / "greenroom.log"
    path.touch(0o644)
    log_to(tmp_path)
    LOG.info("Begun.")
    assert "Begun." in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_one_that_cannot_be_written_is_told_once_and_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "greenroom.log").mkdir()  # not even root can write this
    log_to(tmp_path)
    for _ in range(3):
        LOG.info("Begun.")
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert str(tmp_path / "greenroom.log") in said
    assert "directory" in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_told_once_and_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "greenroom.log").symlink_to("/dev/full")
    log_to(tmp_path)
    for _ in range(3):
        LOG.info("Begun.")
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "No space left" in said


def test_without_an_error_stream_there_is_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "greenroom.log").mkdir()
    log_to(tmp_path)
    monkeypatch.setattr(sys, "stderr", None)  # as where a window has no console
    LOG.info("Begun.")
