"""Keeps sessions in SQLite, with recordings as files beside the database.

The database is opened at the first call, not before. All stores of a process share one connection,
so each may be called from any thread; other programs, such as the command line, may have it open
at the same time.
"""

import logging
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from greenroom.engines.store.database_repair import Repair
from greenroom.engines.store.live_lock import LiveLock, is_live
from greenroom.engines.store.orphans import adopt, find_orphans
from greenroom.engines.store.private import make_folder
from greenroom.engines.store.shared_database import SharedDatabase, share
from greenroom.engines.store.sqlite_connection import DatabaseRepairedError
from greenroom.engines.store.sqlite_rows import (
    Row,
    UnreadableRowError,
    answer_of,
    answer_row,
    local,
    moment,
    named_answer,
    session_of,
    session_row,
)
from greenroom.engines.store.sqlite_tables import insert_missing, upsert, utils
from greenroom.engines.store.stored_analysis import SCHEMA
from greenroom.errors import StorageError, UserError
from greenroom.feedback.session import Answer, Hit, Session
from greenroom.paths import Paths

R = TypeVar("R")
T = TypeVar("T")

_SEARCH = """
    SELECT answers.session_id, answers.id AS answer_id, answers.question, answers.started_at,
        snippet(answers_fts, -1, char(2), char(3), '…', 16) AS snippet
    FROM answers_fts JOIN answers ON answers.number = answers_fts.rowid
    WHERE answers_fts MATCH ? ORDER BY answers_fts.rank LIMIT ?
"""
_ALL = -1
_NEWEST = "SELECT * FROM sessions ORDER BY started_at DESC LIMIT ?"
_OF_THE_NEWEST = """
    SELECT * FROM answer_heads WHERE session_id IN
        (SELECT id FROM sessions ORDER BY started_at DESC LIMIT ?)
"""
_ANSWERED = """
    SELECT id FROM sessions
    WHERE EXISTS (SELECT * FROM answers WHERE session_id = sessions.id)
    ORDER BY started_at DESC LIMIT ?
"""
HOW_TO_REPAIR = "`greenroom doctor --repair` brings back what its folder still holds."
_LEAST_BEGINNING = 3
_LATELY = 60
"""In so many sessions analyses are looked at closely: it takes a moment for each."""
_NEED_MEASURING = """
    SELECT answer_heads.* FROM answer_heads JOIN answers USING (id)
    WHERE answers.clip <> '' AND (analysis IS NULL OR answers.session_id IN
            (SELECT id FROM sessions ORDER BY started_at DESC LIMIT :lately)
        AND CASE
            WHEN NOT json_valid(analysis) THEN 1
            WHEN json_type(analysis, '$.transcript.words') IS NOT 'array' THEN 1
            WHEN json_type(analysis, '$.delivery.measures') IS NOT 'object' THEN 1
            WHEN json_type(analysis, '$.feedback') IS NOT 'object' THEN 1
            ELSE coalesce(json_extract(analysis, '$.schema'), 0) > :schema END)
    ORDER BY answers.started_at
"""
_FINISHED = """
    SELECT id, folder FROM sessions WHERE finished_at IS NOT NULL
        AND EXISTS (SELECT * FROM answers WHERE session_id = sessions.id)
    ORDER BY started_at
"""

_log = logging.getLogger(__name__)


class SqliteStore:
    """The port `Store`, with full-text search and notes.

    Every method raises StorageError where the disk or the database does not do as it should. A
    damaged database is repaired at once: what was to be written is written then, and whoever reads
    meets DatabaseRepairedError, and may read again. Rows that cannot be read are left out and
    named in `unreadable`.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._shared: SharedDatabase | None = None
        self._live: dict[str, LiveLock] = {}
        self._begun: dict[str, Row] = {}
        self._unreadable: dict[str, None] = {}

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the names of rows that were left out of what was read so far."""
        return tuple(self._unreadable)

    def begin(self, session: Session) -> Path:
        """Make room for a session, which is under way from now on; returns its folder."""
        folder = self._paths.recordings / _folder_name(session)
        make_folder(folder)
        lock = LiveLock(folder)
        relative = folder.relative_to(self._paths.data).as_posix()
        # Locked first, so that nobody takes the new session for a lost one.
        if lock.take():
            self._live[session.id] = lock
        row = self._begun[session.id] = session_row(session, relative)
        self._write(lambda database: upsert(database, "sessions", row), durable=False)
        return folder

    def save_answer(self, answer: Answer) -> None:
        """Insert or replace."""
        row, session = answer_row(answer), self._begun.get(answer.session_id)

        def save(database: sqlite3.Connection) -> None:
            if session:  # another program may have repaired the database meanwhile
                insert_missing(database, "sessions", session)
            upsert(database, "answers", row)

        # Until the session ends, its recordings are what outlives a power cut.
        self._write(save, durable=session is None)

    def finish(self, session_id: str, at: datetime | None = None) -> None:
        """Mark the session as ended, now if not told otherwise."""
        ended, session = moment(at or datetime.now(UTC)), self._begun.get(session_id)

        def end(database: sqlite3.Connection) -> None:
            if session:
                insert_missing(database, "sessions", session)
            database.execute(
                "UPDATE sessions SET finished_at = ? WHERE id = ?", [ended, session_id]
            )

        self._write(end)
        self._begun.pop(session_id, None)
        self._let_go(session_id)
        self._share().keep_backup()

    def session(self, session_id: str) -> Session:
        """One session with its answers; an unambiguous beginning of the id will do.

        Raises:
            UserError: no session, or more than one, begins like this.
        """
        with self._reading() as database:
            row = self._row(database, session_id)
            answers = database.execute(
                "SELECT * FROM answer_heads WHERE session_id = ? ORDER BY turn, take, started_at",
                [row["id"]],
            ).fetchall()
            analyses = dict(
                database.execute(
                    "SELECT id, analysis FROM answers WHERE session_id = ?", [row["id"]]
                ).fetchall()
            )
            return self._readable_session(row, answers, analyses)

    def sessions(self, most: int = _ALL) -> Sequence[Session]:
        """The newest sessions, or all, newest first, without their answers' analyses."""
        with self._reading() as database:
            rows = database.execute(_NEWEST, [most]).fetchall()
            answers = database.execute(_OF_THE_NEWEST, [most]).fetchall()
        return self._with_answers(rows, answers)

    def answered(self, most: int) -> Sequence[Session]:
        """Return the newest sessions in which something was answered, with all that is known."""
        with self._database() as database:
            rows = database.execute(_ANSWERED, [_ALL]).fetchall()
        found: list[Session] = []
        for row in rows:
            if len(found) == most:
                break
            with suppress(UserError):  # deleted meanwhile, or not to be read
                found.append(self.session(row["id"]))
        return found

    def unfinished(self) -> Sequence[Session]:
        """Sessions that are under way or were lost, newest first, without analyses."""
        with self._reading() as database:
            rows = database.execute(
                "SELECT * FROM sessions WHERE finished_at IS NULL ORDER BY started_at DESC"
            ).fetchall()
            answers = database.execute(
                "SELECT answer_heads.* FROM answer_heads JOIN sessions ON sessions.id = session_id"
                " WHERE finished_at IS NULL"
            ).fetchall()
        return self._with_answers(rows, answers)

    def unmeasured(self) -> Sequence[Answer]:
        """Return answers with a recording but without an analysis of today's schema, oldest first.

        An analysis that cannot be read, or that a newer version wrote, can be made again.
        """
        with self._database() as database:
            return self._answers(
                database.execute(_NEED_MEASURING, {"schema": SCHEMA, "lately": _LATELY})
            )

    def adopt_orphans(self) -> Sequence[str]:
        """Make sessions of folders that no row knows; return their ids.

        What has no report counts as cut off, so that its recordings are found like lost ones.
        """
        data = self._paths.data
        with self._reading() as database:
            orphans = find_orphans(database, data)
        adopted: list[str] = []
        if orphans:
            self._write(lambda database: adopted.extend(adopt(database, orphans, data)))
        return adopted

    def give_up(self, answer_id: str, recording: str) -> None:
        """Remember that an answer's recording in this state cannot be analyzed."""

        def mark(database: sqlite3.Connection) -> None:
            database.execute("UPDATE answers SET given_up = ? WHERE id = ?", [recording, answer_id])

        self._write(mark)

    def given_up(self) -> Mapping[str, str]:
        """The states of recordings that cannot be analyzed, by the ids of their answers."""
        with self._database() as database:
            rows = database.execute("SELECT id, given_up FROM answers WHERE given_up <> ''")
            return dict(rows.fetchall())

    def finished(self) -> Sequence[tuple[str, Path]]:
        """The ids and folders of finished sessions with answers, oldest first."""
        with self._database() as database:
            rows = database.execute(_FINISHED).fetchall()
        return [(row["id"], self._paths.data / row["folder"]) for row in rows]

    def folder(self, session_id: str) -> Path:
        """Where the session's recordings and report lie."""
        with self._database() as database:
            return self._paths.data / str(self._row(database, session_id)["folder"])

    def delete(self, session_id: str) -> None:
        """For good: rows and files; nothing of it stays in the database file.

        Raises:
            UserError: no session, or more than one, begins like this; or it is under way.
        """
        with self._database() as database:
            row = self._row(database, session_id)
            self._delete_files(row["id"], self._paths.data / row["folder"])
            database.execute("DELETE FROM sessions WHERE id = ?", [row["id"]])
            # The index keeps deleted words until it is merged, the log until it is written back.
            database.execute("INSERT INTO answers_fts(answers_fts) VALUES ('optimize')")
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._begun.pop(session_id, None)
        self._share().renew_backup()

    def search(self, text: str, limit: int = 50) -> Sequence[Hit]:
        """Answers with all of these words in question or transcript, best first.

        Forms of a word count as the word; the last may be only the beginning of one, from
        three letters on, for half of all words begin with some single letters.
        """
        words = re.findall(r"\w+", text)
        if not words:
            return []
        query = " ".join(f'"{word}"' for word in words)
        if len(words[-1]) >= _LEAST_BEGINNING:
            query += "*"
        with self._database() as database:
            return self._read(_hit, utils(database).query(_SEARCH, [query, limit]))

    def note(self, answer_id: str) -> str:
        """What the user wrote about an answer; empty if nothing."""
        with self._database() as database:
            row = database.execute(
                "SELECT text FROM notes WHERE answer_id = ?", [answer_id]
            ).fetchone()
        return row["text"] if row else ""

    def write_note(self, answer_id: str, text: str) -> None:
        """Keep what the user wrote about an answer, instead of what was there."""
        row: Row = {"answer_id": answer_id, "text": text, "changed_at": moment(datetime.now(UTC))}
        self._write(lambda database: upsert(database, "notes", row))

    def repair(self) -> Repair:
        """Have the database hold all that can be had; what was there is set aside as a copy."""
        return self._share().repair()

    def close(self) -> None:
        """Give the database back; the next call takes it again. May be called twice."""
        for session_id in list(self._live):
            self._let_go(session_id)
        if self._shared is not None:
            self._shared.release()
            self._shared = None

    def _database(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._share().use()

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything read in the block is of one moment."""
        return self._share().read()

    def _write(self, work: Callable[[sqlite3.Connection], None], *, durable: bool = True) -> None:
        """Have everything that `work` writes kept, or nothing; again if there was damage."""
        try:
            with self._share().write(durable=durable) as database:
                work(database)
        except DatabaseRepairedError:  # logged where it was repaired
            with self._share().write(durable=durable) as database:
                work(database)

    def _share(self) -> SharedDatabase:
        if self._shared is None:
            self._shared = share(self._paths.database)
        return self._shared

    def _row(self, database: sqlite3.Connection, beginning: str) -> sqlite3.Row:
        """The one session whose id begins like this."""
        rows = database.execute(
            "SELECT * FROM sessions WHERE substr(id, 1, ?) = ?", [len(beginning), beginning]
        ).fetchall()
        if len(rows) == 1:
            return rows[0]
        if rows and beginning:
            raise UserError(
                f"{len(rows)} sessions begin with “{beginning}”.", "Give more letters of the id."
            )
        raise UserError(
            f"There is no session “{beginning}”.", "`greenroom sessions list` shows all of them."
        )

    def _readable_session(
        self, row: sqlite3.Row, answers: Sequence[sqlite3.Row], analyses: Mapping[str, str]
    ) -> Session:
        try:
            return session_of(row, self._answers(answers, analyses))
        except UnreadableRowError as problem:
            self._unreadable[str(problem)] = None
            raise UserError(
                f"The {problem} cannot be read.",
                HOW_TO_REPAIR,
            ) from problem

    def _answers(
        self, rows: Iterable[sqlite3.Row], analyses: Mapping[str, str] | None = None
    ) -> list[Answer]:
        known = analyses or {}
        return self._read(lambda row: answer_of(row, known.get(row["id"])), rows)

    def _read(self, read: Callable[[R], T], rows: Iterable[R]) -> list[T]:
        """Read each row; those that cannot be read are named in `unreadable`."""
        found: list[T] = []
        for row in rows:
            try:
                found.append(read(row))
            except UnreadableRowError as problem:
                self._unreadable[str(problem)] = None
                _log.warning("Left out: %s", problem)
        return found

    def _with_answers(
        self, rows: Sequence[sqlite3.Row], answers: Sequence[sqlite3.Row]
    ) -> list[Session]:
        by_session: dict[str, list[Answer]] = {row["id"]: [] for row in rows}
        for answer in self._answers(answers):
            if answer.session_id in by_session:
                by_session[answer.session_id].append(answer)
        in_order = attrgetter("turn", "take", "started_at")
        return self._read(
            lambda row: session_of(row, sorted(by_session[row["id"]], key=in_order)), rows
        )

    def _delete_files(self, session_id: str, folder: Path) -> None:
        if session_id in self._live:
            self._let_go(session_id)
        elif is_live(folder):
            raise UserError("This session is under way.", "Finish it first, then delete it.")
        if not folder.resolve().is_relative_to(self._paths.recordings.resolve()):
            raise StorageError(f"The folder {folder} is not one of Greenroom's; it stays.")
        if folder.exists():
            shutil.rmtree(folder)

    def _let_go(self, session_id: str) -> None:
        if lock := self._live.pop(session_id, None):
            lock.release()


def _folder_name(session: Session) -> str:
    """Return a name, unique and readable in a file manager: 2025-06-01-1430-behavioural-3f9c2a.

    The time is this computer's, as in the list of sessions.
    """
    script = re.sub(r"[^a-z0-9-]+", "-", session.script_id.lower()).strip("-") or "session"
    return f"{session.started_at.astimezone():%Y-%m-%d-%H%M}-{script}-{session.id[:6]}"


def _hit(row: Mapping[str, Any]) -> Hit:
    # The snippet marks what was found with \x02 before and \x03 behind.
    before, *found = row["snippet"].split("\x02")
    parts = [(before, False)]
    for piece in found:
        match, _, after = piece.partition("\x03")
        parts += [(match, True), (after, False)]
    return Hit(
        session_id=row["session_id"],
        answer_id=row["answer_id"],
        question=row["question"],
        started_at=_local(row),
        snippet=tuple((text, matches) for text, matches in parts if text),
    )


def _local(row: Mapping[str, Any]) -> datetime:
    try:
        return local(row["started_at"])
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableRowError(named_answer(row["session_id"])) from error
