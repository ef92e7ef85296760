"""Deleting with a moment to think again: hidden at once, deleted when the message goes."""

import logging
from concurrent.futures import Future, wait

from PySide6.QtCore import QObject, Signal

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.live.lanes import Lane
from greenroom.ui.widgets.bar import Message

_log = logging.getLogger(__name__)


class Deleting(QObject):
    """What is to be deleted is in `hidden` until it is; what was begun is always finished."""

    said = Signal(Message)
    changed = Signal()
    """Something is hidden from now on, or shown again."""
    _failed = Signal(object)

    def __init__(self, store: SqliteStore, lane: Lane, parent: QObject | None = None) -> None:
        """Nothing is deleted yet.

        Args:
            store: this one's own, used on `lane` alone.
            lane: where files and rows are deleted.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self._store = store
        self._lane = lane
        self._hidden: set[str] = set()
        self._under_way: list[Future[None]] = []
        self._failed.connect(self._show_again)

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of sessions that count as deleted."""
        return frozenset(self._hidden)

    def delete(self, session_id: str, title: str) -> None:
        """Hide the session, and delete it for good unless that is undone."""
        self._hidden.add(session_id)
        self.changed.emit()
        self.said.emit(
            Message(
                f"“{title}” is deleted.",
                "Its recordings, words and notes go for good when this message does.",
                action="Undo",
                act=lambda: self._undo(session_id),
                gone=lambda: self._go_through(session_id),
            )
        )

    def close(self) -> None:
        """Wait until everything that was begun is deleted."""
        wait(self._under_way)
        self._lane.close()
        self._store.close()

    def _undo(self, session_id: str) -> None:
        self._hidden.discard(session_id)
        self.changed.emit()

    def _go_through(self, session_id: str) -> None:
        self._under_way = [future for future in self._under_way if not future.done()]
        self._under_way.append(self._lane.submit(lambda: self._delete(session_id)))

    def _delete(self, session_id: str) -> None:
        """On the lane. What is deleted stays hidden: ids are never used again."""
        try:
            self._store.delete(session_id)
        except GreenroomError as problem:
            _log.warning("%s", problem.sentence)
            self._failed.emit((session_id, problem))

    def _show_again(self, what: tuple[str, GreenroomError]) -> None:
        session_id, problem = what
        self._undo(session_id)
        self.said.emit(Message(problem.sentence, problem.hint, "warn"))
