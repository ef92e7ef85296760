"""Commands run to their end, as processes of their own."""

import json
from pathlib import Path

import pytest

from greenroom.cli import COMMANDS, main
from whole.program import run

pytestmark = [pytest.mark.real, pytest.mark.timeout(300)]


def test_the_demonstration_ends_in_a_report(tmp_path: Path):
    done = run(tmp_path, "demo", "--speaker", "none", "--file-speed", "0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Question ") == 2
    (report,) = tmp_path.glob("sessions/*/report.json")
    assert f"The report: {report.with_name('report.html')}" in done.stdout
    answers = json.loads(report.read_text(encoding="utf-8"))["answers"]
    assert [answer["follow_up"] for answer in answers] == [False, True, False]
    for answer in answers:
        assert (report.parent / answer["recording"]).is_file()


def test_a_mistake_ends_the_process_with_a_sentence_and_a_hint(tmp_path: Path):
    done = run(tmp_path, "interview", "--microphone", "Unheard-of")
    assert done.returncode == 1, done.stderr
    assert "microphone" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) >= 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("interview", "behavoural"), "behavioral"),
        (("interview", "--microphone", "file:none.wav"), "none.wav"),
        (("sessions", "show", "abc"), "abc"),
        (("analyze", "README.md", "--rubric", "stars"), "star"),
    ],
)
def test_mistakes_get_a_sentence_and_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
):
    assert main(["--data-dir", str(tmp_path), *arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.strip().splitlines()) >= 2, "a sentence and a hint"


def test_the_doctor_looks_at_everything(tmp_path: Path):
    done = run(tmp_path, "doctor")
    assert "Traceback" not in done.stderr
    for what in ("Microphone", "Speaker", "Speech model", "Voice", "Free disk"):
        assert what in done.stdout
    assert "ok  Speech model: base" in done.stdout


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "window"])
def test_help_gives_examples(capsys: pytest.CaptureFixture[str], command: str):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "example: greenroom" in capsys.readouterr().out


def test_help_comes_without_loading_any_command(tmp_path: Path):
    assert "example: greenroom" in run(tmp_path, "--help").stdout


def test_scripts_and_rubrics_are_in_order(tmp_path: Path):
    done = run(tmp_path, "scripts", "check")
    assert done.returncode == 0, done.stdout
