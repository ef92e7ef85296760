"""What was not finished is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_sqlite_store import SESSION, answer

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    store = SqliteStore(paths)
    yield store
    store.close()


def test_answers_without_analysis_are_known(store: SqliteStore) -> None:
    store.begin(SESSION)
    for each in (answer(1), answer(2, text=""), answer(3, text="", clip="")):
        store.save_answer(each)
    assert UnfinishedWork(store.database).answers() == [answer(2, text="")]
