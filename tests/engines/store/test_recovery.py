"""After a crash, what was said is found."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.recovery import find_lost
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths

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
folder = store.begin(Session("s1", "behavioural", "Behavioural", now))
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
    folder = store.begin(Session("s1", "behavioural", "Behavioural", datetime.now(UTC)))
    store.close()
    return folder


def answer(clip: str) -> Answer:
    return Answer("a1", "s1", 1, "conflict", "A conflict?", "star", datetime.now(UTC), clip=clip)


@pytest.mark.parametrize("content", [None, b"", b"fLaC"])
def test_an_answer_without_sound_is_not_offered(store: SqliteStore, content: bytes | None) -> None:
    folder = begin(store)
    store.save_answer(answer("answer-01.flac"))
    if content is not None:
        (folder / "answer-01.flac").write_bytes(content)
    assert find_lost(store) == ()
    assert store.session("s1").answers[0].clip == ""
    assert [path.read_bytes() for path in folder.glob("*.flac")] == [content] * (
        content is not None
    )


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
    assert store.unfinished() == []


def test_an_answer_whose_measuring_failed_is_offered_again(store: SqliteStore) -> None:
    begin(store)
    store.save_answer(answer("answer-01.flac"))
    store.finish("s1")
    assert find_lost(store) == (store.session("s1").answers[0],)
