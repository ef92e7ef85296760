"""A folder that no session knows is found, and becomes a session again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from test_sqlite_store import SESSION, answer

from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.recovery import find_lost
from greenroom.engines.store.report_files import write_report
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.feedback.render.analysis_json import session_to_dict
from greenroom.paths import Paths


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    """A finished session with a recording of a second."""
    store = SqliteStore(paths)
    folder = store.begin(SESSION)
    recording = FlacRecording(folder / "answer-01.flac")
    recording.write(np.full(16_000, 0.1, np.float32))
    recording.close()
    store.save_answer(answer())
    store.finish(SESSION.id)
    yield store
    store.close()


def forget(paths: Paths) -> None:
    """Take all rows away, as where a log was lost."""
    with closing(sqlite3.connect(paths.database)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM sessions")
        database.commit()


def test_a_folder_with_a_report_is_a_whole_session(store: SqliteStore, paths: Paths) -> None:
    before = store.session(SESSION.id)
    write_report(before, store.folder(SESSION.id), {})
    store.close()
    forget(paths)
    assert find_lost(store) == ()
    assert session_to_dict(store.session(SESSION.id)) == session_to_dict(before)


def test_a_folder_with_a_recording_alone_is_offered(store: SqliteStore, paths: Paths) -> None:
    folder = store.folder(SESSION.id)
    store.close()
    forget(paths)
    (lost,) = find_lost(store)
    assert (lost.clip, lost.turn, lost.recovered) == ("answer-01.flac", 1, True)
    assert store.folder(lost.session_id) == folder
    found = store.session(SESSION.id[:6])
    assert (found.script_id, found.title) == ("behavioral", "Behavioral")
    assert found.finished_at
    assert find_lost(store) == (lost,), "until it is measured"


def test_a_session_under_way_a_link_and_an_empty_folder_are_none(
    store: SqliteStore, paths: Paths, tmp_path: Path
) -> None:
    folder = store.folder(SESSION.id)
    store.close()
    forget(paths)
    moved = folder.rename(tmp_path / folder.name)
    folder.symlink_to(moved)
    (paths.recordings / "mine").mkdir()
    assert UnfinishedWork(store.database).adopt_orphans() == []
    folder.unlink()
    moved.rename(folder)
    elsewhere = SqliteStore(paths)
    assert elsewhere.begin(SESSION) == folder
    with elsewhere.database.use() as database:
        database.execute("DELETE FROM sessions")
    assert UnfinishedWork(store.database).adopt_orphans() == []
    elsewhere.close()
    assert len(UnfinishedWork(store.database).adopt_orphans()) == 1


def test_a_renamed_folder_is_found_again_and_a_copy_is_left_alone(
    store: SqliteStore, paths: Paths
) -> None:
    folder = store.folder(SESSION.id)
    write_report(store.session(SESSION.id), folder, {})
    renamed = folder.rename(paths.recordings / "my best one")
    assert UnfinishedWork(store.database).adopt_orphans() == []
    assert store.folder(SESSION.id) == renamed
    copy = paths.recordings / "a copy"
    copy.mkdir()
    (copy / "report.json").write_bytes((renamed / "report.json").read_bytes())
    assert UnfinishedWork(store.database).adopt_orphans() == []
    assert store.folder(SESSION.id) == renamed
    assert len(store.sessions()) == 1
