"""After a crash, what was said is found."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store import recovery, report_files
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.live_lock import LiveLock
from greenroom.engines.store.recovery import find_lost, recover, write_missing_reports
from greenroom.engines.store.report_files import REPORT
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.errors import GreenroomError, ModelError
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.runtime import read_own_sound
from greenroom.speech.words import Transcript, Word

CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import numpy as np
from greenroom.engines.store.flac_recording import FlacRecording, recording_name
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths

store = SqliteStore(Paths.under(Path(sys.argv[1])))
now = datetime.now(UTC)
folder = store.begin(Session("s1", "behavioral", "Behavioral", now))
if sys.argv[2] == "known":
    store.save_answer(Answer("a1", "s1", 1, "conflict", "A conflict?", "star", now,
                             clip=recording_name(1)))
recording = FlacRecording(folder / recording_name(1))
for _ in range(100):
    recording.write(np.random.default_rng().normal(0, 0.1, 320).astype(np.float32))
print("two seconds", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(Paths.under(tmp_path))
    yield store
    store.close()


def interview(home: Path, answer: str) -> "subprocess.Popen[bytes]":
    """A program in the middle of its first answer."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), answer],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    assert child.stdout.readline() == b"two seconds\n"
    return child


def seconds(path: Path) -> float:
    import soundfile

    return soundfile.info(path).duration


@pytest.mark.slow
def test_an_answer_that_was_being_spoken_is_found(tmp_path: Path, store: SqliteStore) -> None:
    with interview(tmp_path, "known") as child:
        child.send_signal(signal.SIGKILL)
    (lost,) = find_lost(store)
    assert (lost.id, lost.question, lost.recovered) == ("a1", "A conflict?", True)
    assert 1.9 < seconds(store.folder("s1") / lost.clip) <= 2.0
    session = store.session("s1")
    assert session.finished_at
    assert timedelta(0) < session.finished_at - session.started_at < timedelta(minutes=1)
    assert session.answers == (lost,)
    assert find_lost(store) == (lost,), "until it is measured"


@pytest.mark.slow
def test_a_recording_that_the_database_does_not_know_is_found(
    tmp_path: Path, store: SqliteStore
) -> None:
    with interview(tmp_path, "unknown") as child:
        child.send_signal(signal.SIGKILL)
    (lost,) = find_lost(store)
    assert (lost.session_id, lost.turn, lost.question, lost.recovered) == ("s1", 1, "", True)
    assert 1.9 < seconds(store.folder("s1") / lost.clip) <= 2.0
    assert abs(lost.started_at - datetime.now(UTC)) < timedelta(minutes=1)
    assert find_lost(store) == (lost,)


@pytest.mark.slow
def test_what_another_program_is_recording_is_left_alone(
    tmp_path: Path, store: SqliteStore
) -> None:
    with interview(tmp_path, "known") as child:
        assert find_lost(store) == ()
        assert store.session("s1").finished_at is None
        child.send_signal(signal.SIGKILL)
    assert len(find_lost(store)) == 1


def begin(store: SqliteStore) -> Path:
    """A session that this program began and then forgot."""
    folder = store.begin(Session("s1", "behavioral", "Behavioral", datetime.now(UTC)))
    store.close()
    return folder


def answer(clip: str) -> Answer:
    return Answer("a1", "s1", 1, "conflict", "A conflict?", "star", datetime.now(UTC), clip=clip)


@pytest.mark.parametrize("content", [b"", b"fLaC"])
def test_an_answer_without_sound_is_not_offered(store: SqliteStore, content: bytes) -> None:
    folder = begin(store)
    store.save_answer(answer("answer-01.flac"))
    (folder / "answer-01.flac").write_bytes(content)
    assert find_lost(store) == ()
    assert store.session("s1").answers[0].clip == ""
    assert [path.read_bytes() for path in folder.glob("*.flac")] == [content]


def test_a_session_that_was_lost_before_anything_was_said_is_finished(store: SqliteStore) -> None:
    begin(store)
    assert find_lost(store) == ()
    session = store.session("s1")
    assert session.finished_at == session.started_at


def test_measured_answers_of_a_lost_session_stay_as_they_are(store: SqliteStore) -> None:
    folder = begin(store)
    recording = FlacRecording(folder / "answer-01.flac")
    recording.write(np.zeros(16_000, np.float32))
    recording.close()
    store.save_answer(answer("answer-01.flac"))
    (lost,) = find_lost(store)
    assert lost.recovered
    assert UnfinishedWork(store.database).sessions() == []


def test_an_answer_whose_measuring_failed_is_offered_again(store: SqliteStore) -> None:
    begin(store)
    store.save_answer(answer("answer-01.flac"))
    store.finish("s1")
    assert find_lost(store) == (store.session("s1").answers[0],)


KNOWN = Analysis(
    Transcript((Word("Loud.", 0.1, 0.9),)),
    Delivery(AudioQuality(1.0, 16_000, -20, 0, 30, "ok")),
    None,
    Feedback(),
)


def analyze(one: Answer, path: Path) -> Answer:
    """Reads the recording as the program does; what it says is made up."""
    read_own_sound(path)
    return replace(one, analysis=KNOWN)


class Told(list[str]):
    """The names of recordings that could not be recovered."""

    def __call__(self, answer: Answer, problem: GreenroomError) -> None:
        assert problem.sentence
        self.append(answer.clip)


def record(folder: Path, name: str = "answer-01.flac", seconds: int = 1) -> Path:
    recording = FlacRecording(folder / name)
    recording.write(np.random.default_rng(1).normal(0, 0.1, seconds * 16_000).astype(np.float32))
    recording.close()
    return recording.path


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("content", [None, b"noise" * 5_000])
def test_a_recording_without_sound_is_told_once_and_keeps_its_name(
    store: SqliteStore, content: bytes | None, finished: bool
) -> None:
    folder, told = begin(store), Told()
    store.save_answer(answer("answer-01.flac"))
    if content is not None:
        (folder / "answer-01.flac").write_bytes(content)
    if finished:
        store.finish("s1")
    assert recover(store, find_lost(store), analyze, {}, told) == ()
    assert told == ["answer-01.flac"]
    assert find_lost(store) == ()
    assert store.session("s1").answers[0].clip == "answer-01.flac"
    (folder / "answer-01.flac").unlink(missing_ok=True)
    record(folder)
    assert recover(store, find_lost(store), analyze, {}, told) == ("s1",), "it came back"
    assert store.session("s1").answers[0].analysis == KNOWN


@pytest.mark.parametrize("at", [0, 11, 20, 22, 25, 43])
def test_a_damaged_header_is_no_reason_to_lose_an_answer(store: SqliteStore, at: int) -> None:
    folder = begin(store)
    store.save_answer(answer("answer-01.flac"))
    path = record(folder)
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    assert recover(store, find_lost(store), analyze, {}, Told()) == ("s1",)
    assert seconds(path) == 1.0
    assert (folder / REPORT).exists()


def test_a_link_in_the_folder_is_left_alone(store: SqliteStore, tmp_path: Path) -> None:
    folder = begin(store)
    outside = record(tmp_path, "music.flac")
    content = bytearray(outside.read_bytes())
    content[21] &= 0xF0
    content[22:26] = bytes(4)
    outside.write_bytes(content)
    (folder / "answer-09.flac").symlink_to(outside)
    assert find_lost(store) == ()
    assert outside.read_bytes() == content
    assert store.session("s1").answers == ()


def test_an_analysis_that_cannot_be_read_is_made_again(store: SqliteStore, tmp_path: Path) -> None:
    record(begin(store))
    store.save_answer(replace(answer("answer-01.flac"), analysis=KNOWN))
    store.finish("s1")
    assert find_lost(store) == ()
    for damaged in ('{"x": 1}', '{"transcript": '):
        with closing(sqlite3.connect(Paths.under(tmp_path).database)) as database, database:
            database.execute("UPDATE answers SET analysis = ?", [damaged])
        assert recover(store, find_lost(store), analyze, {}, Told()) == ("s1",)
        assert store.session("s1").answers[0].analysis == KNOWN


def two_answers(store: SqliteStore) -> Path:
    folder = begin(store)
    for number in (1, 2):
        path = record(folder, f"answer-0{number}.flac")
        store.save_answer(replace(answer(path.name), id=f"a{number}", turn=number))
    return folder


def test_what_nobody_foresaw_stands_in_nobodys_way(store: SqliteStore) -> None:
    two_answers(store)
    told = Told()

    def fails(one: Answer, path: Path) -> Answer:
        return analyze(one, path) if one.turn == 2 else 1 / 0  # type: ignore[return-value]

    assert recover(store, find_lost(store), fails, {}, told) == ("s1",)
    assert told == ["answer-01.flac"]
    assert find_lost(store) == ()


def test_where_only_the_model_is_missing_it_is_tried_again(store: SqliteStore) -> None:
    two_answers(store)

    def no_model(*_: object) -> Answer:
        raise ModelError("There is no model.")

    assert recover(store, find_lost(store), no_model, {}, Told()) == ()
    assert len(find_lost(store)) == 2


def test_what_another_program_is_recovering_is_left_to_that(store: SqliteStore) -> None:
    folder = two_answers(store)
    lost = find_lost(store)
    other = LiveLock(folder)
    assert other.take()
    assert find_lost(store) == ()
    assert recover(store, lost, analyze, {}, Told()) == ()
    other.release()
    assert recover(store, lost, analyze, {}, Told()) == ("s1",)
    assert recover(store, lost, analyze, {}, Told()) == (), "it has been done meanwhile"


RECOVER = """
import sys, time
from dataclasses import replace
from pathlib import Path
from greenroom.delivery.measure import AudioQuality, Delivery
from greenroom.engines.store.recovery import find_lost, recover
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.paths import Paths
from greenroom.speech.words import Transcript

def slowly(answer, path):
    print(answer.id, flush=True)
    time.sleep(0.5)
    quality = AudioQuality(1.0, 16_000, -20, 0, 30, "ok")
    analysis = Analysis(Transcript(), Delivery(quality), None, Feedback())
    return replace(answer, analysis=analysis)

store = SqliteStore(Paths.under(Path(sys.argv[1])))
print("ready", flush=True)
sys.stdin.readline()
recover(store, find_lost(store), slowly, {}, print)
"""


def test_two_programs_at_once_recover_each_answer_once(store: SqliteStore, tmp_path: Path) -> None:
    two_answers(store)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", RECOVER, tmp_path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("now\n")
        program.stdin.flush()
    heard = [line for program in programs for line in program.communicate()[0].split()]
    assert [program.returncode for program in programs] == [0, 0]
    assert sorted(heard) == ["a1", "a2"]
    assert all(it.analysis for it in store.session("s1").answers)


def test_a_session_that_ends_while_it_is_looked_for_stays_as_it_is(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(begin(store))
    store.save_answer(answer("answer-01.flac"))
    unfinished = UnfinishedWork(store.database).sessions()
    store.save_answer(replace(answer("answer-01.flac"), analysis=KNOWN))
    store.finish("s1")
    before = store.session("s1")
    monkeypatch.setattr(UnfinishedWork, "sessions", lambda _: unfinished)
    assert find_lost(store) == ()
    assert store.session("s1") == before


def test_a_session_without_its_report_gets_it(store: SqliteStore) -> None:
    folder = begin(store)
    record(folder)
    store.save_answer(replace(answer("answer-01.flac"), analysis=KNOWN))
    assert write_missing_reports(store, {}) == (), "it may still be under way"
    store.finish("s1")
    (folder / f".{REPORT}.4711").write_text("half a report")
    assert write_missing_reports(store, {}) == (folder / REPORT,)
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer-01.flac",
        "answer-01.vtt",
        "report.html",
        "report.json",
        "report.md",
    ]
    assert write_missing_reports(store, {}) == ()


def test_a_report_whose_writing_a_kill_interrupted_is_written_whole(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = begin(store)
    store.save_answer(replace(answer("answer-01.flac"), analysis=KNOWN))
    store.finish("s1")
    write_text, written = report_files.write_text, list[Path]()

    def killed_behind(path: Path, text: str) -> None:
        if len(written) == left:
            raise KeyboardInterrupt
        write_text(path, text)
        written.append(path)

    monkeypatch.setattr(report_files, "write_text", killed_behind)
    for left in range(4):  # noqa: B007 - the function looks at it
        written.clear()
        with pytest.raises(KeyboardInterrupt):
            write_missing_reports(store, {})
    monkeypatch.undo()
    assert write_missing_reports(store, {}) == (folder / REPORT,)
    assert len(list(folder.iterdir())) == 4


def test_a_report_that_cannot_be_written_stands_in_nobodys_way(store: SqliteStore) -> None:
    folder = begin(store)
    store.save_answer(replace(answer("answer-01.flac"), analysis=KNOWN))
    store.finish("s1")
    (folder / "report.md").mkdir()
    (folder / "report.md" / "mine").touch()
    assert write_missing_reports(store, {}) == ()
    shutil.rmtree(folder)
    assert write_missing_reports(store, {}) == (), "nor is its folder made again"
    assert not folder.exists()


def test_a_kill_behind_a_recovered_answer_leaves_no_report_of_before(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two_answers(store)
    lost = find_lost(store)
    write_missing_reports(store, {})

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recovery, "write_report", killed)
    with pytest.raises(KeyboardInterrupt):
        recover(store, lost, analyze, {}, Told())
    monkeypatch.undo()
    assert write_missing_reports(store, {}) == (folder / REPORT,)
    assert find_lost(store) == ()
