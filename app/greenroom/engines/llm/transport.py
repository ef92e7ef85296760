"""The HTTP client for a language model's server: no redirects, no endless waiting.

Import it only where a server is asked, because it loads the HTTP library.
"""

import threading
import time
from collections.abc import Iterator

import httpx2

from greenroom.engines.llm.endpoint import is_loopback

_IDENTIFYING = "x-stainless-"


class Deadline(threading.local):
    """How long this thread waits; a server that sends slowly is cut off, however busy it looks."""

    at: float = float("inf")

    def set(self, seconds: float) -> None:
        """Set the deadline to `seconds` from now."""
        self.at = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left; below 0 when the time is over."""
        return self.at - time.monotonic()


class _Watched(httpx2.SyncByteStream):
    """The bytes of a response, until the deadline."""

    def __init__(self, stream: httpx2.SyncByteStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._stream:
            if self._deadline.left <= 0:
                raise httpx2.ReadTimeout("the time is over")
            yield piece

    def close(self) -> None:
        self._stream.close()


def http_client(address: str, deadline: Deadline) -> httpx2.Client:
    """Return a client for one server.

    Redirects are not followed: they would take text and key to another server. Proxies from the
    environment are used for other computers, and never for this one.
    """

    def watch(response: httpx2.Response) -> None:
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = _Watched(response.stream, deadline)

    return httpx2.Client(
        event_hooks={"request": [_anonymize], "response": [watch]},
        trust_env=not is_loopback(address),
        follow_redirects=False,
    )


def _anonymize(request: httpx2.Request) -> None:
    """Remove the headers that name this computer's system, processor and Python version."""
    for header in [name for name in request.headers if name.startswith(_IDENTIFYING)]:
        del request.headers[header]
    request.headers["user-agent"] = "Greenroom"
