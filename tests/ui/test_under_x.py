"""The real window on a real display server, with real sound: Xvfb and a virtual sound card."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from virtual_sound import missing_programs

pytestmark = [pytest.mark.real, pytest.mark.timeout(400)]

HERE = Path(__file__).parent
SCREEN = "1280x800x24"


@pytest.fixture
def display() -> Iterator[str]:
    """A display of our own."""
    if missing := [*missing_programs(), *([] if shutil.which("Xvfb") else ["Xvfb"])]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(20)


def test_a_whole_interview_by_keyboard_with_sound(display: str, tmp_path: Path):
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": os.pathsep.join((str(HERE.parent), os.environ.get("PYTHONPATH", ""))),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, str(HERE / "keyboard_interview.py"), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=380,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    measured = json.loads(done.stdout.splitlines()[-1])
    assert measured["question"] > 0.3
    assert abs(measured["word_off_by_seconds"]) < 0.25
