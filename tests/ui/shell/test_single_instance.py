"""One program for one data folder, tried with real processes."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greenroom.ui.shell.single_instance import SingleInstance

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from greenroom.ui.shell.single_instance import SingleInstance

app = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]), patience=float(sys.argv[2]))
if single.hand_over():
    print("handed over", flush=True)
    sys.exit()
single.listen()
single.called.connect(lambda: print("came forward", flush=True))
print("the one", flush=True)
if len(sys.argv) > 3:
    def end():
        single.stop_listening()
        print("ends", flush=True)
        QTimer.singleShot(500, app.quit)
    QTimer.singleShot(int(sys.argv[3]), end)
app.exec()
single.close()
"""

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
PATIENCE = 30.0

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts programs for one data folder; all are ended at the end."""
    started: list[subprocess.Popen[str]] = []

    def begin(patience: float = PATIENCE, *more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(patience), *more]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield begin
    for program in started:
        program.kill()
        program.communicate()


def said(program: "subprocess.Popen[str]") -> str:
    """The next line of what it says."""
    assert program.stdout
    return program.stdout.readline().strip()


def test_ten_started_at_once_are_one_program(start: Start):
    programs = [start() for _ in range(10)]
    assert Counter(map(said, programs)) == {"the one": 1, "handed over": 9}


def test_the_second_hands_over_to_the_first_which_comes_forward(start: Start):
    first = start()
    assert said(first) == "the one"
    assert said(start()) == "handed over"
    assert said(first) == "came forward"


def test_another_data_folder_is_another_program(qtbot: QtBot, tmp_path: Path):
    first, second = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "two")
    assert not first.hand_over()
    assert not second.hand_over()
    first.close()
    second.close()


@needs_signals
def test_what_a_crash_left_behind_is_cleared_away(start: Start):
    first = start()
    assert said(first) == "the one"
    first.kill()
    first.wait()
    began = time.monotonic()
    assert said(start()) == "the one"
    assert time.monotonic() - began < PATIENCE / 3
    assert said(start()) == "handed over"


def test_nobody_hands_over_to_a_program_that_ends(start: Start):
    first = start(PATIENCE, "200")
    assert said(first) == "the one"
    assert said(first) == "ends"
    second = start()
    assert said(second) == "the one"
    assert first.wait(PATIENCE) == 0


@needs_signals
def test_a_program_that_hangs_counts_as_not_there_after_a_while(start: Start):
    first = start()
    assert said(first) == "the one"
    os.kill(first.pid, signal.SIGSTOP)
    programs = [start(1.0) for _ in range(4)]
    assert Counter(map(said, programs)) == {"the one": 1, "handed over": 3}
    os.kill(first.pid, signal.SIGCONT)
    assert said(start()) == "handed over"
