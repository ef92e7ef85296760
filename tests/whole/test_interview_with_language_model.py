"""A whole interview with a real language model on this computer, spoken by the sample candidate."""

import json
from pathlib import Path

import pytest

import language_model as llm
from greenroom.interview.phrases import word_count
from whole.program import SAMPLES, run, running

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]


def set_up(home: Path, server: llm.LanguageModelServer) -> None:
    where = ("--address", server.address, "--model", llm.MODEL, "--seconds", "20")
    done = run(home, "llm", "setup", *where, "--key-from", "environment", "--yes", "--no-judging")
    assert done.returncode == 0, done.stderr


def test_a_spoken_interview_in_which_a_real_model_is_asked_for_words(
    tmp_path: Path, language_model: llm.LanguageModelServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GREENROOM_LLM_KEY", llm.KEY)
    home = tmp_path / "home"
    set_up(home, language_model)
    answers = ",".join(str(sample) for sample in SAMPLES)
    with running(
        home,
        "interview",
        "behavioural",
        *("--questions", "1", "--follow-ups", "1", "--persona", "sceptic"),
        *("--microphone", f"file:{answers}", "--speaker", "none", "--voice", "neural"),
        *("--file-speed", "0"),
    ) as program:
        host = language_model.address.removeprefix("http://").removesuffix("/v1")
        program.wait_for(f"characters of text go to {host}.", 240)
        follow_up = program.wait_for("Follow-up:", 240).split(":", 1)[1].strip()
        assert program.wait(240) == 0, program.output
    assert follow_up.endswith("?")
    assert word_count(follow_up) <= 30
    exported = json.loads(run(home, "sessions", "export", "--format", "json").stdout)
    assert follow_up in json.dumps(exported, ensure_ascii=False)
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert llm.KEY.encode() not in kept
    assert llm.KEY not in program.output


def test_the_server_dies_and_the_interview_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if missing := llm.missing():
        pytest.skip(f"no language model: {missing} not installed")
    monkeypatch.setenv("GREENROOM_LLM_KEY", llm.KEY)
    home = tmp_path / "home"
    with llm.serving() as server:
        set_up(home, server)
    arguments = ("--questions", "1", "--follow-ups", "1", "--speaker", "none", "--voice", "none")
    with running(
        home,
        *("interview", "behavioural", *arguments, "--file-speed", "0"),
        *("--microphone", f"file:{SAMPLES[0]},{SAMPLES[1]}"),
    ) as program:
        program.wait_for("Nobody answers at 127.0.0.1", 240)
        assert program.wait_for("Follow-up:", 240).endswith("?")
        assert program.wait(240) == 0, program.output
