"""What is wrong with the sessions is found and repaired by hand; a read-only folder can be read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from test_sqlite_store import SESSION, answer

from greenroom.commands import doctor
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.store_check import check_store, repair_store
from greenroom.paths import Paths


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteStore]:
    store = SqliteStore(paths)
    (store.begin(SESSION) / "answer-01.flac").write_bytes(b"sound")
    store.save_answer(answer())
    store.finish(SESSION.id)
    yield store
    store.close()


def test_what_is_whole_stays_as_it_is(store: SqliteStore, paths: Paths) -> None:
    assert check_store(paths).is_whole
    assert list(repair_store(paths)) == ["1 session can be read. Nothing needs to be repaired."]
    assert not list(paths.data.glob("*.damaged-*"))


def test_nothing_rehearsed_is_whole(paths: Paths) -> None:
    assert doctor.sessions(paths).well
    assert not paths.database.exists()


@pytest.mark.parametrize(
    ("damage", "seen"),
    [
        ("UPDATE sessions SET started_at = 'zzzz'", "session a1a1a1a1"),
        ("UPDATE answers SET take = 'x'", "an answer of session a1a1a1a1"),
        ("UPDATE answers SET analysis = '{'", "1 answer without readable feedback"),
        ("DELETE FROM sessions", "1 folder without a session"),
    ],
)
def test_what_is_wrong_is_named_and_repaired(
    store: SqliteStore, paths: Paths, damage: str, seen: str
) -> None:
    with store.database.use() as database:
        database.execute(damage)
    found = doctor.sessions(paths)
    assert not found.well
    assert seen in found.seen
    assert "doctor --repair" in found.hint
    first, *_ = repair_store(paths)
    assert "1 of 1 session was recovered" in first
    (session,) = store.sessions()
    assert check_store(paths).is_whole
    assert session.id == SESSION.id
    assert store.session(session.id).answers[0].clip == "answer-01.flac"


READ_ONLY = """
mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"
"""


def read_only(paths: Paths, code: str) -> "subprocess.CompletedProcess[str]":
    """Run this where the data folder is a read-only mount of its own."""
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", READ_ONLY, str(paths.data)]
    program = [sys.executable, "-c", code, str(paths.data)]
    done = subprocess.run([*command, *program], capture_output=True, text=True, check=False)
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this system lets nobody make a mount of their own")
    return done


LIST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.store_check import check_store
from greenroom.errors import StorageError
from greenroom.feedback.session import Session
from greenroom.paths import Paths
paths = Paths.under(Path(sys.argv[1]))
store = SqliteStore(paths)
hits = search_answers(store.database, "ranking")
print(len(store.session(store.sessions()[0].id).answers), len(hits))
print(check_store(paths).is_whole)
try:
    store.finish(store.sessions()[0].id)
except StorageError as problem:
    print(problem.sentence)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of one's own are Linux's")
@pytest.mark.parametrize("log", ["none", "left"])
def test_a_read_only_folder_can_be_read(store: SqliteStore, paths: Paths, log: str) -> None:
    if log == "none":
        store.close()
    else:  # as a kill leaves it: rows in the log, and nothing that tells where
        kept = {it: it.read_bytes() for it in paths.data.glob("greenroom.db*")}
        store.close()
        for path, content in kept.items():
            if not path.name.endswith("-shm"):
                path.write_bytes(content)
    before = {path.name: path.read_bytes() for path in paths.data.glob("greenroom.db*")}
    done = read_only(paths, LIST)
    assert done.stderr == ""
    counts, whole, refusal = done.stdout.splitlines()
    assert (counts, whole) == ("1 1", "True")
    assert "can be read, but not changed" in refusal
    assert before == {path.name: path.read_bytes() for path in paths.data.glob("greenroom.db*")}


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of one's own are Linux's")
def test_an_older_read_only_database_says_what_to_do(store: SqliteStore, paths: Paths) -> None:
    with store.database.use() as database:
        database.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'words%'")
    store.close()
    done = read_only(paths, LIST)
    assert "cannot be updated" in done.stderr


LIST_AND_FINISH = """
import sys
from pathlib import Path
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import StorageError
from greenroom.paths import Paths
paths = Paths.under(Path(sys.argv[1]))
for mode in 0o400, 0o600:
    paths.database.chmod(mode)
    store = SqliteStore(paths)
    (session,) = store.sessions()
    try:
        store.finish(session.id)
        print("finished")
    except StorageError as problem:
        print(problem.sentence)
    store.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="setpriv is Linux's")
def test_a_database_that_could_only_be_read_for_a_while_can_be_written_again(
    store: SqliteStore, paths: Paths
) -> None:
    store.close()
    # Root obeys the modes of files only without these.
    obeying = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    command = [*(obeying if os.geteuid() == 0 else ()), sys.executable, "-c", LIST_AND_FINISH]
    done = subprocess.run([*command, str(paths.data)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    refusal, again = done.stdout.splitlines()
    assert "can be read, but not changed" in refusal
    assert again == "finished"


def disk(folder: Path) -> None:
    """Mount a new file system of 4 MiB in blocks of 1 KiB, none of them kept for root."""
    image = folder.with_suffix(".img")
    image.write_bytes(bytes(4 << 20))
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", "-b", "1024", str(image)], check=True)
    folder.mkdir()
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)


def fill(path: Path, left: int) -> None:
    """Take all room but so many KiB."""
    descriptor, size = os.open(path, os.O_CREAT | os.O_WRONLY), 0
    with suppress(OSError):
        while True:
            size += os.write(descriptor, bytes(1024))
    os.fsync(descriptor)
    os.ftruncate(descriptor, max(0, size - left * 1024))
    os.fsync(descriptor)
    os.close(descriptor)


READ_AND_WRITE = """
import sys
from pathlib import Path
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import StorageError
from greenroom.paths import Paths
store = SqliteStore(Paths.under(Path(sys.argv[1])))
print(len(store.sessions()))
try:
    store.write_note(f"{1:032x}", "x" * 3000)
except StorageError as problem:
    print(problem.sentence)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0 or not Path("/dev/loop0").exists(),
    reason="needs a disk of its own, which only root can mount",
)
@pytest.mark.parametrize("left", [0, 12, 32])
def test_a_full_disk_of_small_blocks_kills_nobody(
    store: SqliteStore, paths: Paths, tmp_path: Path, left: int
) -> None:
    store.close()
    where = tmp_path / "disk"
    disk(where)
    try:
        (where / "greenroom.db").write_bytes(paths.database.read_bytes())
        fill(where / "rest", left)
        done = subprocess.run(
            [sys.executable, "-c", READ_AND_WRITE, str(where)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        listed, *refusal = done.stdout.splitlines()
        assert listed == "1", "what is there can be read"
        assert all("full" in sentence for sentence in refusal)
    finally:
        subprocess.run(["umount", "-l", str(where)], check=False)
