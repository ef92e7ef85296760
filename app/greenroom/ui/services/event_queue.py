"""The one way from other threads back to the main thread."""

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

M = TypeVar("M")
Call = Callable[[], object]


class EventQueue(QObject):
    """Calls from any thread, made on the main thread in the order in which they were posted."""

    _posted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Create it on the main thread, owned by a parent, so that no worker deletes it."""
        super().__init__(parent)
        self._closed = False
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Call) -> None:
        """Have `call` made on the main thread; may be called from any thread."""
        with suppress(RuntimeError):  # deleted: there is no main thread to come back to
            self._posted.emit(call)

    def close(self) -> None:
        """Make no further call, whatever has been posted."""
        self._closed = True

    @Slot(object)
    def _call(self, call: Call) -> None:
        if not self._closed:
            call()


class Channel(Generic[M]):
    """Messages of one origin, handed to `receive` on the main thread until the channel is closed.

    Args:
        post: has a call made on the main thread.
        receive: takes the messages.
    """

    def __init__(self, post: Callable[[Call], None], receive: Callable[[M], None]) -> None:
        self._post = post
        self._receive = receive
        self._closed = False

    def post(self, message: M) -> None:
        """Hand over a message; may be called from any thread."""
        self._post(lambda: None if self._closed else self._receive(message))

    def close(self) -> None:
        """Drop whatever is still posted; others may go on posting."""
        self._closed = True
