"""Whether a session is under way is known, whatever becomes of the program that holds it."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.engines.store.live_lock import LiveLock, held_alone, is_live

HOLD = """
import errno, sys
from pathlib import Path
from greenroom.engines.store.live_lock import LiveLock
if "without" in sys.argv:
    import fcntl
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")
    fcntl.flock = none
lock = LiveLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["", "without"])
def locks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """On a file system with locks, and on one without, as over some networks."""
    if request.param:
        import fcntl

        def none(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(fcntl, "flock", none)
    return request.param


@pytest.fixture
def holder(tmp_path: Path, locks: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Another program that is in the middle of the session."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path, locks], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"True\n"
        yield child


def test_another_program_is_seen_until_it_is_killed(
    tmp_path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    assert is_live(tmp_path)
    assert not LiveLock(tmp_path).take()
    with held_alone(tmp_path) as alone:
        assert not alone
    assert is_live(tmp_path), "looking at it takes nothing away"
    holder.kill()
    holder.wait()
    assert not is_live(tmp_path)
    with held_alone(tmp_path) as alone:
        assert alone


@pytest.mark.usefixtures("locks")
def test_it_is_free_again_and_leaves_nothing(tmp_path: Path) -> None:
    lock = LiveLock(tmp_path)
    assert lock.take()
    assert is_live(tmp_path)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    lock.release()
    lock.release()
    assert not is_live(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_where_nothing_can_be_written_nobody_is_under_way(tmp_path: Path) -> None:
    (tmp_path / ".live").touch()
    subprocess.run(["mount", "--bind", tmp_path, tmp_path], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", tmp_path], check=True)
        assert not is_live(tmp_path)
        assert not LiveLock(tmp_path).take()
    finally:
        subprocess.run(["umount", tmp_path], check=True)
