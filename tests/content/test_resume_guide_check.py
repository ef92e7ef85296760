"""What `greenroom scripts check` finds in the guide to résumés."""

import shutil
from pathlib import Path

import pytest

from greenroom.content import library
from greenroom.content.check import check
from greenroom.paths import Paths, shipped


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped guide, beside the shipped rubrics, that is looked at instead."""
    content = tmp_path / "content"
    folder = content / "interview_scripts" / "from-resume"
    shutil.copytree(shipped("interview_scripts") / "from-resume", folder)
    for name in ("interview_scripts/topics.yaml", "rubrics"):
        (content / name).symlink_to(shipped(name))
    monkeypatch.setattr(library, "shipped", lambda name: content / name)
    return folder


def test_the_shipped_guide_is_in_order(guide: Path, paths: Paths):
    assert guide.is_dir()
    assert check(paths) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("claims", "    rubric: project\n", "    rubric: projekt\n",
         "claim kind 'project': unknown rubric 'projekt'; did you mean 'project'?"),
        ("claims", "openings:\n", "openigns:\n", "unknown key 'openigns'; did you mean"),
        ("claims", "- You list {skill}.", "- You list it.", "needs {claim} or {skill} in it"),
        ("claims", 'says you "{claim}"', 'says you "{clam}"', "{clam} has no meaning"),
        ("skills", "    rubric: ", "    probs: []\n    rubric: ", "unknown key 'probs'; did you"),
        ("reading", "personal:\n", "personal:\n  - '(born'\n", "'(born' is not a regular expr"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(
    guide: Path, paths: Paths, file: str, old: str, new: str, told: str
):
    path = guide / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    problems = check(paths)
    assert problems
    assert problems[0].sentence.startswith(f"from-resume/{file}.yaml, line ")
    assert abs(problems[0].line - line) <= 1
    assert told in problems[0].sentence


def test_a_missing_file_is_told(guide: Path, paths: Paths):
    (guide / "skills.yaml").unlink()
    (problem,) = check(paths)
    assert "skills.yaml" in problem.sentence
