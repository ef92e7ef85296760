"""Ids that were spelled the British way go on working, typed, stored or in somebody's own files."""

from pathlib import Path

import pytest

from greenroom import cli
from greenroom.content import find_question, load_rubric, load_rubrics, load_script, load_scripts
from greenroom.content.check import check
from greenroom.content.personas import load_persona, load_personas
from greenroom.content.topics import load_topics
from greenroom.paths import Paths
from greenroom.renamed_ids import RENAMED, current_id
from greenroom.settings import Settings
from greenroom.structure.sentence_classifier import detector

OWN = """
id: {name}
title: My own
about: With ids as they were spelled once.
welcome: Hello.
closing: Goodbye.
questions:
  - id: what-my-model-saw
    ask: What did your model see?
    rubric: modelling
    tests: Whether anything was seen.
    strong: Says what.
    weak: Says nothing.
    serves: [regularisation, behaviour-change]
draws:
  behavioural: 2
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    (tmp_path / "interview_scripts").mkdir()
    return Paths.under(tmp_path)


def write_own(paths: Paths, name: str) -> None:
    (paths.data / "interview_scripts" / f"{name}.yaml").write_text(OWN.format(name=name), "utf-8")


def test_the_table_leads_to_what_there_is_and_from_nothing_there_is(paths: Paths):
    scripts = load_scripts(paths)
    there = {*scripts, *load_rubrics(paths), *load_personas(paths)}
    there |= {question.id for script in scripts.values() for question in script.questions}
    there |= {topic.id for topic in load_topics()}
    assert set(RENAMED.values()) <= there
    assert not set(RENAMED) & there


def test_an_id_that_was_never_renamed_stays():
    assert current_id("star") == "star"
    assert current_id("") == ""


@pytest.mark.parametrize("name", ["behavioural", "behavioral"])
def test_a_script_is_found_in_either_spelling(paths: Paths, name: str):
    assert load_script(name, paths).id == "behavioral"


@pytest.mark.parametrize("name", ["modelling", "modeling"])
def test_a_rubric_is_found_in_either_spelling(paths: Paths, name: str):
    assert load_rubric(name, paths).id == "modeling"


@pytest.mark.parametrize("name", ["sceptic", "skeptic"])
def test_a_persona_is_found_in_either_spelling(paths: Paths, name: str):
    assert load_persona(name, paths).id == "skeptic"


@pytest.mark.parametrize("name", ["learnt-a-field-in-weeks", "learned-a-field-in-weeks"])
def test_a_question_is_found_in_either_spelling(paths: Paths, name: str):
    assert find_question(name, paths).id == "learned-a-field-in-weeks"


def test_settings_in_the_old_spelling_are_read():
    settings = Settings.model_validate({"script": "behavioural", "persona": "sceptic"})
    assert (settings.script, settings.persona) == ("behavioral", "skeptic")


def test_a_script_of_ones_own_may_use_old_ids(paths: Paths):
    write_own(paths, "mine")
    script = load_script("mine", paths)
    assert script.questions[0].rubric == "modeling"
    assert script.questions[0].serves == ("regularization", "behavior-change")
    assert script.draws == {"behavioral": 2}
    assert check(paths) == []


@pytest.mark.parametrize("name", ["behavioural", "behavioral"])
def test_an_own_script_of_either_name_hides_the_shipped_one(paths: Paths, name: str):
    write_own(paths, name)
    for asked_for in ("behavioural", "behavioral"):
        assert load_script(asked_for, paths).title == "My own"
    assert sum(script.title == "My own" for script in load_scripts(paths).values()) == 1


def test_of_two_files_the_one_with_the_name_of_today_counts(paths: Paths):
    write_own(paths, "behavioural")
    own = paths.data / "interview_scripts" / "behavioral.yaml"
    own.write_text(OWN.format(name="behavioral").replace("My own", "Newer"), "utf-8")
    assert load_script("behavioural", paths).title == "Newer"


def test_the_trained_weights_are_found_in_either_spelling():
    assert "modeling" in detector().heads


@pytest.mark.parametrize("rubric", ["modelling", "modeling"])
def test_written_answers_may_name_the_rubric_in_either_spelling(tmp_path: Path, rubric: str):
    answers, found = tmp_path / "answers.jsonl", tmp_path / "found.jsonl"
    text = "First the average of the last four Mondays; if we can't beat that, we stop."
    answers.write_text(
        f'{{"id": "a", "rubric": "{rubric}", "sentences": [{{"text": "{text}"}}]}}\n', "utf-8"
    )
    folder = ["--data-dir", str(tmp_path)]
    assert cli.main([*folder, "structure", str(answers), "--output", str(found)]) == 0
    assert "simple_baseline" in found.read_text("utf-8")


def test_the_questions_of_a_script_are_listed_in_either_spelling(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    listed: list[str] = []
    for name in ("behavioural", "behavioral"):
        assert cli.main(["--data-dir", str(tmp_path), "scripts", "list", name]) == 0
        listed.append(capsys.readouterr().out)
    assert listed[0] == listed[1]
    assert "learned-a-field-in-weeks" in listed[0]
