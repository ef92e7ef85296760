"""What an earlier version wrote is read; what a later one wrote counts as not measured."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from test_sqlite_store import SESSION, analysis, answer

from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.engines.store.stored_analysis import (
    SCHEMA,
    UPGRADES,
    analysis_of_json,
    json_of_analysis,
)
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.paths import Paths

KNOWN = analysis("We shipped it.")


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteHistory]:
    store = SqliteHistory(paths)
    store.begin(SESSION)
    yield store
    store.close()


def test_every_analysis_names_its_schema() -> None:
    assert json.loads(json_of_analysis(KNOWN))["schema"] == SCHEMA


def test_an_analysis_without_a_number_is_read() -> None:
    plain = json.loads(json_of_analysis(KNOWN))
    del plain["schema"]
    assert analysis_of_json(json.dumps(plain)) == KNOWN


def test_older_analyses_are_upgraded_step_by_step() -> None:
    def renamed(plain: dict[str, Any]) -> dict[str, Any]:
        return {"transcript": plain.pop("said"), **plain}

    def added(plain: dict[str, Any]) -> dict[str, Any]:
        return {**plain, "timings": {"upgraded": 1.0}}

    old = json.loads(json_of_analysis(KNOWN))
    old["said"] = old.pop("transcript")
    upgraded = analysis_of_json(json.dumps(old), (*UPGRADES, renamed, added))
    assert upgraded
    assert upgraded.transcript == KNOWN.transcript
    assert upgraded.timings == {"upgraded": 1.0}
    old["schema"] = SCHEMA + 3
    assert analysis_of_json(json.dumps(old), (*UPGRADES, renamed, added)) is None


@pytest.mark.parametrize(
    "text",
    ['{"schema": 99, "transcript": {"words": []}, "delivery": {"measures": {}}}',
     '{"x": 1}', '{"schema": 1, "transcr', "", "[]", "3", "null", "\x00\x01", '{"schema": "one"}'],
)  # fmt: skip
def test_what_cannot_be_read_is_unmeasured_and_nothing_else_suffers(
    store: SqliteHistory, text: str
) -> None:
    store.save_answer(answer(1))
    store.save_answer(answer(2))
    with store.database.use() as database:
        database.execute("UPDATE answers SET analysis = ? WHERE turn = 1", [text])
    assert [each.id for each in UnfinishedWork(store.database).answers()] == [answer(1).id]
    assert [each.analysis is None for each in store.session(SESSION.id).answers] == [True, False]
    assert store.answer(answer(1).id).analysis is None
    assert len(store.measured()) == 2
    assert store.judged()
    store.save_answer(answer(1))
    assert UnfinishedWork(store.database).answers() == []


def test_silence_is_kept_as_json_that_sqlite_reads(store: SqliteHistory) -> None:
    from dataclasses import replace
    from math import inf

    from test_sqlite_store import AUDIO

    from greenroom.delivery.measure import Delivery

    quiet = replace(KNOWN, delivery=Delivery(replace(AUDIO, level_dbfs=-inf)))
    store.save_answer(answer(1, analysis=quiet))
    assert store.answer(answer(1).id).analysis == quiet
    assert UnfinishedWork(store.database).answers() == []
    assert len(store.measured()) == 1
