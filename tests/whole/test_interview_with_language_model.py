"""A whole interview with a real language model on this computer, spoken by the sample candidate."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import language_model as llm
from greenroom.content import load_rubric, load_script
from greenroom.interview.persona import Persona
from greenroom.interview.phrases import word_count
from greenroom.interview.probes import MOST_WORDS
from greenroom.paths import Paths
from whole.program import SAMPLES, run, running

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]

LIMIT_SECONDS = 20
"""For a follow-up; generous, since what is tested is who speaks and not how fast."""

PATIENCE = 240
"""Seconds that a busy machine may take for one step."""

INTERVIEW = ("interview", "behavioural", "--questions", "1", "--follow-ups", "1")
SPOKEN = ("--microphone", f"file:{SAMPLES[0]},{SAMPLES[1]}", "--file-speed", "0")


def set_up(home: Path, server: llm.LanguageModelServer) -> None:
    where = ("--address", server.address, "--model", llm.MODEL, "--seconds", str(LIMIT_SECONDS))
    done = run(home, "llm", "setup", *where, "--key-from", "environment", "--yes", "--no-judging")
    assert done.returncode == 0, done.stderr


def kept(home: Path) -> list[dict[str, Any]]:
    """The answers of the only session, as its report has them."""
    (report,) = (home / "sessions").glob("*/report.json")
    return json.loads(report.read_text(encoding="utf-8"))["answers"]


def is_authored(text: str) -> bool:
    """Whether somebody wrote this question beforehand, for this script or for all."""
    paths, persona = Paths.under(Path("/nonexistent")), Persona()
    rubric = load_rubric("star", paths)
    script = load_script("behavioural", paths)
    written = [probe for element in rubric.elements.values() for probe in element.probe]
    written += [probe.ask for question in script.questions for probe in question.probes]
    written += [probe for probes in persona.probes.model_dump().values() for probe in probes]
    ends = (re.escape(one).replace(re.escape("{quote}"), ".+") for one in written)
    return any(re.search(f"(?:^|[.?!] ){end}$", text) for end in ends)


def test_a_spoken_interview_in_which_a_real_model_is_asked_for_words(
    tmp_path: Path, language_model: llm.LanguageModelServer, monkeypatch: pytest.MonkeyPatch
):
    """So small a model is seldom fit to be heard; then what the rules have is heard instead."""
    monkeypatch.setenv("GREENROOM_LLM_KEY", llm.KEY)
    home = tmp_path / "home"
    set_up(home, language_model)
    host = language_model.address.removeprefix("http://").removesuffix("/v1")
    with running(home, *INTERVIEW, *SPOKEN, "--speaker", "none", "--voice", "neural") as program:
        program.wait_for("Listening.", PATIENCE)
        program.wait_for(f"characters of text go to {host}.", PATIENCE)
        follow_up = program.wait_for("Follow-up:", PATIENCE).split(":", 1)[1].strip()
        assert program.wait(PATIENCE) == 0, program.output
    assert follow_up.endswith("?")
    assert word_count(follow_up) <= MOST_WORDS
    question, answer = kept(home)
    assert (question["worded_by"], question["follow_up"]) == ("", False)
    assert (answer["question"], answer["follow_up"]) == (follow_up, True)
    assert "pounds" in answer["analysis"]["transcript"]["text"].lower(), "Whisper heard it"
    report = next((home / "sessions").glob("*/report.html")).read_text(encoding="utf-8")
    if answer["worded_by"]:
        assert answer["worded_by"].startswith(f"{llm.MODEL} (prompt ")
        assert f"words by {answer['worded_by']}" in report
    else:
        assert is_authored(follow_up), follow_up
        assert "words by" not in report
    files = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert llm.KEY.encode() not in files
    assert llm.KEY not in program.output


def test_the_server_dies_and_the_interview_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if missing := llm.missing():
        pytest.skip(f"no language model: {missing} not installed")
    monkeypatch.setenv("GREENROOM_LLM_KEY", llm.KEY)
    home = tmp_path / "home"
    with llm.serving() as server:
        set_up(home, server)
    with running(home, *INTERVIEW, *SPOKEN, "--speaker", "none", "--voice", "none") as program:
        program.wait_for("Nobody answers at 127.0.0.1", PATIENCE)
        follow_up = program.wait_for("Follow-up:", PATIENCE).split(":", 1)[1].strip()
        assert program.wait(PATIENCE) == 0, program.output
    assert program.output.count("Nobody answers") == 1, "told once"
    assert is_authored(follow_up), follow_up
    assert [answer["worded_by"] for answer in kept(home)] == ["", ""]
