"""The watch on where a stream leads: a sound server moves it when its device goes away.

At worst it then records what the speakers play. The server reports the move some 100 ms before the
first sound from there arrives, so whoever holds sound back while the route is "unsure" gets nothing
of it.
"""

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from greenroom.engines.sound.server import Kind, Route, find_route, subscribe
from greenroom.errors import DeviceError

if TYPE_CHECKING:
    import subprocess

log = logging.getLogger(__name__)

Certainty = Literal["unsure", "right", "wrong"]

_LOOK_SECONDS = 2.0  # how often it looks without a reported change
_AGAIN_SECONDS = 0.1  # how soon it looks again where the answer was unclear
_SUBJECTS = {"input": ("source", "source-output"), "output": ("sink", "sink-input")}


class RouteWatch:
    """Watches one stream from its creation until `close`, on threads of its own.

    Without a sound server, or a way to ask it, every route counts as right.
    """

    def __init__(
        self,
        kind: Kind,
        tag: str,
        pinned: str = "",
        find: Callable[[Kind, str], Route | None] = find_route,
    ) -> None:
        """Begin to watch.

        Args:
            kind: of the stream.
            tag: identifies the stream at the server.
            pinned: the server's name of the device that it must lead to; "" for any.
            find: asks the server.
        """
        self._kind: Kind = kind
        self._tag = tag
        self._pinned = pinned
        self._find = find
        self._first = ""
        self._number = -1
        self._certainty: Certainty = "unsure"
        self._is_muted = False
        self._changes = 0
        self._changed = threading.Event()
        self._closed = threading.Event()
        self._subscription = subscribe()
        if self._subscription is None:
            self._certainty = "right"
            return
        for work in (self._look, self._listen):
            threading.Thread(target=work, name="sound-route", daemon=True).start()

    @property
    def certainty(self) -> Certainty:
        """Tell whether the stream leads where it should; "wrong" is final."""
        return self._certainty

    @property
    def is_muted(self) -> bool:
        """Tell whether the system has the device muted; False where that is not known."""
        return self._is_muted

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()
        self._changed.set()
        if self._subscription is not None:
            self._subscription.kill()

    def _listen(self) -> None:
        """Follow the changes that the server reports."""
        process = self._subscription
        devices, streams = _SUBJECTS[self._kind]
        while process is not None and process.stdout is not None:
            with process, process.stdout:
                for line in process.stdout:
                    if f"'change' on {streams} #{self._number}\n" in line:
                        self._notice()
                    elif f" on {devices} #" in line:  # muted, perhaps
                        self._changed.set()
            if self._closed.wait(_AGAIN_SECONDS):
                return
            process = self._subscribe_again()

    def _subscribe_again(self) -> "subprocess.Popen[str] | None":
        """Subscribe once more after the server ended it; it may be back."""
        if self._closed.wait(_LOOK_SECONDS):
            return None
        process = self._subscription = subscribe()
        if process is not None and self._closed.is_set():
            process.kill()
        return process

    def _notice(self) -> None:
        """Note that the stream may have been moved: until that is known, nothing is certain."""
        self._changes += 1
        if self._certainty == "right":
            self._certainty = "unsure"
        self._changed.set()

    def _look(self) -> None:
        while not self._closed.is_set():
            self._changed.clear()
            changes = self._changes
            certainty = self._ask()
            if certainty == "wrong":
                log.warning("the sound server moved the %s elsewhere", self._kind)
                self._certainty = certainty
                return
            if changes == self._changes:
                self._certainty = certainty
                if changes != self._changes:  # reported just now, and would be overwritten
                    self._certainty = "unsure"
            self._changed.wait(_LOOK_SECONDS if certainty == "right" else _AGAIN_SECONDS)

    def _ask(self) -> Certainty:
        try:
            route = self._find(self._kind, self._tag)
        except DeviceError:
            return "unsure"
        if route is None:  # the stream reaches its device without the server, or has ended
            return "right"
        if not route.name:
            return "unsure"
        self._is_muted = route.is_muted
        self._first, self._number = self._first or route.name, route.number
        return "wrong" if self._is_wrong(route) else "right"

    def _is_wrong(self, route: Route) -> bool:
        if self._kind == "input":
            return route.is_monitor or self._pinned not in ("", route.name)
        return self._first != route.name and self._first not in route.devices
