"""The window as a process of its own: what it loads, and what it says where it cannot be."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from first_paint import first_paint
from greenroom.ui.shell.single_instance import server_name

pytestmark = pytest.mark.slow

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux needs this")

HEAVY = {"av", "faster_whisper", "numpy", "openai", "scipy", "sounddevice",
         "soundfile", "sqlite_utils"}  # fmt: skip


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    known = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return {**known, **changes}


def test_it_is_painted_before_anything_heavy_is_loaded(tmp_path: Path):
    seen = first_paint(tmp_path, environment({"QT_QPA_PLATFORM": "offscreen"}))
    assert {name.partition(".")[0] for name in seen.modules} & HEAVY == set()


@linux
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "There is no display here."),
        ({"QT_QPA_PLATFORM": "nonsense"}, 'Qt knows no platform called "nonsense".'),
        ({"DISPLAY": ":987"}, 'The display ":987" does not answer.'),
    ],
    ids=["no display", "unknown platform", "dead display"],
)
def test_where_no_window_can_be_there_is_a_sentence(
    tmp_path: Path, changes: dict[str, str], said: str
):
    done = subprocess.run(
        [sys.executable, "-m", "greenroom", "--data-dir", str(tmp_path), "window"],
        env=environment(changes),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"greenroom: {said}"
    assert "greenroom interview" in done.stderr or "QT_QPA_PLATFORM" in done.stderr


@linux
def test_a_second_window_hands_over_and_the_first_closes_when_told_to_end(tmp_path: Path):
    (tmp_path / "settings.json").write_text('{"voice": "none", "microphone": "file:none"}')
    offscreen = environment({"QT_QPA_PLATFORM": "offscreen"})
    first = subprocess.Popen(
        [sys.executable, "-m", "greenroom", "--data-dir", str(tmp_path), "window"], env=offscreen
    )
    try:
        wait_for_server(tmp_path)
        second = subprocess.run(
            [sys.executable, "-m", "greenroom", "--data-dir", str(tmp_path), "window"],
            env=offscreen,
            timeout=20,
            check=False,
        )
        assert second.returncode == 0
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0
        assert (tmp_path / "window.ini").exists(), "the window was not closed but killed"
    finally:
        first.kill()


def wait_for_server(data: Path) -> None:
    until = time.monotonic() + 20
    socket = QLocalSocket()
    socket.connectToServer(server_name(data))
    while not socket.waitForConnected(500):
        assert time.monotonic() < until, "the first window never listened"
        time.sleep(0.1)
        socket.connectToServer(server_name(data))
    socket.abort()
