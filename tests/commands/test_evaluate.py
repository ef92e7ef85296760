"""`greenroom evaluate`: many written answers to questions of the scripts, one a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from greenroom.cli import main
from greenroom.content import load_rubric
from greenroom.content.answer_keys import load_answer_keys
from greenroom.paths import Paths

QUESTION = "lasso-or-ridge-for-genes"
SAID = (
    "So I'd go with the elastic net, that's my recommendation, because the doctors want a list.",
    "The lasso takes one gene out of a correlated group more or less by accident.",
    "Then I'd bootstrap the patients and count how often each gene gets selected.",
)


def evaluated(tmp_path: Path, *rows: dict[str, Any]) -> tuple[int, list[dict[str, Any]]]:
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    out = tmp_path / "out.jsonl"
    command = ("evaluate", str(tmp_path / "in.jsonl"), "--output", str(out))
    code = main(["--data-dir", str(tmp_path / "home"), *command])
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return code, [json.loads(line) for line in lines]


def row(question_id: str = QUESTION, texts: tuple[str, ...] = SAID) -> dict[str, Any]:
    return {"id": "a1", "question_id": question_id, "sentences": [{"text": one} for one in texts]}


def test_what_the_report_would_say_of_an_answer(tmp_path):
    code, (said,) = evaluated(tmp_path, row())
    assert code == 0
    paths = Paths.under(tmp_path)
    key = load_answer_keys("ml-fundamentals", paths)[QUESTION]
    assert 0 <= said["score"] <= 100
    found = {one["element"]: one["evidence"] for one in said["elements"]}
    assert "recommendation" in found
    assert all(0 <= piece["sentence"] < 3 for each in found.values() for piece in each)
    assert set(said["missing"]) == set(key.expects) - found.keys()
    points = {point["id"]: (point["state"], point["evidence"]) for point in said["key_points"]}
    assert list(points) == [point.id for point in key.key_points]
    assert points["l1-keeps-one"] == ("made", [1])
    assert points["stable-over-resamples"] == ("made", [2])
    assert points["at-most-as-many-as-patients"] == ("missed", [])
    titles = [one["title"] for one in said["priorities"]]
    rubric = load_rubric("trade_off", paths)
    assert set(titles) <= {f"Missing: {rubric.elements[one].title}" for one in said["missing"]}
    assert said["follow_up"].endswith("?")
    assert (said["wrong_facts"], said["off_topic"]) == ([], False)


def test_an_unknown_question_is_named_with_the_nearest(tmp_path, capsys):
    code, lines = evaluated(tmp_path, row(), row("lasso-or-ridge-for-jeans"))
    assert (code, lines) == (2, [])
    said = capsys.readouterr().err
    assert "in.jsonl, line 2: there is no question 'lasso-or-ridge-for-jeans'; did you" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [({"sentences": []}, "'sentences' is wrong"), ({"question_id": 3}, "'question_id' is wrong")],
)
def test_a_line_that_is_wrong_is_named(tmp_path, capsys, change, said):
    code, lines = evaluated(tmp_path, row() | change)
    assert (code, lines) == (2, [])
    assert f"in.jsonl, line 1: {said}" in capsys.readouterr().err


def test_an_answer_without_words_is_no_crash(tmp_path):
    code, (said,) = evaluated(tmp_path, row(texts=("", "…")))
    assert code == 0
    assert (said["elements"], said["missing"], said["score"]) == ([], [], 0)
