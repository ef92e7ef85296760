"""What cuts an interview off at its end: a closed terminal, a kill, a disk that goes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile
from program import SAMPLES, Program, running, write_script
from test_closing import MOST_SECONDS, seconds_to_end

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]

REPORTED = "report.html"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """A few seconds of a sample answer."""
    samples, rate = soundfile.read(SAMPLES[0], frames=6 * 16_000, dtype="int16")
    soundfile.write(tmp_path / "said.flac", samples, rate)
    return tmp_path / "said.flac"


def interview(script: str, answer: Path) -> tuple[str, ...]:
    microphone = f"file:{answer}"
    silent = ("--follow-ups", "0", "--voice", "none", "--speaker", "none")
    return ("interview", script, *silent, "--microphone", microphone)


def listening(home: Path, program: Program) -> Path:
    """The session's folder, as soon as the candidate is heard."""
    program.wait_for("Listening.", 90)
    (folder,) = (home / "sessions").iterdir()
    return folder


def test_whoever_closes_the_terminal_finds_the_report(tmp_path: Path, answer: Path) -> None:
    with running(tmp_path, *interview(write_script(tmp_path), answer)) as program:
        folder = listening(tmp_path, program)
        program.process.send_signal(signal.SIGHUP)
        assert program.wait(90) == 0
    assert (folder / REPORTED).exists()


def test_a_report_that_a_kill_prevented_is_written_at_the_next_start(
    tmp_path: Path, answer: Path
) -> None:
    script = write_script(tmp_path)
    with running(tmp_path, *interview(script, answer)) as program:
        folder = listening(tmp_path, program)
        program.wait_for("Thank you.", 90)
        program.kill()
    assert not (folder / REPORTED).exists()
    with running(tmp_path, *interview(script, answer)) as program:
        program.wait_for("Question 1", 120)
    assert (folder / REPORTED).exists()
    assert str(folder / REPORTED) in program.output


def test_a_folder_that_vanishes_is_named_and_no_report_is_announced(
    tmp_path: Path, answer: Path
) -> None:
    home = tmp_path / "home"
    with running(home, *interview(write_script(home), answer)) as program:
        folder = listening(home, program)
        home.rename(tmp_path / "moved")
        code = program.wait(120)
    assert code == 1
    assert "cannot be written: No such file or directory" in program.output
    assert "Put the folder back" in program.output
    assert "The report:" not in program.output
    assert "icrophone" not in program.output
    assert "Traceback" not in program.output
    assert not folder.exists()


LOADS_FOR_A_MINUTE = """
import sys, time
from greenroom import runtime
from greenroom.cli import main

def load(*_, **__):
    print("loading", flush=True)
    time.sleep(60)

runtime.load_transcriber = load
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how long it waited is told by Linux alone")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_soon_while_the_model_is_loaded(
    tmp_path: Path, answer: Path, number: signal.Signals
) -> None:
    script = write_script(tmp_path)
    program = subprocess.Popen(
        [
            *(sys.executable, "-c", LOADS_FOR_A_MINUTE, "--data-dir", tmp_path),
            *interview(script, answer),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout
        while "loading" not in program.stdout.readline():
            assert program.poll() is None
        program.send_signal(number)
        took, waited = seconds_to_end(program)
    finally:
        program.kill()
        said = program.communicate()[0]
    assert took - waited < MOST_SECONDS
    assert "Nothing was recorded." in said
    assert program.returncode == 1
    assert not list((tmp_path / "sessions").iterdir())
