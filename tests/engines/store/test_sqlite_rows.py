"""A row that cannot be read is named and left out; it never is the end of what is around it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from test_sqlite_store import SESSION, answer

from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.errors import UserError
from greenroom.paths import Paths

OTHER = replace(SESSION, id="b2" * 16)


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteHistory]:
    """Two sessions of two answers."""
    store = SqliteHistory(paths)
    for session in (SESSION, OTHER):
        store.begin(session)
        for number in (1, 2):
            known = answer(number, session_id=session.id, id=f"{session.id[:4]}{number}")
            store.save_answer(known)
    yield store
    store.close()


def change(store: SqliteHistory, table: str, column: str, value: object) -> None:
    with store.database.use() as database:
        query = f"UPDATE {table} SET {column} = ? WHERE rowid = 1"  # noqa: S608
        database.execute(query, [value])


@pytest.mark.parametrize("value", ["zzzz", "", "9999-12-31T23:59:59+00:00", 3, b"\xff\xfe", "0001"])
def test_a_session_with_an_odd_date_is_left_out_and_named(
    store: SqliteHistory, value: object
) -> None:
    change(store, "sessions", "started_at", value)
    listed = {each.id for each in store.sessions()}
    if listed == {OTHER.id}:
        assert store.database.unreadable == ("session a1a1a1a1",)
        with pytest.raises(UserError, match=r"session a1a1a1a1 cannot be read"):
            store.session(SESSION.id)
    else:
        assert value == "9999-12-31T23:59:59+00:00", "which is a date, west of Greenwich"
    assert OTHER.id in {each.session.id for each in store.overview()}
    assert OTHER.id in {each.id for each in store.answered(4)}
    assert store.session(OTHER.id).answers


@pytest.mark.parametrize(
    ("column", "value"),
    [("turn", "x"), ("take", "y"), ("target_seconds", "many"), ("think_seconds", "abc"),
     ("started_at", "x"), ("clip", b"\xff"), ("question", 3.5e300), ("rubric_id", b"\x00"),
     ("probes", None), ("request", b"\xfe")],
)  # fmt: skip
def test_an_answer_with_an_odd_value_is_left_out_and_named(
    store: SqliteHistory, column: str, value: object
) -> None:
    change(store, "answers", column, value)
    counts = {each.id: len(each.answers) for each in store.sessions()}
    if column in {"question"}:
        assert counts == {SESSION.id: 2, OTHER.id: 2}, "a number becomes text"
        return
    assert counts == {SESSION.id: 1, OTHER.id: 2}
    assert store.database.unreadable == ("an answer of session a1a1a1a1",)
    assert [each.turn for each in store.session(SESSION.id).answers] == [2]
    assert [each.turn for each in store.heads(SESSION.id).answers] == [2]
    assert store.measured()
    assert store.judged()
    assert store.takes(answer(2))
    assert search_answers(store.database, "ranking")
    store.asked_lately(9)
    store.last_asked("conflict")
    UnfinishedWork(store.database).answers()


@pytest.mark.parametrize("column", ["analysis", "transcript", "question", "clip"])
def test_bytes_that_are_no_text_end_nothing(store: SqliteHistory, column: str) -> None:
    with store.database.use() as database:
        query = f"UPDATE answers SET {column} = CAST(x'fffefd7b' AS TEXT) WHERE rowid = 1"  # noqa: S608
        database.execute(query)
    assert [len(each.answers) for each in store.sessions()] == [2, 2]
    assert len(store.session(SESSION.id).answers) == 2
    assert len(store.measured()) == 4
