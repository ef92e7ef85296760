"""The window where people write numbers with a comma, and where there is no locale at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from locales import german

PROGRAM = """
import locale, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from greenroom.engines.sound.tempo import stretch
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.shell import app

def look_and_close(program):
    print(float("1.5"), locale.localeconv()["decimal_point"], flush=True)
    stretch(1.25)
    program.window.close()

shown = app.Program.show
def show(program):
    shown(program)
    QTimer.singleShot(0, lambda: look_and_close(program))
app.Program.show = show

paths = Paths.under(Path(sys.argv[1]))
paths.prepare()
settings = Settings(voice="none", microphone="file:none", speaker="none")
sys.exit(app.run(paths, settings))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="locales are made by the C library's tools")
@pytest.mark.parametrize("where", ["a comma", "no locale"])
def test_the_window_reads_numbers_as_the_program_writes_them(tmp_path: Path, where: str):
    known = german(tmp_path) if where == "a comma" else {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "home")],
        env={**known, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.stdout == "1.5 .\n", done.stderr
    assert done.returncode == 0, done.stderr
