"""What can be read of a damaged database is never given up, and the rest comes from its sources."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from test_sqlite_store import MORNING, SESSION, answer

from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.recovery import find_lost
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.feedback.render.analysis_json import json_report, session_to_dict
from greenroom.feedback.session import Session
from greenroom.paths import Paths

MANY = 40
PAGE = 4096


def session(number: int) -> Session:
    return replace(SESSION, id=f"{number:032x}", started_at=MORNING + timedelta(days=number))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty finished sessions of one answer each with a note; there is no copy of them."""
    data = tmp_path_factory.mktemp("kept")
    with closing(SqliteStore(Paths.under(data))) as store:
        with store.database.use() as database:
            database.execute("PRAGMA synchronous = OFF")
        for number in range(MANY):
            one = session(number)
            (store.begin(one) / "answer-01.flac").write_bytes(b"sound")
            said = f"marker{number} " + "We shipped the ranking model. " * 20
            store.save_answer(answer(number, said, session_id=one.id, clip="answer-01.flac"))
            store.write_note(answer(number).id, f"note {number}")
            with store.database.use() as database:
                database.execute("UPDATE sessions SET finished_at = started_at")
            store._let_go(one.id)
    return data


@pytest.fixture
def store(paths: Paths, kept: Path) -> Iterator[SqliteStore]:
    """A store of the test's own with these sessions."""
    shutil.copytree(kept, paths.data, dirs_exist_ok=True)
    store = SqliteStore(paths)
    yield store
    store.close()


def keep_reports(store: SqliteStore) -> None:
    """The part of every report that is read again."""
    for each in store.sessions():
        text = json_report(store.session(each.id))
        (store.folder(each.id) / "report.json").write_text(text, "utf-8")


def zero_page_with(paths: Paths, text: bytes) -> None:
    """Overwrite the first page that holds a text."""
    content = bytearray(paths.database.read_bytes())
    page = content.index(text) // PAGE * PAGE
    content[page : page + PAGE] = bytes(PAGE)
    paths.database.write_bytes(content)


def read_again(store: SqliteStore) -> tuple[list[Session], str]:
    """All sessions as they are behind the repair, and what was told of it."""
    with pytest.raises(DatabaseRepairedError) as told:
        _ = (
            [store.session(each.id) for each in store.sessions()],
            search_answers(store.database, "ranking"),
        )
    return [store.session(each.id) for each in store.sessions()], told.value.sentence


def test_a_damaged_page_costs_only_what_lies_on_it(store: SqliteStore, paths: Paths) -> None:
    zero_page_with(paths, b"marker7 ")
    sessions, sentence = read_again(store)
    assert f"{MANY} of {MANY} sessions were recovered" in sentence
    assert len(sessions) == MANY
    lost = [each for each in sessions if not each.answers]
    assert 1 <= len(lost) <= 5, "so many begin on a page"
    for each in sessions:
        if each.answers:
            assert each.answers[0].analysis
            assert store.note(each.answers[0].id) == f"note {each.answers[0].turn}"
    (aside,) = paths.data.glob("greenroom.damaged-*.db")
    assert aside.name in sentence
    with closing(sqlite3.connect(paths.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_what_lay_on_it_comes_back_from_the_reports(store: SqliteStore, paths: Paths) -> None:
    before = [store.session(each.id) for each in store.sessions()]
    keep_reports(store)
    store.close()
    zero_page_with(paths, b"marker7 ")
    assert list(map(session_to_dict, read_again(store)[0])) == list(map(session_to_dict, before))
    assert len(search_answers(store.database, "marker7")) == 1


def test_a_file_that_is_no_database_comes_back_from_copy_and_reports(
    store: SqliteStore, paths: Paths
) -> None:
    before = [store.session(each.id) for each in store.sessions()]
    store.database.keep_backup()
    later = session(MANY)
    store.begin(later)
    store.save_answer(answer(MANY, session_id=later.id))
    store.database._share()._close()
    keep_reports(store)
    last = store.session(later.id)
    store.close()
    paths.database.write_bytes(random.Random(1).randbytes(100_000))  # noqa: S311
    sessions, sentence = read_again(store)
    assert f"{MANY + 1} of {MANY + 1}" in sentence
    assert sessions[1:] == before
    assert session_to_dict(sessions[0])["answers"] == session_to_dict(last)["answers"]
    assert store.note(answer(3).id) == "note 3"


def test_what_was_deleted_does_not_come_back_from_a_copy(store: SqliteStore, paths: Paths) -> None:
    store.database.keep_backup()
    store.delete(session(5).id)
    store.close()
    for copy in (paths.data / "backups").iterdir():
        assert b"marker5 " not in copy.read_bytes()
    paths.database.write_bytes(b"nothing" * 1000)
    sessions, _ = read_again(store)
    assert session(5).id not in {each.id for each in sessions}
    assert len(sessions) == MANY - 1


def test_recordings_alone_become_answers_to_be_transcribed(
    store: SqliteStore, paths: Paths
) -> None:
    paths.database.write_bytes(b"nothing" * 1000)
    sessions, sentence = read_again(store)
    assert f"{MANY} of {MANY}" in sentence
    assert all(each.finished_at is None for each in sessions)
    assert all(each.title == "Behavioral" for each in sessions)
    find_lost(store)  # the recordings here hold no sound
    assert UnfinishedWork(store.database).sessions() == []


@pytest.mark.parametrize("name", [b"answers_fts", b"sessions", b"CREATE"])
def test_a_damaged_description_of_the_tables_loses_nothing(
    store: SqliteStore, paths: Paths, name: bytes
) -> None:
    keep_reports(store)
    store.close()
    content = paths.database.read_bytes()
    paths.database.write_bytes(content[:PAGE].replace(name, b"\xe1" + name[1:]) + content[PAGE:])
    sessions, sentence = read_again(store)
    assert f"{MANY} of {MANY}" in sentence
    assert all(each.answers for each in sessions)


def test_a_half_written_migration_loses_nothing(store: SqliteStore, paths: Paths) -> None:
    before = store.sessions()
    store.close()
    with closing(sqlite3.connect(paths.database)) as database:
        database.execute("DELETE FROM _sqlite_migrations WHERE name = 'words_of_a_language_model'")
        database.commit()
    sessions, _ = read_again(store)
    assert [each.id for each in sessions] == [each.id for each in before]
    assert all(each.answers[0].analysis for each in sessions)


def test_what_is_saved_when_damage_shows_is_kept(store: SqliteStore, paths: Paths) -> None:
    one = session(99)
    store.begin(one)
    store.database._share()._close()
    content = bytearray(paths.database.read_bytes())
    content[PAGE:] = bytes(len(content) - PAGE)
    paths.database.write_bytes(content)
    store.save_answer(answer(99, session_id=one.id))
    assert store.session(one.id).answers == (answer(99, session_id=one.id),)
    assert len(store.sessions()) == MANY + 1


def test_an_interview_elsewhere_goes_on_behind_a_repair(store: SqliteStore, paths: Paths) -> None:
    elsewhere, one = SqliteStore(paths), session(99)
    elsewhere.begin(one)
    with store.database.use() as database:  # as if its row had lain on the damaged page
        database.execute("DELETE FROM sessions WHERE id = ?", [one.id])
    store.database.repair()
    elsewhere.save_answer(answer(99, session_id=one.id))
    elsewhere.finish(one.id)
    assert elsewhere.session(one.id).answers == (answer(99, session_id=one.id),)
    assert elsewhere.session(one.id).finished_at
    elsewhere.close()


@pytest.mark.parametrize("seed", range(6))
def test_no_damage_at_random_loses_a_session(store: SqliteStore, paths: Paths, seed: int) -> None:
    keep_reports(store)
    store.close()
    chance = random.Random(seed)  # noqa: S311
    content = bytearray(paths.database.read_bytes())
    for _ in range(3):
        at = chance.randrange(len(content))
        content[at : at + 500] = chance.randbytes(500)
    paths.database.write_bytes(content[: -chance.randrange(1, 9) * PAGE])
    found: list[Session] = []
    for _ in range(3):  # damage may show in the list, or only in a session
        try:
            found = [store.session(each.id) for each in store.sessions()]
        except DatabaseRepairedError:
            continue
    assert len(found) == MANY
    assert all(each.answers for each in found)
