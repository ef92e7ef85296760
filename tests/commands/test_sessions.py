"""Sessions on the command line."""

import argparse
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from greenroom.commands import sessions
from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import UserError
from greenroom.feedback.feedback import Analysis, Feedback, Remark
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.speech.words import Transcript, Word

OLD, NEW = "0a" * 16, "0b" * 16
KNOWN = Analysis(
    Transcript((Word("We", 0.1, 0.3), Word("shipped", 0.3, 0.6), Word("it.", 0.6, 0.9))),
    Delivery(AudioQuality(1.0, 16_000, -20, 0, 30, "ok")),
    None,
    Feedback((Remark("Say what came of it", "Add the result.", ""),)),
)


class Terminal(io.StringIO):
    """Somebody who can be asked."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home with two sessions."""
    paths = Paths.under(tmp_path / "home")
    store = SqliteStore(paths)
    for number, session_id in enumerate((OLD, NEW), start=1):
        began = datetime(2025, 6, number, 9, 30, tzinfo=UTC)
        folder = store.begin(Session(session_id, "behavioral", f"Rehearsal {number}", began))
        recording = FlacRecording(folder / "answer-01.flac")
        recording.write(np.zeros(16_000, np.float32))
        recording.close()
        store.save_answer(
            Answer(
                session_id, session_id, 1, "conflict", "Tell me about a conflict.", "star", began,
                clip="answer-01.flac", analysis=KNOWN if session_id == OLD else None,
            )
        )  # fmt: skip
    store.finish(OLD)
    store.close()
    return paths


def run(paths: Paths, *words: str) -> int:
    parser = argparse.ArgumentParser()
    sessions.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["sessions", *words])
    arguments.paths = paths
    return arguments.run(arguments)


def test_sessions_are_listed_newest_first(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paths, "list") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("0b0b0b0b  2 June 2025")
    assert first.endswith("Rehearsal 2 (1 answer, unfinished)")
    assert second.endswith("Rehearsal 1 (1 answer)")


def test_a_request_is_no_answer(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Answer(
        "r", OLD, 2, "conflict", "Which one?", "star", datetime.now(UTC), request="repeat"
    )
    store = SqliteStore(paths)
    store.save_answer(asked)
    store.close()
    run(paths, "list")
    assert capsys.readouterr().out.splitlines()[1].endswith("Rehearsal 1 (1 answer)")
    run(paths, "show", OLD)
    assert "Which one?" not in capsys.readouterr().out


def test_what_cannot_be_read_is_named(
    paths: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = SqliteStore(paths)
    with store.database.use() as database:
        database.execute("UPDATE sessions SET started_at = 'zzzz' WHERE id = ?", [NEW])
        database.execute("UPDATE answers SET take = 'x' WHERE id = ?", [OLD])
    store.close()
    assert run(paths, "list") == 0
    out, told = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["0a0a0a0a"]
    assert "session 0b0b0b0b" in told
    assert "doctor --repair" in told
    assert run(paths, "show", "last") == 0
    assert run(paths, "export", "last", "--to", str(tmp_path / "mine")) == 0
    with pytest.raises(UserError, match="cannot be read"):
        run(paths, "show", NEW)


def test_a_damaged_database_is_repaired_and_asked_again(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.database.write_bytes(b"no database" * 1000)
    assert run(paths, "list") == 0
    out, told = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "2 of 2 sessions were recovered" in told
    assert run(paths, "list") == 0
    assert capsys.readouterr().err == ""


def test_an_empty_home_says_how_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Paths.under(tmp_path), "list") == 0
    assert "greenroom interview" in capsys.readouterr().out
    with pytest.raises(UserError, match="no sessions yet"):
        run(Paths.under(tmp_path), "show", "last")


def test_words_are_found(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(paths, "list", "shipped") == 0
    out = capsys.readouterr().out
    assert out.startswith("0a0a0a0a")
    assert "We shipped it." in out
    run(paths, "list", "xylophone")
    assert capsys.readouterr().out == "No answer contains “xylophone”.\n"


def test_a_session_is_shown_with_its_feedback(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "show", "0a") == 0
    out = capsys.readouterr().out
    for part in ("Rehearsal 1", "Question 1: Tell me about a conflict.", "Say what came of it"):
        assert part in out
    run(paths, "show", "last")
    assert "has not been transcribed" in capsys.readouterr().out


def test_an_export_stands_alone(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "export", OLD, "--to", str(tmp_path / "mine")) == 0
    report = Path(capsys.readouterr().out.strip())
    assert report.parent.parent == tmp_path / "mine"
    assert sorted(path.name for path in report.parent.iterdir()) == [
        "answer-01.flac",
        "answer-01.vtt",
        "report.html",
        "report.json",
        "report.md",
    ]
    assert json.loads((report.parent / "report.json").read_text("utf-8"))["title"] == "Rehearsal 1"
    original = SqliteStore(paths).folder(OLD) / "answer-01.flac"
    assert (report.parent / "answer-01.flac").read_bytes() == original.read_bytes()
    with pytest.raises(UserError, match="already"):
        run(paths, "export", OLD, "--to", str(tmp_path / "mine"))


def left(paths: Paths) -> list[str]:
    return [session.id for session in SqliteStore(paths).sessions()]


def test_deleting_asks_first(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = SqliteStore(paths).folder(OLD)
    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    assert run(paths, "delete", OLD) == 0
    assert "Nothing was deleted." in capsys.readouterr().out
    assert left(paths) == [NEW, OLD]
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert run(paths, "delete", OLD) == 0
    assert "Rehearsal 1" in capsys.readouterr().out
    assert left(paths) == [NEW]
    assert not folder.exists()


def test_nothing_is_deleted_where_nobody_can_be_asked(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with pytest.raises(UserError) as refusal:
        run(paths, "delete", OLD)
    assert "--yes" in refusal.value.hint
    assert left(paths) == [NEW, OLD]


def test_several_are_deleted_at_once_or_none(paths: Paths) -> None:
    with pytest.raises(UserError, match="no session"):
        run(paths, "delete", "--yes", OLD, "zz")
    assert left(paths) == [NEW, OLD]
    assert run(paths, "delete", "--yes", OLD, NEW) == 0
    assert left(paths) == []


@pytest.mark.parametrize("words", [[], ["list"], ["show"], ["export"], ["delete"]])
def test_help_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    sessions.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit) as end:
        parser.parse_args(["sessions", *words, "--help"])
    assert end.value.code == 0
    assert "example: greenroom sessions" in capsys.readouterr().out


def test_the_last_session_can_be_deleted_by_that_name(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(paths, "delete", "last", "--yes") == 0
    assert "Deleted 1 session" in capsys.readouterr().out
    store = SqliteStore(paths)
    assert [one.id for one in store.sessions()] == [OLD]
    store.close()
