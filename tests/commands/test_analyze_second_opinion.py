"""`greenroom analyze --llm on`: what the language model thinks stands beside what the rules say."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback import opined
from greenroom import cli
from greenroom.commands import analyze
from greenroom.composition import settings_file
from greenroom.feedback.llm_opinions import judged_elements
from greenroom.feedback.llm_prompt import VERSION
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.settings_file import save
from greenroom.structure.elements import Structure
from interview.answers import rubrics
from llm_faults import status
from odd_server import OddServer, Request

STAR = rubrics()["star"]
KNOWN = replace(
    opined.analysis(), structure=Structure("star", missing=tuple(judged_elements(STAR)))
)


@pytest.fixture(autouse=True)
def _heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The recording has been transcribed and measured; the log of the last call is closed."""
    monkeypatch.setattr(analyze, "_analyses", lambda files, *_: ((file, KNOWN) for file in files))
    yield
    for handler in logging.getLogger("greenroom").handlers:
        handler.close()


def run(home: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(home), *arguments])


def set_up(home: Path, odd: OddServer) -> None:
    choice = LanguageModel(address=odd.address, model="small", agreed=True)
    save(Settings(llm=choice), settings_file(Paths.under(home)))


def judges(request: Request) -> None:
    request.say("Shorter." if request.body.get("stream") else opined.opinion(rubric=STAR))


def test_the_model_that_is_set_up_is_asked(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str]
):
    set_up(tmp_path, odd)
    odd.behave = judges
    assert run(tmp_path, "analyze", "a.wav", "--rubric", "star", "--json", "--llm", "on") == 0
    shown = capsys.readouterr()
    judgment = json.loads(shown.out)["judgment"]
    assert (judgment["model"], judgment["prompt"]) == ("small", VERSION)
    levels = {level["element"]: level for level in judgment["levels"]}
    assert levels["action"]["evidence"]["quote"] == opined.QUOTES["action"]
    assert levels["action"]["level"] == 3, "the rules had not found it"
    assert odd.address.removeprefix("http://").removesuffix("/v1") in shown.err


def test_without_being_told_to_nothing_is_sent(tmp_path: Path, odd: OddServer, capsys):
    set_up(tmp_path, odd)
    assert run(tmp_path, "analyze", "a.wav", "--rubric", "star", "--json") == 0
    assert json.loads(capsys.readouterr().out)["judgment"] is None
    assert odd.bodies == []


def test_what_is_missing_is_said(tmp_path: Path, odd: OddServer, capsys):
    assert run(tmp_path, "analyze", "a.wav", "--rubric", "star", "--llm", "on") != 0
    assert "No language model is set up." in capsys.readouterr().err
    set_up(tmp_path, odd)
    assert run(tmp_path, "analyze", "a.wav", "--llm", "on") != 0
    assert "needs a rubric to judge by" in capsys.readouterr().err


def test_a_model_that_fails_costs_its_opinion_and_nothing_else(
    tmp_path: Path, odd: OddServer, capsys
):
    set_up(tmp_path, odd)
    odd.behave = status(500)
    assert run(tmp_path, "analyze", "a.wav", "--rubric", "star", "--llm", "on") == 0
    shown = capsys.readouterr()
    assert "a.wav: 1:00" in shown.out
    assert "second opinion" not in shown.out
    assert shown.err.count("greenroom: ") == 1
