"""Errands: blocking work done on a lane, whose result comes back to the main thread."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from greenroom.errors import GreenroomError
from greenroom.live.lanes import Lane

T = TypeVar("T")
Failed = Callable[[GreenroomError], None]

_log = logging.getLogger(__name__)


class Errands(QObject):
    """Sends work to a lane and calls back on the thread that made it; silent after `close`."""

    _back = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._closed = False
        self._back.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def do(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do `work` on the lane, then `done(result)` or `failed(problem)` here."""
        if self._closed:
            return
        self._lane.submit(work).add_done_callback(lambda future: self._send(future, done, failed))

    def call(self, work: Callable[[], None]) -> None:
        """Have `work` done here; may be called from any thread."""
        with suppress(RuntimeError):  # deleted: there is no "here" any more
            self._back.emit(work)

    def close(self) -> None:
        """Finish what was begun; nobody is called back any more."""
        self._closed = True
        self._lane.close()

    def _send(self, future: Future[T], done: Callable[[T], None], failed: Failed) -> None:
        try:
            result = future.result()
        except CancelledError:
            return
        except GreenroomError as problem:
            self.call(_bound(failed, problem))
        except Exception as problem:  # noqa: BLE001 - a bug must not vanish on a lane
            _log.exception("An errand failed")
            sentence = f"Something went wrong inside Greenroom ({type(problem).__name__})."
            self.call(_bound(failed, GreenroomError(sentence, "The log has the details.")))
        else:
            self.call(_bound(done, result))

    @Slot(object)
    def _call(self, work: Callable[[], None]) -> None:
        if not self._closed:
            work()


def _bound(call: Callable[[Any], None], argument: object) -> Callable[[], None]:
    return lambda: call(argument)
