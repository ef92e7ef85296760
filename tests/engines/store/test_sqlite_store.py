"""What was said is found again, for as long as the user wants and no longer."""

import json
import math
import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.delivery.measure import AudioQuality, Delivery, Measure, Pause
from greenroom.engines.store import sqlite_connection
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.stored_analysis import analysis_of_json, json_of_analysis
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.errors import StorageError, UserError
from greenroom.feedback.feedback import Analysis, Feedback, Moment, Remark
from greenroom.feedback.llm_judgment import Judgment, Level
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Evidence, FoundElement, ScorePart, Structure

MORNING = datetime(2025, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=2)))
SESSION = Session(id="a1" * 16, script_id="behavioral", title="Behavioral", started_at=MORNING)
AUDIO = AudioQuality(4.0, 16_000, -20.5, 0.0, 31.0, "ok")


def analysis(text: str) -> Analysis:
    words = tuple(
        Word(word, index * 0.4, index * 0.4 + 0.3, 0.9) for index, word in enumerate(text.split())
    )
    span = Span(0.0, 1.0)
    return Analysis(
        transcript=Transcript(words),
        delivery=Delivery(
            AUDIO,
            {"speaking_rate": Measure("speaking_rate", 131.5, "wpm", n=40, spans=(span,))},
            (Pause(1.0, 1.6, "inside_clause"),),
        ),
        structure=Structure(
            "star",
            found=(FoundElement("result", (Evidence("it worked", span, 3, 0.8),)),),
            missing=("task",),
            order={"task_first": "n/a"},
            score=62.5,
            derivation=(ScorePart("result", 1, 1),),
        ),
        feedback=Feedback(
            (Remark("Name a number", "Say it.", "Why", (Moment(span, "it worked"),)),)
        ),
        timings={"transcribe": 1.2},
    )


def answer(
    number: int = 1, text: str = "We shipped the ranking model.", **changes: object
) -> Answer:
    return replace(
        Answer(
            id=f"{number:032x}",
            session_id=SESSION.id,
            turn=number,
            question_id="conflict",
            question="Tell me about a conflict.",
            rubric_id="star",
            started_at=MORNING + timedelta(minutes=number),
            target_seconds=120,
            clip=f"answer-{number:02}.flac",
            think_seconds=1.4,
            analysis=analysis(text) if text else None,
        ),
        **changes,
    )


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    store = SqliteStore(paths)
    yield store
    store.close()


def test_a_session_comes_back_as_it_was(store: SqliteStore, paths: Paths) -> None:
    store.begin(SESSION)
    follow_up = answer(2, follow_up=True, probes="result", worded_by="small (prompt 1)")
    answers = (answer(1), follow_up, answer(3, text=""))
    for each in reversed(answers):
        store.save_answer(each)
    store.close()
    assert SqliteStore(paths).session(SESSION.id) == replace(SESSION, answers=answers)


FLOATS = st.floats(width=32)  # the level of silence is minus infinity
SPANS = st.builds(Span, FLOATS, FLOATS)
NAMES = st.sampled_from(["task", "result", "pace"])
WORDS = st.builds(Word, st.text(st.characters(codec="utf-8"), max_size=8), FLOATS, FLOATS, FLOATS)
LEVELS = st.builds(
    Level,
    opinions=st.lists(st.integers(1, 5), max_size=3).map(tuple),
    moment=st.none() | st.builds(Moment, SPANS),
)
ANALYSES = st.builds(
    Analysis,
    transcript=st.builds(
        Transcript,
        st.lists(st.builds(Word, st.text(max_size=8), FLOATS, FLOATS, FLOATS), max_size=3).map(
            tuple
        ),
    ),
    delivery=st.builds(
        Delivery,
        st.builds(AudioQuality, level_dbfs=FLOATS, snr_db=st.none() | FLOATS),
        st.dictionaries(
            NAMES, st.builds(Measure, spans=st.lists(SPANS, max_size=2).map(tuple)), max_size=2
        ),
        st.lists(st.builds(Pause), max_size=2).map(tuple),
    ),
    structure=st.none()
    | st.builds(
        Structure,
        found=st.just((FoundElement("result", (Evidence("it worked", Span(0.0, 1.0), 3, 0.8),)),)),
        order=st.dictionaries(NAMES, st.sampled_from(["yes", "no", "n/a"]), max_size=2),
    ),
    feedback=st.builds(Feedback, priorities=st.lists(st.builds(Remark), max_size=2).map(tuple)),
    timings=st.dictionaries(NAMES, FLOATS, max_size=2),
    judgment=st.none() | st.builds(Judgment, levels=st.lists(LEVELS, max_size=2).map(tuple)),
)


@pytest.mark.slow
@settings(deadline=None)
@given(known=ANALYSES)
def test_every_analysis_comes_back_as_it_was(known: Analysis) -> None:
    # By repr, since nan differs from itself.
    assert repr(analysis_of_json(json_of_analysis(known))) == repr(known)


def test_an_analysis_from_before_there_were_judgments_is_read() -> None:
    kept = json.loads(json_of_analysis(analysis("We shipped it.")))
    assert kept.pop("judgment") is None
    assert analysis_of_json(json.dumps(kept)) == analysis("We shipped it.")


def test_an_analysis_that_cannot_be_read_counts_as_none() -> None:
    assert analysis_of_json('{"transcript": "of another time"}') is None


def test_silence_has_a_level(store: SqliteStore) -> None:
    quiet = replace(AUDIO, level_dbfs=-math.inf, quality="insufficient")
    known = replace(analysis(""), delivery=Delivery(quiet))
    store.begin(SESSION)
    store.save_answer(answer(analysis=known))
    assert store.session(SESSION.id).answers == (answer(analysis=known),)


def test_saving_again_replaces(store: SqliteStore) -> None:
    store.begin(SESSION)
    store.save_answer(answer(text="", clip=""))
    store.save_answer(answer(text="Second thoughts.", recovered=True))
    assert store.session(SESSION.id).answers == (answer(text="Second thoughts.", recovered=True),)
    assert [hit.answer_id for hit in search_answers(store.database, "thoughts")] == [answer().id]


def test_sessions_come_newest_first_without_analyses(store: SqliteStore) -> None:
    later = replace(SESSION, id="b2" * 16, started_at=MORNING.astimezone(UTC) + timedelta(hours=1))
    for session in (SESSION, later):
        store.begin(session)
    store.save_answer(answer())
    assert list(store.sessions()) == [
        later,
        replace(SESSION, answers=(replace(answer(), analysis=None),)),
    ]


def test_the_newest_sessions_can_be_had_without_the_others(store: SqliteStore) -> None:
    days = [
        replace(SESSION, id=f"{day:032x}", started_at=MORNING + timedelta(days=day))
        for day in range(4)
    ]
    for number, session in enumerate(days):
        store.begin(session)
        if number != 2:
            store.save_answer(answer(number, session_id=session.id))
    assert list(store.sessions(1)) == [store.sessions()[0]]
    assert [one.id for one in store.sessions(3)] == [one.id for one in days[:0:-1]]
    assert [one.id for one in store.answered(2)] == [days[3].id, days[1].id], (
        "nobody spoke on day 2"
    )
    assert list(store.answered(1)) == [store.session(days[3].id)], "with all that is known"
    assert len(store.answered(9)) == 3


def test_finishing_is_written_down(store: SqliteStore) -> None:
    store.begin(SESSION)
    assert [session.id for session in UnfinishedWork(store.database).sessions()] == [SESSION.id]
    store.finish(SESSION.id)
    finished = store.session(SESSION.id).finished_at
    assert finished
    assert abs(finished - datetime.now(UTC)) < timedelta(seconds=10)
    assert UnfinishedWork(store.database).sessions() == []


def test_an_id_may_be_shortened_until_it_is_ambiguous(store: SqliteStore) -> None:
    store.begin(SESSION)
    store.begin(replace(SESSION, id="a2" * 16))
    assert store.session("a1").id == SESSION.id
    for beginning in ("a", "", "%", "x"):
        with pytest.raises(UserError):
            store.session(beginning)


def test_only_the_owner_may_read_anything(store: SqliteStore, paths: Paths) -> None:
    folder = store.begin(SESSION)
    store.save_answer(answer())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.recordings.stat().st_mode) == 0o700
    files = [path for path in paths.data.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_everything_moves_with_the_data_folder(store: SqliteStore, paths: Paths) -> None:
    (store.begin(SESSION) / "answer-01.flac").write_bytes(b"sound")
    store.close()
    moved = Paths.under(paths.data.rename(paths.data.with_name("elsewhere")))
    folder = SqliteStore(moved).folder(SESSION.id)
    assert (folder / "answer-01.flac").read_bytes() == b"sound"


def test_a_strange_script_id_stays_inside_the_folder(store: SqliteStore, paths: Paths) -> None:
    folder = store.begin(replace(SESSION, script_id="../../My Own/Script"))
    assert folder.parent == paths.recordings


def test_deleting_is_for_good(store: SqliteStore, paths: Paths) -> None:
    folder = store.begin(SESSION)
    (folder / "answer-01.flac").write_bytes(b"sound")
    store.begin(replace(SESSION, id="b2" * 16))
    store.save_answer(answer(text="Our xylophone budget was overspent."))
    store.write_note(answer().id, "the xylophone again")
    store.finish(SESSION.id)
    assert len(search_answers(store.database, "xylophone")) == 1
    store.delete(SESSION.id)
    assert not folder.exists()
    assert [session.id for session in store.sessions()] == ["b2" * 16]
    assert list(search_answers(store.database, "xylophone")) == []
    assert store.note(answer().id) == ""
    for path in paths.data.glob("greenroom.db*"):
        assert b"xylophone" not in path.read_bytes()
        assert b"xylophon" not in path.read_bytes(), "nor its stem in the index"


def test_a_session_that_is_under_way_elsewhere_is_not_deleted(
    store: SqliteStore, paths: Paths
) -> None:
    store.begin(SESSION)
    with pytest.raises(UserError, match="under way"):
        SqliteStore(paths).delete(SESSION.id)
    store.delete(SESSION.id)


def test_a_folder_outside_is_never_deleted(store: SqliteStore, paths: Paths) -> None:
    store.begin(SESSION)
    store.close()
    mine = paths.data.parent / "mine"
    mine.mkdir()
    with sqlite3.connect(paths.database) as database:
        database.execute("UPDATE sessions SET folder = '../mine'")
    database.close()
    with pytest.raises(StorageError, match="stays"):
        store.delete(SESSION.id)
    assert mine.exists()


def test_notes_are_kept_and_changed(store: SqliteStore) -> None:
    store.begin(SESSION)
    store.save_answer(answer())
    assert store.note(answer().id) == ""
    store.write_note(answer().id, "Begin with the result.")
    store.write_note(answer().id, "Begin with the number.")
    store.save_answer(answer(text="Said anew."))
    assert store.note(answer().id) == "Begin with the number."


def test_a_file_that_is_no_database_is_set_aside(store: SqliteStore, paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    paths.database.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StorageError, match="damaged") as refusal:
        store.sessions()
    assert refusal.value.hint
    (aside,) = paths.data.glob("greenroom.damaged-*.db")
    assert aside.read_bytes() == b"this is not a database" * 100
    assert aside.name in refusal.value.sentence
    assert list(store.sessions()) == [], "and the next call begins anew"


def test_damage_that_shows_later_is_set_aside_too(store: SqliteStore, paths: Paths) -> None:
    store.begin(SESSION)
    for number in range(1, 200):
        store.save_answer(answer(number))
    store.close()
    content = bytearray(paths.database.read_bytes())
    content[8192:] = bytes(len(content) - 8192)
    paths.database.write_bytes(content)
    with pytest.raises(StorageError, match="damaged"):
        store.sessions()
    (aside,) = paths.data.glob("greenroom.damaged-*.db")
    assert aside.read_bytes() == bytes(content)


def test_a_locked_database_is_said_after_waiting(
    store: SqliteStore, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connection, "_PATIENCE", 0.2)
    store.begin(SESSION)
    other = sqlite3.connect(paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    store.close()
    with pytest.raises(StorageError, match="Another program"):
        store.save_answer(answer())
    assert time.monotonic() - began >= 0.2
    assert len(store.sessions()) == 1, "reading goes on"
    other.execute("ROLLBACK")
    other.close()
    store.save_answer(answer())


def test_a_full_disk_is_said_and_what_was_saved_stays(store: SqliteStore) -> None:
    store.begin(SESSION)
    store.save_answer(answer(1))
    with store.database.use() as database:
        database.execute("PRAGMA max_page_count = 1")  # SQLite answers as if there were no room
    with pytest.raises(StorageError, match="The disk is full"):
        store.save_answer(answer(2, text="word " * 5000))
    assert store.session(SESSION.id).answers == (answer(1),)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_disk_without_room_to_open_the_database_is_called_full(tmp_path: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", tmp_path], check=True)
    try:
        store = SqliteStore(Paths.under(tmp_path))
        store.begin(SESSION)
        store.close()
        with suppress(OSError), (tmp_path / "ballast").open("wb", buffering=0) as file:
            while file.write(bytes(512)):
                pass
        with pytest.raises(StorageError, match="The disk is full"):
            store.save_answer(answer())
        (tmp_path / "ballast").unlink()
        store.save_answer(answer())
        store.close()
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be created"):
        SqliteStore(Paths.under(tmp_path / "file" / "home")).sessions()


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from greenroom.engines.store.stored_analysis import analysis_of_json, json_of_analysis
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Session
from greenroom.paths import Paths

store = SqliteStore(Paths.under(Path(sys.argv[1])))
for _ in range(20):
    store.begin(Session(uuid4().hex, "behavioral", "Behavioral", datetime.now(UTC)))
store.close()
"""


@pytest.mark.slow
def test_several_programs_may_start_on_it_at_once(store: SqliteStore, paths: Paths) -> None:
    children = [subprocess.Popen([sys.executable, "-c", CHILD, str(paths.data)]) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert len(store.sessions()) == 60
