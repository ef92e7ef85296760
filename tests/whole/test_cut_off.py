"""What cuts an interview off at its end: a closed terminal, a kill, a disk that goes."""

import signal
from pathlib import Path

import pytest
import soundfile
from program import SAMPLES, Program, running, write_script

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
