"""The window's process: the signals that ask it to end, and its end, whatever is under way."""

import faulthandler
import logging
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from PySide6.QtCore import QObject, QSocketNotifier, Signal

SIGNALS = (signal.SIGINT, signal.SIGTERM)
HOLD_SECONDS: Final = 15.0
"""When the process ends even if its main thread is stuck: later than storing may take."""


class Interrupts(QObject):
    """A listener for the first SIGINT or SIGTERM; the next one does what it did before.

    Python looks at signals only when it runs, and Qt's loop does not let it; so the signal's
    number comes through a socket that Qt listens to.
    """

    asked = Signal()
    """The program is to end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._pythons = socket.socketpair()
        self._ours.setblocking(False)
        self._pythons.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(
            self._pythons.fileno(), warn_on_full_buffer=False
        )
        self._handlers_before = {number: signal.signal(number, _note) for number in SIGNALS}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._arrived)

    def close(self) -> None:
        """Give signals back to the handlers that they had before."""
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


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the socket has the signal already."""


def hold_to_the_deadline(logs: Path) -> None:
    """End the process after HOLD_SECONDS, whatever holds it up; where, the log then says."""
    with suppress(OSError):
        file = (logs / "greenroom.log").open("a", encoding="utf-8")
        faulthandler.dump_traceback_later(HOLD_SECONDS, exit=True, file=file)


def end_process(code: int) -> NoReturn:
    """End the process without the threads that are still at work.

    Python would not wait for them either, but a thread that returns from C while Python is being
    torn down can crash the whole process.
    """
    import multiprocessing  # not before the first paint

    for child in multiprocessing.active_children():
        child.kill()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
