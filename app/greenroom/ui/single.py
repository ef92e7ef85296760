"""One program at a time for one data folder: a second one hands over to the first and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 500
"""How long another program may take to answer."""


class SingleInstance(QObject):
    """Ask `hand_over` first; if nobody takes over, `listen`."""

    called = Signal()
    """Another program was started and has handed over."""

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(data)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def hand_over(self) -> bool:
        """Whether another program is there, and was told to show itself."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        there = socket.waitForConnected(PATIENCE_MS)
        socket.abort()
        return there

    def listen(self) -> None:
        """Be the one from now on; what a crash left behind is cleared away."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def close(self) -> None:
        """No longer the one."""
        self._server.close()

    def _connected(self) -> None:
        while socket := self._server.nextPendingConnection():
            socket.disconnected.connect(socket.deleteLater)
        self.called.emit()


def server_name(data: Path) -> str:
    """The same for the same user and data folder, and short enough for a socket's path."""
    who = f"{getpass.getuser()}:{data.resolve()}"
    return f"greenroom-{hashlib.sha256(who.encode()).hexdigest()[:16]}"
