"""`greenroom structure`: many written answers, one a line."""

import json
from pathlib import Path

import pytest

from greenroom.cli import main


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x1c", "\x0b"])
def test_only_a_line_feed_ends_a_line(tmp_path: Path, mark: str):
    said = [{"text": f"Revenue fell.{mark}So I rolled the change back myself."}]
    answer = {"id": "a1", "rubric": "star", "question": "What did you do?", "sentences": said}
    (tmp_path / "in.jsonl").write_text(
        "\r\n".join(json.dumps(answer, ensure_ascii=mark < " ") for _ in "ab"),
        encoding="utf-8",
        newline="",
    )
    command = ("structure", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "out.jsonl"))
    assert main(["--data-dir", str(tmp_path / "home"), *command]) == 0
    found = (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["id"] for line in found if line] == ["a1", "a1"]
