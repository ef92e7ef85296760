"""Words are found in questions and answers, whatever was typed."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_sqlite_store import SESSION, answer

from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import StorageError
from greenroom.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    store = SqliteStore(paths)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ranking", True),
        ("rank", True),
        ("RANKED", True),
        ("conflict model", True),
        ("mod", True),
        ("ranking banana", False),
        ("", False),
        ('"*) OR NEAR(', False),
        ("model'; DROP TABLE answers", False),
    ],
)
def test_search_finds_words_in_questions_and_answers(
    store: SqliteStore, query: str, found: bool
) -> None:
    store.begin(SESSION)
    store.save_answer(answer())
    assert [hit.answer_id for hit in search_answers(store.database, query)] == [answer().id] * found


def test_a_hit_shows_where(store: SqliteStore) -> None:
    store.begin(SESSION)
    store.save_answer(answer())
    (hit,) = search_answers(store.database, "ranking")
    assert hit.session_id == SESSION.id
    assert hit.started_at == answer().started_at
    assert hit.snippet == (("We shipped the ", False), ("ranking", True), (" model.", False))


def test_a_damaged_index_is_made_anew(store: SqliteStore, paths: Paths) -> None:
    store.begin(SESSION)
    store.save_answer(answer())
    store.close()
    with sqlite3.connect(paths.database) as database:
        database.execute("UPDATE answers_fts_data SET block = x'00ff00ff' WHERE id > 10")
    database.close()
    with pytest.raises(StorageError, match="index"):
        search_answers(store.database, "ranking")
    assert len(search_answers(store.database, "ranking")) == 1
