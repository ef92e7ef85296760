"""A whole interview with a real language model on this computer, spoken by the sample candidate."""

import json
import re
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import soundfile

import language_model as llm
from greenroom.composition import settings_file
from greenroom.content import load_rubric
from greenroom.content.personas import load_persona
from greenroom.follow_up.questions import MOST_WORDS
from greenroom.language.phrases import word_count
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.settings_file import save
from whole.program import SAMPLES, run, running, write_script

pytestmark = [pytest.mark.real, pytest.mark.timeout(1200)]

LIMIT_SECONDS = 20
"""For a follow-up; generous, since what is tested is who speaks and not how fast."""

PATIENCE = 500
"""Seconds that a busy machine may take for one step."""

CUT = {SAMPLES[0]: 18, SAMPLES[1]: 9}
"""Seconds of the sample candidate's answers: the story stops before anything was done."""


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """The command for an interview in which something is missing from the first answer."""
    monkeypatch.setenv("GREENROOM_LLM_KEY", llm.KEY)
    script = write_script(tmp_path / "home")
    for sample, seconds in CUT.items():
        sound, rate = soundfile.read(sample, dtype="int16")
        soundfile.write(tmp_path / sample.name, sound[: seconds * rate], rate)
    answers = ",".join(str(tmp_path / sample.name) for sample in CUT)
    return (
        *("interview", script, "--questions", "1", "--follow-ups", "1", "--speaker", "none"),
        *("--microphone", f"file:{answers}", "--file-speed", "0"),
    )


def set_up(home: Path, server: llm.LanguageModelServer) -> None:
    where = ("--address", server.address, "--model", llm.MODEL, "--seconds", str(LIMIT_SECONDS))
    done = run(home, "llm", "setup", *where, "--key-from", "environment", "--yes", "--no-judging")
    assert done.returncode == 0, done.stderr


def kept(home: Path) -> list[dict[str, Any]]:
    """The answers of the only session, as its report has them."""
    (report,) = (home / "sessions").glob("*/report.json")
    return json.loads(report.read_text(encoding="utf-8"))["answers"]


def is_authored(text: str) -> bool:
    """Whether somebody wrote this question beforehand, for the rubric or for all."""
    paths = Paths.under(Path("/nonexistent"))
    rubric, persona = load_rubric("star", paths), load_persona(Settings().persona, paths)
    written = [probe for element in rubric.elements.values() for probe in element.probe]
    written += [probe for probes in persona.probes.model_dump().values() for probe in probes]
    ends = (re.escape(one).replace(re.escape("{quote}"), ".+") for one in written)
    return any(re.search(f"(?:^|[.?!] ){end}$", text) for end in ends)


def test_a_spoken_interview_in_which_a_real_model_is_asked_for_words(
    tmp_path: Path, language_model: llm.LanguageModelServer, interview: tuple[str, ...]
):
    """So small a model is seldom fit to be heard; then what the rules have is heard instead."""
    home = tmp_path / "home"
    set_up(home, language_model)
    host = language_model.address.removeprefix("http://").removesuffix("/v1")
    with running(home, *interview, "--voice", "neural") as program:
        program.wait_for("Listening.", PATIENCE)
        program.wait_for(f"characters of text go to {host}", PATIENCE)
        follow_up = program.wait_for("Follow-up:", PATIENCE).split(":", 1)[1].strip()
        assert program.wait(PATIENCE) == 0, program.output
    assert follow_up.endswith("?")
    assert word_count(follow_up) <= MOST_WORDS
    question, answer = kept(home)
    assert (question["worded_by"], question["follow_up"]) == ("", False)
    assert (answer["question"], answer["follow_up"]) == (follow_up, True)
    assert "people" in answer["analysis"]["transcript"]["text"].lower(), "Whisper heard it"
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


def test_where_the_server_has_died_the_interview_goes_on(
    tmp_path: Path, interview: tuple[str, ...]
):
    home = tmp_path / "home"
    with socket() as gone:
        gone.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{gone.getsockname()[1]}/v1"
    choice = LanguageModel(address=address, model="small", agreed=True, judges=False)
    save(Settings(llm=choice), settings_file(Paths.under(home)))
    with running(home, *interview, "--voice", "none") as program:
        program.wait_for("No server answers at 127.0.0.1", PATIENCE)
        follow_up = program.wait_for("Follow-up:", PATIENCE).split(":", 1)[1].strip()
        assert program.wait(PATIENCE) == 0, program.output
    assert program.output.count("No server answers") == 1, "told once"
    assert is_authored(follow_up), follow_up
    assert [answer["worded_by"] for answer in kept(home)] == ["", ""]
