"""What the history shows, and what becomes of what the user wants there."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from greenroom.content import load_rubrics
from greenroom.engines.store.answer_search import search_answers
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.engines.store.sqlite_history import Listed, SqliteHistory
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Hit
from greenroom.paths import Paths
from greenroom.practice.progress import Measured, kinds
from greenroom.structure.rubric import Rubric
from greenroom.ui.history.lines import (
    found_answers,
    kind_of,
    kind_title,
    kind_value,
    sections,
    trend_lines,
    until_range,
)
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.history.view import HistoryView
from greenroom.ui.services.background import TaskGroup

_log = logging.getLogger(__name__)


class HistoryController(QObject):
    """Reads sessions first and measures behind them; its screen knows only the view."""

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
        """Nothing is read yet.

        Args:
            screen: shows what this one knows.
            store: this one's own, used by `tasks` alone.
            tasks: this one's own.
            paths: for the titles of rubrics.
            hidden: tells the ids of sessions that count as deleted.
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
        self._measured: Sequence[Measured] = ()
        self._rubrics: Mapping[str, Rubric] = {}
        screen.search_wanted.connect(self._search)
        screen.kind_chosen.connect(self._choose_kind)
        screen.delete_wanted.connect(self._delete)

    def refresh(self) -> None:
        """Read everything again: first what is seen first."""
        self._tasks.run(self._store.overview, self._know_sessions, self._fail)
        if self._view.query:
            self._search(self._view.query)

    def show_again(self) -> None:
        """Something is hidden now, or is not any more."""
        self._show(**self._sessions(), **self._found(), **self._progress())

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close(last=self._store.close)

    def _know_sessions(self, listed: Sequence[Listed]) -> None:
        self._listed = listed
        self._read_again = False
        self._show(loading=False, **self._sessions())
        self._tasks.run(self._read_progress, self._know_progress, self._fail)

    def _read_progress(self) -> tuple[Sequence[Measured], Mapping[str, Rubric]]:
        return self._store.measured(), self._rubrics or load_rubrics(self._paths)

    def _know_progress(self, known: tuple[Sequence[Measured], Mapping[str, Rubric]]) -> None:
        self._measured, self._rubrics = known
        self._show(**self._progress())

    def _search(self, query: str) -> None:
        def know(hits: Sequence[Hit]) -> None:
            self._hits = hits
            self._show(query=query, **self._found())

        self._tasks.run(lambda: search_answers(self._store.database, query), know, self._fail)

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

    def _found(self) -> dict[str, object]:
        shown = [hit for hit in self._hits if hit.session_id not in self._hidden()]
        return {"found": found_answers(shown, datetime.now(UTC))}

    def _progress(self) -> dict[str, object]:
        shown = [it for it in self._measured if it.session_id not in self._hidden()]
        there = kinds(shown)
        values = [kind_value(kind) for kind in there]
        kind = self._view.kind if self._view.kind in values else next(iter(values), "")
        trends = trend_lines(shown, kind_of(kind), datetime.now(UTC)) if kind else ()
        return {
            "kinds": tuple((kind_value(it), kind_title(it, self._rubrics)) for it in there),
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

    def _show(self, **what: object) -> None:
        self._view = replace(self._view, **what)  # pyright: ignore[reportArgumentType]
        self._screen.show_view(self._view)
