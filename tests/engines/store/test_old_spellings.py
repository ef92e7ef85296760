"""What was stored when ids were spelled the British way opens, scores and groups with the new."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from test_sqlite_store import SESSION, analysis, answer

from greenroom.engines.store.migrations import STEPS, ids_spelled_american, migrate
from greenroom.engines.store.orphans import find_orphans
from greenroom.engines.store.saved_report import SAVED, read_report
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.sqlite_rows import Row, answer_row, insert_missing, session_row
from greenroom.engines.store.sqlite_salvage import salvage
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_judgment import Judgment
from greenroom.feedback.render.analysis_json import session_to_dict
from greenroom.paths import Paths
from greenroom.practice.progress import AnswerKind

KNOWN = analysis("First the average of the last four Mondays.")
assert KNOWN.structure
KNOWN = replace(
    KNOWN,
    structure=replace(KNOWN.structure, rubric="modeling"),
    judgment=Judgment("llama3.2", "judgment 1", 1, (), "Name a number.", ""),
)
ANSWER = answer(question_id="nearest-neighbor-gone-wrong", rubric_id="modeling", analysis=KNOWN)


def old_json(known: Analysis) -> str:
    """As schema 1 wrote it."""
    (text,) = [answer_row(replace(ANSWER, analysis=known))["analysis"]]
    plain = json.loads(str(text))
    plain["structure"]["rubric"] = "modelling"
    return json.dumps({**plain, "schema": 1, "judgement": plain.pop("judgment")})


def old_rows() -> tuple[Row, Row]:
    session = {**session_row(SESSION, "sessions/here"), "script_id": "behavioural"}
    old = {"question_id": "nearest-neighbour-gone-wrong", "rubric_id": "modelling"}
    return session, {**answer_row(ANSWER), **old, "analysis": old_json(KNOWN)}


@pytest.fixture
def old_database(paths: Paths) -> Paths:
    """A database that has not seen the step which renames ids."""
    paths.database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(paths.database, isolation_level=None)) as database:
        migrate(database, STEPS[: STEPS.index(ids_spelled_american)])
        for table, row in zip(("sessions", "answers"), old_rows(), strict=True):
            assert insert_missing(database, table, row)
    return paths


@pytest.fixture
def history(old_database: Paths) -> Iterator[SqliteHistory]:
    history = SqliteHistory(old_database)
    yield history
    history.close()


def test_a_session_of_then_opens_with_the_ids_of_today(history: SqliteHistory) -> None:
    session = history.heads(SESSION.id)
    assert session.script_id == "behavioral"
    assert [(it.question_id, it.rubric_id) for it in session.answers] == [
        ("nearest-neighbor-gone-wrong", "modeling")
    ]


def test_its_score_and_its_second_opinion_are_read(history: SqliteHistory) -> None:
    known = history.answer(ANSWER.id).analysis
    assert known == KNOWN


def test_it_is_one_with_what_is_answered_today(history: SqliteHistory) -> None:
    session = replace(SESSION, id="b2" * 16, started_at=SESSION.started_at + timedelta(days=1))
    history.begin(session)
    again = replace(ANSWER, id="2" * 32, session_id=session.id, started_at=session.started_at)
    history.save_answer(again)
    assert [it.id for it in history.takes(again)] == [again.id, ANSWER.id]
    assert {it.kind for it in history.measured()} == {AnswerKind("modeling", follow_up=False)}
    assert {it.question_id for it in history.judged()} == {"nearest-neighbor-gone-wrong"}
    assert set(history.asked_lately(9)) == {"nearest-neighbor-gone-wrong"}


def test_what_is_salvaged_from_an_older_copy_has_the_ids_of_today(old_database: Paths) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as target:
        target.row_factory = sqlite3.Row
        migrate(target)
        salvage(old_database.database, target)
        rows = target.execute("SELECT script_id, question_id, rubric_id FROM answers, sessions")
        assert [tuple(row) for row in rows] == [
            ("behavioral", "nearest-neighbor-gone-wrong", "modeling")
        ]


def test_a_report_of_then_is_read(paths: Paths) -> None:
    plain = json.loads(json.dumps(session_to_dict(replace(SESSION, answers=(ANSWER,)))))
    plain["script"] = "behavioural"
    (it,) = plain["answers"]
    it |= {"question_id": "nearest-neighbour-gone-wrong", "rubric": "modelling"}
    it["analysis"]["structure"]["rubric"] = "modelling"
    it["analysis"]["judgement"] = it["analysis"].pop("judgment")
    paths.data.mkdir(parents=True, exist_ok=True)
    (paths.data / SAVED).write_text(json.dumps(plain), "utf-8")
    read = read_report(paths.data)
    assert read
    assert read.script_id == "behavioral"
    assert read.answers[0].rubric_id == "modeling"
    assert read.answers[0].question_id == ANSWER.question_id
    assert read.answers[0].analysis
    assert session_to_dict(read) == session_to_dict(replace(SESSION, answers=(ANSWER,)))


def test_a_folder_named_after_a_script_of_then_is_a_session_of_today(paths: Paths) -> None:
    folder = paths.data / "sessions" / "2025-06-01-0930-behavioural-a1a1a1"
    folder.mkdir(parents=True)
    (folder / "answer-01.flac").write_bytes(b"fLaC")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        migrate(database)
        (orphan,) = find_orphans(database, paths.data)
    assert (orphan.session.script_id, orphan.session.title) == ("behavioral", "Behavioral")
