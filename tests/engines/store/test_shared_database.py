"""One connection per process and database: its locks hold, and no program loses what it wrote."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from greenroom.engines.store import shared_database
from greenroom.engines.store.shared_database import share
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths


def session() -> Session:
    return Session(uuid4().hex, "behavioral", "Behavioral", datetime.now(UTC))


def open_store(paths: Paths) -> SqliteStore:
    """A store that has the database open."""
    store = SqliteStore(paths)
    store.sessions(1)
    return store


def locks_on(path: Path) -> int:
    inode = path.stat().st_ino
    return sum(f":{inode} " in line for line in Path("/proc/locks").read_text("ascii").splitlines())


@pytest.mark.skipif(sys.platform != "linux", reason="locks are listed on Linux alone")
def test_the_lock_on_the_database_outlives_other_stores(paths: Paths) -> None:
    first = open_store(paths)
    assert locks_on(paths.database)
    for _ in range(2):
        open_store(paths).close()
        assert locks_on(paths.database)
    first.close()
    assert not locks_on(paths.database)


def test_stores_of_one_process_share_one_connection(paths: Paths) -> None:
    stores = [open_store(paths) for _ in range(3)]
    with stores[0].database.use() as one, stores[1].database.use() as other:
        assert one is other
    for store in stores:
        store.close()
        store.close()
    assert str(paths.database.resolve()) not in shared_database._shared


def test_a_database_that_was_replaced_is_opened_again(paths: Paths, tmp_path: Path) -> None:
    here, elsewhere = open_store(paths), open_store(Paths.under(tmp_path / "elsewhere"))
    known = session()
    elsewhere.begin(known)
    elsewhere.close()
    for ending in ("", "-wal", "-shm"):
        paths.database.with_name(paths.database.name + ending).unlink()
    (tmp_path / "elsewhere" / "greenroom.db").rename(paths.database)
    assert [it.id for it in here.sessions()] == [known.id]
    written = session()
    here.begin(written)
    here.close()
    assert {it.id for it in SqliteStore(paths).sessions()} == {known.id, written.id}


def test_a_writer_that_waited_for_a_replacement_writes_into_the_new_file(paths: Paths) -> None:
    open_store(paths).close()
    database = share(paths.database)
    old = paths.database.with_name("old.db")
    with database.use():  # opened, and known by its inode
        paths.database.rename(old)
        open_store(Paths(paths.data / "new", paths.cache, paths.logs)).close()
        (paths.data / "new" / "greenroom.db").rename(paths.database)
        writer = database._begin_writing(database._connection or pytest.fail("not open"), "FULL")
        writer.execute("INSERT INTO sessions (id, script_id, title, started_at, folder)"
                       " VALUES ('1', 's', 'S', '2025-06-01', 'sessions/1')")  # fmt: skip
        writer.execute("COMMIT")
    database.release()
    with SqliteStore(paths).database.use() as connection:
        assert connection.execute("SELECT id FROM sessions").fetchall()[0][0] == "1"


def test_threads_may_use_stores_at_once(paths: Paths) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        store = SqliteStore(paths)
        try:
            for _ in range(10):
                one = session()
                store.begin(one)
                assert store.session(one.id).id == one.id
                store.finish(one.id)
                store.sessions()
        except BaseException as failure:  # noqa: BLE001 - told in the main thread
            failures.append(failure)
        finally:
            store.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(SqliteStore(paths).sessions()) == 40


PROGRAM = """
import sys
import time
from pathlib import Path

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.paths import Paths
from test_shared_database import keep_session

paths = Paths.under(Path(sys.argv[1]))
stores = [SqliteStore(paths) for _ in range(int(sys.argv[3]))]
for store in stores:
    store.sessions(1)
print("open", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    time.sleep(0.02)
    print(keep_session(stores[-1]), flush=True)
    if len(stores) == 1:
        stores[0].close()
"""


def keep_session(store: SqliteStore) -> str:
    """The id of a session that was begun, answered and finished."""
    one = session()
    folder = store.begin(one)
    (folder / "answer-01.flac").write_bytes(b"sound")
    store.save_answer(
        Answer(uuid4().hex, one.id, 1, "q", "What?", "star", one.started_at, clip="answer-01.flac")
    )
    store.finish(one.id)
    return one.id


def test_two_programs_lose_nothing_of_each_other(paths: Paths) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(paths.data), "25", str(stores)],
            cwd=Path(__file__).parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for stores in (3, 1)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "open\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    kept = [program.communicate()[0].split() for program in programs]
    assert [len(ids) for ids in kept] == [25, 25]
    assert {it.id for it in SqliteStore(paths).sessions()} == {*kept[0], *kept[1]}


FIRST_WRITE = """
import sqlite3, sys
from datetime import UTC, datetime
from pathlib import Path
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Session
from greenroom.paths import Paths

paths = Paths.under(Path(sys.argv[1]))
assert "sqlite_utils" not in sys.modules

class Rival:
    def find_spec(self, name, *_):
        if name == "sqlite_utils":
            rival = sqlite3.connect(paths.database, timeout=0, isolation_level=None)
            rival.execute("BEGIN IMMEDIATE")
            rival.execute("ROLLBACK")
            print("may write")

sys.meta_path.insert(0, Rival())
store = SqliteStore(paths)
store.begin(Session("a" * 32, "behavioral", "Behavioral", datetime.now(UTC)))
store.close()
"""


def test_nobody_waits_while_the_first_writer_loads_what_it_writes_with(paths: Paths) -> None:
    open_store(paths).close()
    done = subprocess.run(
        [sys.executable, "-c", FIRST_WRITE, str(paths.data)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "may write\n"), done.stderr
