"""A whole interview, spoken by the sample candidate, that a language model judges beside it."""

import json
from pathlib import Path

import pytest

from feedback.opined import opinion
from greenroom.composition import settings_file
from greenroom.feedback.llm_prompt import VERSION
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.settings_file import save
from interview.answers import rubrics
from odd_server import OddServer, Request
from whole.program import SAMPLES, running

PATIENCE = 400
"""Seconds that a busy machine may take."""

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]

QUOTES = {
    "action": "I rolled the switch back myself",
    "task": "my job was to keep it accurate",
    "result": "I doubled the turnover of the whole company",
}
STRONGER = "I rolled the switch back myself. After that it took 15 minutes to find such a mistake."


def judges(request: Request) -> None:
    """As a model that thinks too well of everything, and makes things up."""
    if request.body.get("stream"):
        request.say(STRONGER)
    else:
        request.say(opinion(5, QUOTES, rubric=rubrics()["star"]))


def test_its_opinion_stands_in_the_report_as_far_as_it_is_true(tmp_path: Path, odd: OddServer):
    home = tmp_path / "home"
    home.mkdir()
    choice = LanguageModel(address=odd.address, model="small", agreed=True)
    save(Settings(llm=choice), settings_file(Paths.under(home)))
    odd.behave = judges
    with running(
        home,
        *("interview", "behavioral", "--questions", "1", "--follow-ups", "0"),
        *("--microphone", f"file:{SAMPLES[0]}", "--file-speed", "0"),
        *("--speaker", "none", "--voice", "none"),
    ) as program:
        program.wait_for("characters of text go to", PATIENCE)
        assert program.wait(PATIENCE) == 0, program.output
    assert "·  The language model was used for " in program.output
    (folder,) = (home / "sessions").iterdir()
    (answer,) = json.loads((folder / "report.json").read_text("utf-8"))["answers"]
    judgment = answer["analysis"]["judgment"]
    assert (judgment["model"], judgment["prompt"], judgment["samples"]) == ("small", VERSION, 3)
    levels = {level["element"]: level for level in judgment["levels"]}
    assert levels["action"]["opinions"] == [5, 5, 5]
    assert levels["action"]["evidence"]["quote"] in answer["analysis"]["transcript"]["text"]
    assert levels["result"]["evidence"] is None
    assert "15" not in judgment["stronger"]
    page = (folder / "report.html").read_text("utf-8")
    assert "small, asked 3 times" in page
    assert "doubled the turnover" not in page
