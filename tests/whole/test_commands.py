"""Commands run to their end, as processes of their own."""

import json
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("arguments", "said", "exit_code"),
    [
        (("interview", "behavoural"), "behavioural", 2),
        (("interview", "--microphone", "file:none.wav"), "none.wav", 2),
        (("interview", "--microphone", "Unheard-of"), "microphone", 1),
        (("sessions", "show", "abc"), "abc", 2),
        (("analyze", "README.md", "--rubric", "stars"), "star", 2),
    ],
)
def test_mistakes_get_a_sentence_and_a_hint(
    tmp_path: Path, arguments: tuple[str, ...], said: str, exit_code: int
):
    done = run(tmp_path, *arguments)
    assert done.returncode == exit_code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) >= 2, "a sentence and a hint"


def test_the_doctor_looks_at_everything(tmp_path: Path):
    done = run(tmp_path, "doctor")
    assert "Traceback" not in done.stderr
    for what in ("Microphone", "Speaker", "Speech model", "Voice", "Free disk"):
        assert what in done.stdout
    assert "ok  Speech model: base" in done.stdout


def test_help_answers_at_once_and_gives_examples(tmp_path: Path):
    for command in ("interview", "demo", "analyze", "sessions", "scripts", "doctor"):
        assert "example: greenroom" in run(tmp_path, command, "--help").stdout


def test_scripts_and_rubrics_are_in_order(tmp_path: Path):
    done = run(tmp_path, "scripts", "check")
    assert done.returncode == 0, done.stdout
