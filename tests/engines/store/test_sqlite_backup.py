"""Of the last three days on which something was rehearsed there is a copy."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from test_sqlite_store import SESSION, answer

from greenroom.engines.store import sqlite_backup
from greenroom.engines.store.sqlite_backup import backups
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.paths import Paths


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    store = SqliteStore(paths)
    store.begin(SESSION)
    store.save_answer(answer())
    yield store
    store.close()


def test_a_copy_is_kept_when_a_session_ends(store: SqliteStore, paths: Paths) -> None:
    assert backups(paths.database) == []
    store.finish(SESSION.id)
    store.finish(SESSION.id)
    (copy,) = backups(paths.database)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert database.execute("SELECT finished_at FROM sessions").fetchone()[0]
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_only_the_newest_three_are_kept(store: SqliteStore, paths: Paths) -> None:
    store.finish(SESSION.id)
    (today,) = backups(paths.database)
    for day in ("2024-12-31", "2025-01-01", "2025-01-02"):
        (today.parent / f"greenroom-{day}.db").write_bytes(today.read_bytes())
    store.finish(SESSION.id)
    names = [path.name for path in backups(paths.database)]
    assert names == [today.name, "greenroom-2025-01-02.db", "greenroom-2025-01-01.db"]


def test_no_room_for_a_copy_disturbs_nobody(
    store: SqliteStore, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_backup, "_TIMES", 1 << 40)
    store.finish(SESSION.id)
    assert backups(paths.database) == []
    assert store.session(SESSION.id).finished_at


def test_a_folder_that_takes_no_copy_disturbs_nobody(store: SqliteStore, paths: Paths) -> None:
    (paths.data / "backups").write_text("in the way")
    store.finish(SESSION.id)
    assert store.session(SESSION.id).finished_at


def test_what_a_killed_program_left_is_removed(store: SqliteStore, paths: Paths) -> None:
    store.finish(SESSION.id)
    folder = backups(paths.database)[0].parent
    long_ago, lately = folder / "unfinished-1.db", folder / "unfinished-2.db"
    for left in (long_ago, lately):
        left.write_bytes(b"half")
    os.utime(long_ago, (0, 0))
    store.finish(SESSION.id)
    assert (long_ago.exists(), lately.exists()) == (False, True)
    assert len(backups(paths.database)) == 1


COPIES = """
import sys
from pathlib import Path
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.paths import Paths
store = SqliteStore(Paths(Path(sys.argv[1]), Path(sys.argv[1]), Path(sys.argv[1])))
for _ in range(15):
    store.database.keep_backup()
"""


def test_two_programs_may_copy_at_once(store: SqliteStore, paths: Paths) -> None:
    command = [sys.executable, "-c", COPIES, str(paths.data)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [program.communicate()[1] for program in both] == ["", ""]
    (copy,) = backups(paths.database)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
