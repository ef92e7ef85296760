"""The way back to the main thread in a program with a window."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal, Slot

from greenroom.live.notices import Message


class QtDoor(QObject):
    """Hands every message to `receive` on the thread that made the door, in order."""

    _posted = Signal(object)

    def __init__(self, receive: Callable[[Message], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self._closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, message: Message) -> None:
        """The `live.door.Post` of this program; may be called from any thread."""
        with suppress(RuntimeError):  # deleted: nobody is interested any more
            self._posted.emit(message)

    def close(self) -> None:
        """Whatever is still posted falls silent; lanes may go on posting."""
        self._closed = True

    @Slot(object)
    def _deliver(self, message: Message) -> None:
        if not self._closed:
            self._receive(message)
