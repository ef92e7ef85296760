"""A server on this computer that does what a real one cannot be made to do when it is wanted."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class OddServer:
    """Answers every request by `behave`; remembers what it was sent."""

    address: str = ""
    behave: "Behavior" = field(default=lambda request: None)
    bodies: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    headers: list[dict[str, str]] = field(default_factory=list[dict[str, str]])


class Request:
    """One request that is being answered."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], number: int) -> None:
        self._handler = handler
        self.body = body
        self.number = number

    def answer(
        self,
        status: int,
        body: Any,
        headers: dict[str, str] | None = None,
        kind: str = "application/json",
    ) -> None:
        """A whole answer."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.begin(
            status, {"content-type": kind, "content-length": str(len(data))} | (headers or {})
        )
        self.write(data)

    def say(self, text: str) -> None:
        """An answer as it should be, streamed or whole as it was asked for."""
        if not self.body.get("stream"):
            self.answer(200, {"choices": [{"message": {"role": "assistant", "content": text}}]})
            return
        self.stream()
        for word in text.split(" "):
            self.piece(f"{word} ")
        self.write(b"data: [DONE]\n\n")

    def stream(self) -> None:
        """The beginning of a stream."""
        self.begin(200, {"content-type": "text/event-stream"})

    def piece(self, text: str) -> None:
        """One chunk of a stream."""
        chunk = {"choices": [{"index": 0, "delta": {"content": text}}]}
        self.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def begin(self, status: int, headers: dict[str, str]) -> None:
        """Status and headers; the connection is closed behind the answer."""
        self._handler.send_response(status)
        for name, value in headers.items():
            self._handler.send_header(name, value)
        self._handler.send_header("connection", "close")
        self._handler.end_headers()

    def write(self, data: bytes) -> None:
        """Some bytes, at once."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def wait(self, seconds: float) -> None:
        """Nothing happens."""
        time.sleep(seconds)


Behavior = Callable[[Request], None]


@contextmanager
def odd_server() -> Iterator[OddServer]:
    """A server for as long as the block lasts."""
    odd = OddServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            odd.bodies.append(json.loads(self.rfile.read(length) or b"{}"))
            odd.headers.append({name.lower(): value for name, value in self.headers.items()})
            with suppress(BrokenPipeError, ConnectionResetError):
                odd.behave(Request(self, odd.bodies[-1], len(odd.bodies)))

        def do_GET(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                odd.behave(Request(self, {"path": self.path}, 0))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    odd.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield odd
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
