"""The database as one store uses it: opened at the first call, repaired at need, read row by row.

All stores of a process share one connection, so each may be called from any thread; other programs,
such as the command line, may have the file open at the same time.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from greenroom.engines.store.database_repair import Repair
from greenroom.engines.store.shared_database import SharedDatabase, share
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.engines.store.sqlite_rows import UnreadableRowError, answer_of, session_of
from greenroom.errors import UserError
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths

R = TypeVar("R")
T = TypeVar("T")

HOW_TO_REPAIR = "Recover what its folder still holds with: greenroom doctor --repair"

_log = logging.getLogger(__name__)


class SessionDatabase:
    """One use of the shared connection, and the sessions and answers that its rows stand for.

    Every method raises StorageError where the disk or the database fails. A damaged database is
    repaired at once: what was to be written is written then, and whoever reads meets
    DatabaseRepairedError, and may read again. Rows that cannot be read are left out and named in
    `unreadable`.
    """

    def __init__(self, paths: Paths) -> None:
        self._path = paths.database
        self._shared: SharedDatabase | None = None
        self._unreadable: dict[str, None] = {}

    @property
    def data(self) -> Path:
        """Return the folder that the paths of rows are relative to."""
        return self._path.parent

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the names of rows that were left out of what was read so far."""
        return tuple(self._unreadable)

    def use(self) -> AbstractContextManager[sqlite3.Connection]:
        """Yield the connection; nobody else in this process uses it meanwhile."""
        return self._share().use()

    def read(self) -> AbstractContextManager[sqlite3.Connection]:
        """Yield the connection inside one transaction: all statements see the same moment."""
        return self._share().read()

    def write(self, work: Callable[[sqlite3.Connection], None], *, durable: bool = True) -> None:
        """Keep everything that `work` writes, or nothing; call it again if there was damage.

        Args:
            work: writes on the connection that it is given.
            durable: have it on the disk when this returns; else a power cut may take it back.
        """
        try:
            with self._share().write(durable=durable) as connection:
                work(connection)
        except DatabaseRepairedError:  # logged where it was repaired
            with self._share().write(durable=durable) as connection:
                work(connection)

    def keep_backup(self) -> None:
        """Keep a dated copy of what is in the database now."""
        self._share().keep_backup()

    def renew_backup(self) -> None:
        """Keep no copy but one of now, because something was deleted for good."""
        self._share().renew_backup()

    def repair(self) -> Repair:
        """Rebuild the database from all that can be recovered; a copy of the old file is kept."""
        return self._share().repair()

    def close(self) -> None:
        """Give the connection back; the next call takes it again. May be called twice."""
        if self._shared is not None:
            self._shared.release()
            self._shared = None

    def read_rows(self, read: Callable[[R], T], rows: Iterable[R]) -> list[T]:
        """Read each row; name those that cannot be read in `unreadable`."""
        readable: list[T] = []
        for row in rows:
            try:
                readable.append(read(row))
            except UnreadableRowError as problem:
                self._unreadable[str(problem)] = None
                _log.warning("Left out: %s", problem)
        return readable

    def answers(
        self, rows: Iterable[sqlite3.Row], analyses: Mapping[str, str] | None = None
    ) -> list[Answer]:
        """Return the answers of rows of the view `answer_heads`.

        Args:
            rows: in the order of the result.
            analyses: JSON by the id of the answer; an answer without one has no analysis.
        """
        texts = analyses or {}
        return self.read_rows(lambda row: answer_of(row, texts.get(row["id"])), rows)

    def session(
        self, row: sqlite3.Row, answers: Sequence[sqlite3.Row], analyses: Mapping[str, str]
    ) -> Session:
        """Return one session with its answers.

        Raises:
            UserError: the row cannot be read.
        """
        try:
            return session_of(row, self.answers(answers, analyses))
        except UnreadableRowError as problem:
            self._unreadable[str(problem)] = None
            raise UserError(f"The {problem} cannot be read.", HOW_TO_REPAIR) from problem

    def sessions(
        self, rows: Sequence[sqlite3.Row], answers: Sequence[sqlite3.Row]
    ) -> list[Session]:
        """Return sessions, each with its answers in the order in which they were given."""
        by_session: dict[str, list[Answer]] = {row["id"]: [] for row in rows}
        for answer in self.answers(answers):
            if answer.session_id in by_session:
                by_session[answer.session_id].append(answer)
        in_order = attrgetter("turn", "take", "started_at")
        return self.read_rows(
            lambda row: session_of(row, sorted(by_session[row["id"]], key=in_order)), rows
        )

    def _share(self) -> SharedDatabase:
        if self._shared is None:
            self._shared = share(self._path)
        return self._shared
