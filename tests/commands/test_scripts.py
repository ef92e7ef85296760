"""`greenroom scripts`, as its user sees it."""

import argparse

import pytest

from greenroom.commands import scripts
from greenroom.errors import ContentError
from greenroom.paths import Paths

MINE = """
id: mine
title: Mine
about: My own questions.
welcome: Hello.
closing: Goodbye.
questions:
  - id: my-own-question
    ask: What have you made?
    rubric: star
    tests: Whether anything was made.
    strong: Says what.
    weak: Says nothing.
"""


@pytest.fixture
def paths(tmp_path):
    (tmp_path / "interview_scripts").mkdir()
    return Paths.under(tmp_path)


def _run(paths, *words):
    parser = argparse.ArgumentParser()
    scripts.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["scripts", *words])
    arguments.paths = paths
    return arguments.run(arguments)


def _write(paths, text):
    (paths.data / "interview_scripts" / "mine.yaml").write_text(text)


def test_the_list_has_shipped_scripts_and_mine(paths, capsys):
    _write(paths, MINE)
    assert _run(paths, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("behavioral ") and "20 questions" in line for line in lines)
    assert any(line.startswith("mine ") and "1 question " in line for line in lines)
    assert str(paths.data) in lines[-1]


def test_the_list_goes_on_where_one_script_cannot_be_used(paths, capsys):
    _write(paths, MINE.replace("ask:", "aks:"))
    assert _run(paths, "list") == 2
    out = capsys.readouterr().out
    assert "behavioral" in out
    assert "Cannot be used: interview_scripts/mine.yaml, line 9" in out


def test_one_script_with_its_questions(paths, capsys):
    _write(paths, MINE)
    assert _run(paths, "list", "mine") == 0
    out = capsys.readouterr().out
    assert "What have you made?" in out
    assert "Tests: Whether anything was made." in out


def test_a_misspelled_script_is_answered_with_the_nearest(paths):
    with pytest.raises(ContentError, match=r"no script 'behavoral'; did you mean 'behavioral'\?"):
        _run(paths, "list", "behavoral")


def test_check_is_content_with_a_good_script(paths, capsys):
    _write(paths, MINE)
    assert _run(paths, "check") == 0
    assert "are fine" in capsys.readouterr().out


def test_check_names_file_line_entry_and_nearest_word(paths, capsys):
    _write(paths, MINE.replace("rubric: star", "rubric: stars"))
    assert _run(paths, "check") == 2
    out = capsys.readouterr().out
    where = "interview_scripts/mine.yaml, line 10, question 'my-own-question'"
    assert f"{where}: unknown rubric 'stars'; did you mean 'star'?" in out
    assert "1 to fix." in out
