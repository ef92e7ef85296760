"""The history's controller, and how sessions are deleted."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from greenroom.content import load_rubrics
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.engines.store.sqlite_history import Listed, SqliteHistory
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Hit
from greenroom.paths import Paths
from greenroom.practice.progress import MeasuredAnswer, kinds
from greenroom.structure.rubric import Rubric
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.history.view import (
    HistoryView,
    found_answers,
    kind_of,
    kind_title,
    kind_value,
    sections,
    trend_lines,
    until_range,
)
from greenroom.ui.services.background import AtClose, TaskGroup
from greenroom.ui.widgets.bar import Message

_log = logging.getLogger(__name__)


class HistoryController(QObject):
    """The reader of sessions, then of measures; its screen knows only the view."""

    delete_wanted = Signal(str, str)
    """The session of this id and title."""
    failed = Signal(GreenroomError)

    def __init__(
        self,
        screen: HistoryScreen,
        store: SqliteHistory,
        tasks: TaskGroup,
        paths: Paths,
        hidden: Callable[[], frozenset[str]],
    ) -> None:
        """Read nothing yet.

        Args:
            screen: shows what this one knows.
            store: this one's own, used by `tasks` alone.
            tasks: this one's own.
            paths: for the titles of rubrics.
            hidden: returns the ids of sessions that count as deleted.
        """
        super().__init__(screen)
        self._screen = screen
        self._store = store
        self._tasks = tasks
        self._paths = paths
        self._hidden = hidden
        self._view = HistoryView()
        self._listed: Sequence[Listed] = ()
        self._read_again = False
        self._hits: Sequence[Hit] = ()
        self._measured: Sequence[MeasuredAnswer] = ()
        self._rubrics: Mapping[str, Rubric] = {}
        screen.search_wanted.connect(self._search)
        screen.kind_chosen.connect(self._choose_kind)
        screen.delete_wanted.connect(self._delete)

    def refresh(self) -> None:
        """Read everything again: first what is seen first."""
        self._tasks.run(self._store.overview, self._take_sessions, self._fail)
        if self._view.query:
            self._search(self._view.query)

    def show_again(self) -> None:
        """Show the same again after something was hidden or brought back."""
        self._show(**self._sessions(), **self._matches(), **self._progress())

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close(last=self._store.close)

    def _take_sessions(self, listed: Sequence[Listed]) -> None:
        self._listed = listed
        self._read_again = False
        self._show(loading=False, **self._sessions())
        self._tasks.run(self._read_progress, self._take_progress, self._fail)

    def _read_progress(self) -> tuple[Sequence[MeasuredAnswer], Mapping[str, Rubric]]:
        return self._store.measured(), self._rubrics or load_rubrics(self._paths)

    def _take_progress(self, read: tuple[Sequence[MeasuredAnswer], Mapping[str, Rubric]]) -> None:
        self._measured, self._rubrics = read
        self._show(**self._progress())

    def _search(self, query: str) -> None:
        def show(hits: Sequence[Hit]) -> None:
            self._hits = hits
            self._show(query=query, **self._matches())

        self._tasks.run(lambda: search_answers(self._store.database, query), show, self._fail)

    def _choose_kind(self, kind: str) -> None:
        self._show(kind=kind)
        self._show(**self._progress())

    def _delete(self, session_id: str) -> None:
        titles = {it.session.id: it.session.title for it in self._listed}
        self.delete_wanted.emit(session_id, titles.get(session_id, "The session"))

    def _sessions(self) -> dict[str, object]:
        shown = [it for it in self._listed if it.session.id not in self._hidden()]
        counts = {it.session.id: it.answers for it in shown}
        now = datetime.now(UTC)
        listed = sections([it.session for it in shown], counts, now)
        return {"total": len(shown), "sections": listed}

    def _matches(self) -> dict[str, object]:
        shown = [hit for hit in self._hits if hit.session_id not in self._hidden()]
        return {"found": found_answers(shown, datetime.now(UTC))}

    def _progress(self) -> dict[str, object]:
        shown = [it for it in self._measured if it.session_id not in self._hidden()]
        answer_kinds = kinds(shown)
        values = [kind_value(kind) for kind in answer_kinds]
        kind = self._view.kind if self._view.kind in values else next(iter(values), "")
        trends = trend_lines(shown, kind_of(kind), datetime.now(UTC)) if kind else ()
        return {
            "kinds": tuple((kind_value(it), kind_title(it, self._rubrics)) for it in answer_kinds),
            "kind": kind,
            "trends": trends,
            "until_range": until_range(trends),
        }

    def _fail(self, problem: GreenroomError) -> None:
        _log.warning("%s", problem.sentence)
        if isinstance(problem, DatabaseRepairedError) and not self._read_again:
            self._read_again = True
            self.refresh()
        self.failed.emit(problem)

    def _show(self, **changes: object) -> None:
        self._view = replace(self._view, **changes)  # pyright: ignore[reportArgumentType]
        self._screen.show_view(self._view)


class Deletion(QObject):
    """Deleting with a way back: hidden at once, deleted when the message closes.

    What was begun is always finished.
    """

    said = Signal(Message)
    changed = Signal()
    """Something is hidden from now on, or shown again."""

    def __init__(self, store: SqliteStore, tasks: TaskGroup, parent: QObject | None = None) -> None:
        """Delete nothing yet.

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
        """Return the ids of sessions that count as deleted."""
        return frozenset(self._hidden)

    def delete(self, session_id: str, title: str) -> None:
        """Hide the session, and delete it for good unless that is undone."""
        self._hidden.add(session_id)
        self.changed.emit()
        self.said.emit(
            Message(
                f"“{title}” was deleted.",
                "Recordings, transcripts, and notes are gone for good once this message closes.",
                action="Undo",
                act=lambda: self._undo(session_id),
                gone=lambda: self._delete_for_good(session_id),
            )
        )

    def close(self) -> None:
        """Finish deleting what was begun."""
        self._tasks.close(last=self._store.close)

    def _undo(self, session_id: str) -> None:
        self._hidden.discard(session_id)
        self.changed.emit()

    def _delete_for_good(self, session_id: str) -> None:
        """Delete it; it stays hidden, since ids are never used again."""
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
