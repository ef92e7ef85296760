"""The hub's cache and its download, against a hub of our own on this computer."""

import hashlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.errors import ModelError

REPOSITORY = "Systran/faster-whisper-tiny"
COMMIT = "a" * 40
FILES = {
    "config.json": b'{"small": true}',
    "tokenizer.json": b"tokens" * 10_000,
    "vocabulary.txt": b"words" * 10_000,
    "model.bin": bytes(range(256)) * 8_000,
}


def etag(name: str) -> str:
    content = FILES[name]
    if name == "model.bin":
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class _Hub(BaseHTTPRequestHandler):
    damage = False
    cut = False
    asked: list[tuple[str, str]] = []  # noqa: RUF012

    def do_HEAD(self) -> None:
        self._answer(with_content=False)

    def do_GET(self) -> None:
        self._answer(with_content=True)

    def _answer(self, *, with_content: bool) -> None:
        self.asked.append((self.command, self.path))
        name = self.path.rpartition("/")[2]
        if not self.path.startswith(f"/{REPOSITORY}/resolve/") or name not in FILES:
            self.send_response(404)
            self.send_header("X-Error-Code", "EntryNotFound")
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        content = FILES[name]
        self.send_response(200)
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("ETag", f'"{etag(name)}"')
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_content:
            content = bytes(len(content)) if self.damage else content
            self.wfile.write(content[: len(content) // 2] if self.cut else content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelHub]:
    monkeypatch.setattr(_Hub, "asked", [])
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield ModelHub(
        ask=lambda _: True,
        cache=tmp_path / "hub",
        endpoint=f"http://127.0.0.1:{server.server_port}",
    )
    server.shutdown()
    thread.join()
    server.server_close()


class Watched:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.shares: list[float] = []

    def __call__(self, what: str, share: float) -> None:
        self.said.append(what)
        self.shares.append(share)


@pytest.mark.slow
def test_a_download_asks_shows_progress_and_is_found_again(hub: ModelHub) -> None:
    watched, sizes = Watched(), []
    asking = ModelHub(
        ask=lambda size: sizes.append(size) or True, cache=hub.cache, endpoint=hub.endpoint
    )
    assert asking.cached("tiny", watched) is None
    folder = asking.download("tiny", watched)
    assert sizes == [2]
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    assert watched.shares == sorted(watched.shares)
    assert watched.shares[-1] == 1.0
    assert "2 MB" in watched.said[-1]
    asked = len(_Hub.asked)
    assert hub.cached("tiny", watched) == folder
    assert len(_Hub.asked) == asked, "the cache was read over the network"


def test_no_answer_means_no_download(hub: ModelHub) -> None:
    declined = ModelHub(cache=hub.cache, endpoint=hub.endpoint)
    with pytest.raises(ModelError, match="not on this computer") as caught:
        declined.download("tiny", Watched())
    assert "2 MB" in caught.value.hint
    assert not list((hub.cache or Path()).rglob("model.bin"))


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_removed_and_fetched_anew(hub: ModelHub, name: str) -> None:
    folder = hub.download("tiny", Watched())
    (folder / name).resolve().write_bytes(FILES[name][: len(FILES[name]) // 2])
    watched = Watched()
    assert hub.cached("tiny", watched) is None
    assert any(name in what and "damaged" in what for what in watched.said)
    _Hub.asked.clear()
    assert (hub.download("tiny", watched) / name).read_bytes() == FILES[name]
    fetched = {path.rpartition("/")[2] for method, path in _Hub.asked if method == "GET"}
    assert fetched == {name}, "whole files were fetched again"


def test_a_partial_cache_is_not_used(hub: ModelHub) -> None:
    folder = hub.download("tiny", Watched())
    (folder / "tokenizer.json").unlink()
    assert hub.cached("tiny", Watched()) is None


def test_what_comes_damaged_is_not_used(hub: ModelHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Hub, "damage", True)
    with pytest.raises(ModelError, match="damaged"):
        hub.download("tiny", Watched())
    assert hub.cached("tiny", Watched()) is None


@pytest.mark.slow
def test_an_unreachable_hub_is_a_model_error_soon_and_without_a_word_of_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    nowhere = ModelHub(cache=tmp_path, endpoint="http://127.0.0.1:9")
    began = time.monotonic()
    with pytest.raises(ModelError, match="could not be fetched") as caught:
        nowhere.download("tiny", Watched())
    assert time.monotonic() - began < 10
    assert "folder" in caught.value.hint
    assert capfd.readouterr() == ("", "")


def test_a_hub_that_breaks_off_is_told_by_nobody_but_us(
    hub: ModelHub, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_Hub, "cut", True)
    with pytest.raises(ModelError):
        hub.download("tiny", Watched())
    assert capfd.readouterr() == ("", "")


def test_a_download_ends_when_whoever_is_told_its_progress_says_so(hub: ModelHub):
    def stop(_what: str, share: float) -> None:
        if share > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        hub.download("tiny", stop)
    assert hub.download("tiny", lambda *_: None).is_dir(), "and can be taken up again"
