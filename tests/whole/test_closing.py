"""Closing the window ends its process within two seconds whatever is under way, at no loss."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import soundfile

from greenroom.composition import lost_answers
from greenroom.engines.sound.file import read_clip
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.paths import Paths, shipped

pytestmark = pytest.mark.timeout(180)  # a window starts slowly on a busy computer

MOST_SECONDS = 2.0
PATIENCE = 120.0

PROGRAM = Path(__file__).with_name("closing_program.py")

LENGTHS = {"config.json": 20, "tokenizer.json": 20, "vocabulary.txt": 20, "model.bin": 5_000_000}


class Hanging(BaseHTTPRequestHandler):
    """A model hub and a language model's server; both fall silent when it matters."""

    hangs: threading.Event
    over: threading.Event

    def do_HEAD(self) -> None:
        name = self.path.partition("?")[0].rpartition("/")[2]
        self.send_response(200 if name in LENGTHS else 404)
        if name in LENGTHS:
            self.send_header("ETag", f'"{name}"')
            self.send_header("X-Repo-Commit", "a" * 40)
        else:
            self.send_header("X-Error-Code", "EntryNotFound")
        self.send_header("Content-Length", str(LENGTHS.get(name, 0)))
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        name = self.path.partition("?")[0].rpartition("/")[2]
        if name == "model.bin":
            self.wfile.write(bytes(100_000))
            self._hang()
        else:
            self.wfile.write(bytes(LENGTHS.get(name, 0)))

    def do_POST(self) -> None:
        self._hang()

    def _hang(self) -> None:
        self.hangs.set()
        self.over.wait(PATIENCE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


@pytest.fixture
def server() -> Iterator[str]:
    """The address of one that hangs."""
    Hanging.hangs, Hanging.over = threading.Event(), threading.Event()
    made = ThreadingHTTPServer(("127.0.0.1", 0), Hanging)
    made.daemon_threads, made.block_on_close = True, False
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    Hanging.over.set()
    made.shutdown()
    made.server_close()
    thread.join()


def speech(path: Path, seconds: float) -> Path:
    """The sample answer, again and again."""
    samples = sorted((shipped("assets") / "samples").glob("*.flac"))
    clip, rate = read_clip(samples[0])
    soundfile.write(path, np.resize(clip.samples, round(seconds * rate)), rate)
    return path


def seconds_to_close(home: Path, case: str, server: str = "") -> float:
    """From the wish to close the window to the end of its process, as on a quiet computer."""
    speech(home / "speech.flac", 20)
    program = subprocess.Popen(
        [sys.executable, PROGRAM, home, case, server],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HF_ENDPOINT": server or "http://127.0.0.1:9",
             "HF_HOME": str(home / "hub"), "HF_HUB_OFFLINE": "0"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert program.stdout
        if server:
            assert Hanging.hangs.wait(PATIENCE), "nobody asked the server"
            (home / "asked").touch()
        assert program.stdout.readline() == "closing\n"
        took, waited = seconds_to_end(program)
        assert program.returncode == 0
    finally:
        program.kill()
        program.communicate()
    sys.stdout.write(f"{case}: {took:.2f} s, {waited:.2f} s of them without a processor\n")
    return took - waited


def seconds_to_end(program: "subprocess.Popen[str]") -> tuple[float, float]:
    """Until the process has ended; and so long its main thread waited for a busy processor."""
    began, before = time.monotonic(), waited_for_processor(program.pid)
    waited = 0.0
    while program.poll() is None:
        waited = max(waited, waited_for_processor(program.pid) - before)
        assert time.monotonic() < began + PATIENCE, "it never ended"
        time.sleep(0.01)
    return time.monotonic() - began, waited


def waited_for_processor(pid: int) -> float:
    """Seconds that the main thread was ready to run and did not; only Linux tells."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


@pytest.mark.parametrize("case", ["nothing", "voice", "loading", "child", "sound check"])
def test_nothing_on_this_computer_holds_up_the_end(tmp_path: Path, case: str):
    assert seconds_to_close(tmp_path, case) < MOST_SECONDS


@pytest.mark.parametrize("case", ["download", "trial"])
def test_no_server_that_hangs_holds_up_the_end(tmp_path: Path, server: str, case: str):
    assert seconds_to_close(tmp_path, case, server) < MOST_SECONDS


def test_a_note_written_last_is_kept(tmp_path: Path):
    assert seconds_to_close(tmp_path, "note") < MOST_SECONDS
    store = SqliteHistory(Paths.under(tmp_path))
    assert store.note("a") == "Say the number."
    store.close()


def test_an_answer_under_way_is_kept_though_nothing_else_answers(tmp_path: Path):
    """The transcriber hangs: the sound is there, and the next start offers to hear it."""
    assert seconds_to_close(tmp_path, "answer") < MOST_SECONDS
    paths = Paths.under(tmp_path)
    (lost,) = lost_answers(paths)
    (recording,) = paths.recordings.glob("*/*.flac")
    assert recording.name == lost.clip
    assert soundfile.info(recording).duration > 2.5
