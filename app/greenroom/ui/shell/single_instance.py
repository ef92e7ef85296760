"""One program at a time for one data folder: a second one hands over to the first and ends.

A lock says whose turn it is, a local socket brings the first one's window forward. A first program
that does not answer (it was stopped, or hangs) counts as not there: the next place is taken.
"""

import getpass
import hashlib
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_SECONDS: Final = 5.0
"""How long a program that is there, starting, or ending may take to answer or to be gone."""

PLACES: Final = 4
"""How many programs may hang before one more is started without a place."""

_ANSWER = b"here"
_LOOK_SECONDS = 0.05


class SingleInstance(QObject):
    """This program's place: ask `hand_over` first; if nobody takes over, `listen`."""

    called = Signal()
    """Another program was started and has handed over."""

    def __init__(
        self, data: Path, parent: QObject | None = None, patience: float = PATIENCE_SECONDS
    ) -> None:
        super().__init__(parent)
        self._first_name = self._name = server_name(data)
        self._patience = patience
        self._lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def hand_over(self) -> bool:
        """Tell whether another program has come forward; otherwise this is the one from now on."""
        for place in range(PLACES):
            self._name = f"{self._first_name}-{place}" if place else self._first_name
            if (handed_over := self._take_place()) is not None:
                return handed_over
        return False

    def listen(self) -> None:
        """Answer those that are started later; what a crash left is removed first."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)  # ours: the lock says that nobody listens
            self._server.listen(self._name)

    def stop_listening(self) -> None:
        """Stop answering: whoever is started now waits until this one is gone."""
        self._server.close()

    def close(self) -> None:
        """Give the place back."""
        self.stop_listening()
        if self._lock:
            self._lock.unlock()

    def _take_place(self) -> bool | None:
        """Return False if the place is ours, True if its owner came forward, None if that hangs."""
        lock = QLockFile(lock_path(self._name))
        lock.setStaleLockTime(0)  # its owner may live for days; one that has died is known anyhow
        until = time.monotonic() + self._patience
        while not lock.tryLock(0):
            if self._asked(until - time.monotonic()):
                return True
            if lock.error() is not QLockFile.LockError.LockFailedError:
                return False  # no lock can be had here at all
            if time.monotonic() >= until:
                return None
            time.sleep(_LOOK_SECONDS)
        self._lock = lock
        return False

    def _asked(self, seconds: float) -> bool:
        """Ask the owner of the place to come forward; tell whether it says that it has."""
        socket = QLocalSocket()
        patience = max(1, round(seconds * 1000))
        socket.connectToServer(self._name)
        there = socket.waitForConnected(patience) and socket.waitForReadyRead(patience)
        answer = socket.readAll().data() if there else b""
        socket.abort()
        return answer == _ANSWER

    def _connected(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWER)
            socket.flush()
        self.called.emit()


def server_name(data: Path) -> str:
    """Return a name for this user and data folder, short enough for a socket's path."""
    who = f"{getpass.getuser()}:{data.resolve()}"
    return f"greenroom-{hashlib.sha256(who.encode()).hexdigest()[:16]}"


def lock_path(name: str) -> str:
    """Return where the lock lies: beside the socket, so that a data folder may be read-only."""
    return QDir.temp().filePath(f"{name}.lock")
