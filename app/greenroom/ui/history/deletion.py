"""Deleting with a moment to think again: hidden at once, deleted when the message goes."""

import logging

from PySide6.QtCore import QObject, Signal

from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.ui.services.background import AtClose, TaskGroup
from greenroom.ui.widgets.bar import Message

_log = logging.getLogger(__name__)


class Deletion(QObject):
    """What is to be deleted is in `hidden` until it is; what was begun is always finished."""

    said = Signal(Message)
    changed = Signal()
    """Something is hidden from now on, or shown again."""

    def __init__(self, store: SqliteStore, tasks: TaskGroup, parent: QObject | None = None) -> None:
        """Nothing is deleted yet.

        Args:
            store: this one's own, used by `tasks` alone.
            tasks: where files and rows are deleted.
            parent: as for every QObject.
        """
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._hidden: set[str] = set()

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
        """Have everything deleted that was begun."""
        self._tasks.close(last=self._store.close)

    def _undo(self, session_id: str) -> None:
        self._hidden.discard(session_id)
        self.changed.emit()

    def _go_through(self, session_id: str) -> None:
        """What is deleted stays hidden: ids are never used again."""
        self._tasks.run(
            lambda: self._store.delete(session_id),
            lambda _: None,
            lambda problem: self._show_again(session_id, problem),
            at_close=AtClose.STORE,
        )

    def _show_again(self, session_id: str, problem: GreenroomError) -> None:
        _log.warning("%s", problem.sentence)
        self._undo(session_id)
        self.said.emit(Message(problem.sentence, problem.hint, "warn"))
