"""The command line: its output, whatever the terminal knows, and whose its files are."""

import io
import json
import os
import stat
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from greenroom.cli import main

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


class Output:
    """Both output streams of a terminal that knows few characters."""

    def __init__(self, encoding: str) -> None:
        self.streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in "oe"]

    def main(self, *arguments: str) -> int:
        """The command line, writing to them."""
        with redirect_stdout(self.streams[0]), redirect_stderr(self.streams[1]):
            return main(arguments)

    def text(self) -> str:
        """All that was written."""
        for stream in self.streams:
            stream.flush()
        return "".join(stream.buffer.getvalue().decode("latin-1") for stream in self.streams)


@pytest.fixture(params=["ascii", "cp1252", "cp437"])
def output(request: pytest.FixtureRequest) -> Output:
    return Output(request.param)


def test_characters_that_a_terminal_does_not_know_end_nothing(tmp_path: Path, output: Output):
    home = ("--data-dir", str(tmp_path / "東京 ✓"))
    with pytest.raises(SystemExit):
        output.main("interview", "--help")
    assert "example: greenroom" in output.text()
    assert output.main(*home, "sessions", "show", "café → ✓ 東京") == 2
    assert output.main(*home, "sessions", "list", "東京") == 0
    assert "?" in output.text()


def test_a_name_that_is_no_text_at_all_ends_nothing(tmp_path: Path, output: Output):
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/latin1-\xe9"))
    home.touch()
    assert output.main("--data-dir", str(home), "sessions", "list") == 1
    assert "latin1-?" in output.text()


def test_a_process_in_the_c_locale_shows_help(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "greenroom", "interview", "--help"],
        env={**os.environ, **C_LOCALE},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"r?sum?" in done.stdout


def test_json_has_every_character_whatever_the_terminal_knows(tmp_path: Path, output: Output):
    answer = {"id": "東京", "rubric": "star", "sentences": [{"text": "I rolled it back — myself."}]}
    (tmp_path / "in").write_text(json.dumps(answer), encoding="utf-8")
    found = tmp_path / "out → ✓"
    command = ("structure", str(tmp_path / "in"), "--output", str(found))
    assert output.main("--data-dir", str(tmp_path), *command) == 0, output.text()
    assert json.loads(found.read_text(encoding="utf-8"))["id"] == "東京"


def test_what_is_written_belongs_to_its_owner_alone_and_the_umask_comes_back(tmp_path: Path):
    answer = {"id": "a", "rubric": "star", "sentences": [{"text": "I rolled it back myself."}]}
    (tmp_path / "in").write_text(json.dumps(answer))
    former = os.umask(0o022)
    try:
        command = ("structure", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
        assert main(["--data-dir", str(tmp_path / "home"), *command]) == 0
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(former)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600


def test_a_data_folder_that_cannot_be_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "file").touch()
    assert main(["--data-dir", str(tmp_path / "file"), "sessions", "list"]) == 1
    assert "file cannot be created" in capsys.readouterr().err
