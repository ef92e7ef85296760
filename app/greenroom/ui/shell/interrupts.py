"""Ctrl-C and the system's wish to end: they close the window, so that nothing is lost."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Listens for the first SIGINT or SIGTERM; the next one does what it did before.

    Python looks at signals only when it runs, and Qt's loop does not let it; so the signal's
    number comes through a socket that Qt listens to.
    """

    asked = Signal()
    """The program shall end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        self._ours.setblocking(False)
        self._pythons.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(
            self._pythons.fileno(), warn_on_full_buffer=False
        )
        self._handlers_before = {number: signal.signal(number, _heard) for number in SIGNALS}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def close(self) -> None:
        """Everything is as it was before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        self._let_go()
        self._ours.close()
        self._pythons.close()

    def _arrived(self) -> None:
        if set(self._ours.recv(64)) & set(SIGNALS):
            self._let_go()
            self.asked.emit()

    def _let_go(self) -> None:
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)


def _heard(_number: int, _frame: FrameType | None) -> None:
    """The socket has it already."""
