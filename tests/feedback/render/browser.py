"""A browser without a window, driven over its DevTools protocol: just enough for the report."""

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)

_ALONE = (
    "--disable-background-networking", "--disable-component-update", "--disable-quic",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
"""What keeps a browser from calling home."""

Json = Any
"""What the protocol sends; the tests know what they asked for."""


class Page:
    """One page; `run` evaluates JavaScript in it."""

    def __init__(self, address: str) -> None:
        host, _, path = address.removeprefix("ws://").partition("/")
        name, _, port = host.partition(":")
        self._socket = socket.create_connection((name, int(port)), timeout=20)
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        self._stream = self._socket.makefile("rb")
        while self._stream.readline() != b"\r\n":
            pass
        self._number = 0
        self.events: list[Json] = []

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def call(self, method: str, **parameters: object) -> Json:
        self._number += 1
        text = json.dumps({"id": self._number, "method": method, "params": parameters}).encode()
        header = struct.pack("!BBH", 0x81, 0x80 | 126, len(text)) + bytes(4)  # masked with zeros
        self._socket.sendall(header + text)
        while (message := self._receive()).get("id") != self._number:
            self.events.append(message)
        assert "error" not in message, message
        return message["result"]

    def run(self, script: str) -> Json:
        result = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, userGesture=True,
            awaitPromise=True,
        )  # fmt: skip
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, key: str, code: str = "", text: str = "") -> None:
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=code or key, text=text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=code or key)

    def wait_for(self, script: str, seconds: float = 8.0) -> None:
        end = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < end, script
            time.sleep(0.05)

    def _receive(self) -> Json:
        _, length = self._stream.read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._stream.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._stream.read(8))
        return json.loads(self._stream.read(length))


@contextmanager
def opened(file: Path, profile: Path) -> Iterator[Page]:
    """The file in a fresh browser."""
    assert BROWSER
    process = subprocess.Popen(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--mute-audio", *_ALONE,
            "--window-size=1200,900", "--remote-debugging-port=0", f"--user-data-dir={profile}",
            "about:blank",
        ],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        page = Page(_address(profile / "DevToolsActivePort"))
        try:
            for domain in ("Page", "Runtime", "Log", "Network"):
                page.call(f"{domain}.enable")
            page.call("Page.navigate", url=file.as_uri())
            page.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")
            yield page
        finally:
            page.close()
    finally:
        process.terminate()
        process.wait()


def _address(port_file: Path) -> str:
    end = time.monotonic() + 20
    while not port_file.exists() or not port_file.read_text():
        assert time.monotonic() < end, "the browser does not start"
        time.sleep(0.05)
    port = port_file.read_text().split()[0]
    with urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        return next(it["webSocketDebuggerUrl"] for it in json.load(answer) if it["type"] == "page")
