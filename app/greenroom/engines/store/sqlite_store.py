"""Sessions in SQLite, with recordings as files beside the database."""

import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from greenroom.engines.store.live_lock import LiveLock, is_live
from greenroom.engines.store.private_files import make_folder
from greenroom.engines.store.session_database import SessionDatabase
from greenroom.engines.store.sqlite_rows import (
    Row,
    answer_row,
    insert_missing,
    moment,
    session_row,
    upsert,
)
from greenroom.errors import StorageError, UserError
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths

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


class SqliteStore:
    """The port `Store`, with notes.

    Every method raises StorageError where the disk or the database fails; `database` says what
    happens then.
    """

    def __init__(self, paths: Paths) -> None:
        self.database = SessionDatabase(paths)
        self._recordings = paths.recordings
        self._live: dict[str, LiveLock] = {}
        self._rows_begun: dict[str, Row] = {}

    def begin(self, session: Session) -> Path:
        """Make room for a session, which is under way from now on; return its folder."""
        folder = self._recordings / _folder_name(session)
        make_folder(folder)
        lock = LiveLock(folder)
        relative = folder.relative_to(self.database.data).as_posix()
        # Locked first, so that nobody takes the new session for a lost one.
        if lock.take():
            self._live[session.id] = lock
        row = self._rows_begun[session.id] = session_row(session, relative)
        self.database.write(lambda connection: upsert(connection, "sessions", row), durable=False)
        return folder

    def save_answer(self, answer: Answer) -> None:
        """Insert or replace an answer with its analysis."""
        row, session = answer_row(answer), self._rows_begun.get(answer.session_id)

        def save(connection: sqlite3.Connection) -> None:
            if session:  # another program may have repaired the database meanwhile
                insert_missing(connection, "sessions", session)
            upsert(connection, "answers", row)

        # Until the session ends, its recordings are what outlives a power cut.
        self.database.write(save, durable=session is None)

    def finish(self, session_id: str, at: datetime | None = None) -> None:
        """Mark the session as ended: now, or at the given moment."""
        ended, session = moment(at or datetime.now(UTC)), self._rows_begun.get(session_id)

        def end(connection: sqlite3.Connection) -> None:
            if session:
                insert_missing(connection, "sessions", session)
            connection.execute(
                "UPDATE sessions SET finished_at = ? WHERE id = ?", [ended, session_id]
            )

        self.database.write(end)
        self._rows_begun.pop(session_id, None)
        self._let_go(session_id)
        self.database.keep_backup()

    def session(self, session_id: str) -> Session:
        """Return one session with its answers; an unambiguous beginning of the id will do.

        Raises:
            UserError: no session, or more than one, begins like this.
        """
        with self.database.read() as connection:
            row, answers = self._session_rows(connection, session_id)
            analyses = dict(
                connection.execute(
                    "SELECT id, analysis FROM answers WHERE session_id = ?", [row["id"]]
                ).fetchall()
            )
            return self.database.session(row, answers, analyses)

    def sessions(self, most: int = _ALL) -> Sequence[Session]:
        """Return the newest sessions, or all, newest first, without their answers' analyses."""
        with self.database.read() as connection:
            rows = connection.execute(_NEWEST, [most]).fetchall()
            answers = connection.execute(_OF_THE_NEWEST, [most]).fetchall()
        return self.database.sessions(rows, answers)

    def answered(self, most: int) -> Sequence[Session]:
        """Return the newest sessions in which something was answered, with all that is known."""
        with self.database.use() as connection:
            rows = connection.execute(_ANSWERED, [_ALL]).fetchall()
        answered: list[Session] = []
        for row in rows:
            if len(answered) == most:
                break
            with suppress(UserError):  # deleted meanwhile, or unreadable
                answered.append(self.session(row["id"]))
        return answered

    def folder(self, session_id: str) -> Path:
        """Return where the session's recordings and report lie."""
        with self.database.use() as connection:
            return self.database.data / str(_row(connection, session_id)["folder"])

    def delete(self, session_id: str) -> None:
        """Delete rows and files for good; nothing of the session stays in the database file.

        Raises:
            UserError: no session, or more than one, begins like this; or it is under way.
        """
        with self.database.use() as connection:
            row = _row(connection, session_id)
            self._delete_files(row["id"], self.database.data / row["folder"])
            connection.execute("DELETE FROM sessions WHERE id = ?", [row["id"]])
            # The index keeps deleted words until it is merged, the log until it is written back.
            connection.execute("INSERT INTO answers_fts(answers_fts) VALUES ('optimize')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        self._rows_begun.pop(session_id, None)
        self.database.renew_backup()

    def note(self, answer_id: str) -> str:
        """Return what the user wrote about an answer; empty if nothing."""
        with self.database.use() as connection:
            row = connection.execute(
                "SELECT text FROM notes WHERE answer_id = ?", [answer_id]
            ).fetchone()
        return row["text"] if row else ""

    def write_note(self, answer_id: str, text: str) -> None:
        """Keep what the user wrote about an answer, instead of what was there."""
        row: Row = {"answer_id": answer_id, "text": text, "changed_at": moment(datetime.now(UTC))}
        self.database.write(lambda connection: upsert(connection, "notes", row))

    def close(self) -> None:
        """Give the database back; the next call takes it again. May be called twice."""
        for session_id in list(self._live):
            self._let_go(session_id)
        self.database.close()

    def _session_rows(
        self, connection: sqlite3.Connection, beginning: str
    ) -> tuple[sqlite3.Row, list[sqlite3.Row]]:
        """Return the row of one session and those of its answers, in order."""
        row = _row(connection, beginning)
        answers = connection.execute(
            "SELECT * FROM answer_heads WHERE session_id = ? ORDER BY turn, take, started_at",
            [row["id"]],
        ).fetchall()
        return row, answers

    def _delete_files(self, session_id: str, folder: Path) -> None:
        if session_id in self._live:
            self._let_go(session_id)
        elif is_live(folder):
            raise UserError("This session is still under way.", "Finish it first, then delete it.")
        if not folder.resolve().is_relative_to(self._recordings.resolve()):
            raise StorageError(f"The folder {folder} is not one of Greenroom's, so it stays.")
        if folder.exists():
            shutil.rmtree(folder)

    def _let_go(self, session_id: str) -> None:
        if lock := self._live.pop(session_id, None):
            lock.release()


def _row(connection: sqlite3.Connection, beginning: str) -> sqlite3.Row:
    """Return the one session whose id begins like this."""
    rows = connection.execute(
        "SELECT * FROM sessions WHERE substr(id, 1, ?) = ?", [len(beginning), beginning]
    ).fetchall()
    if len(rows) == 1:
        return rows[0]
    if rows and beginning:
        raise UserError(
            f"{len(rows)} sessions begin with “{beginning}”.", "Give more letters of the id."
        )
    raise UserError(
        f"There is no session “{beginning}”.", "List them all with: greenroom sessions list"
    )


def _folder_name(session: Session) -> str:
    """Return a name, unique and readable in a file manager: 2025-06-01-1430-behavioral-3f9c2a.

    The time is this computer's, as in the list of sessions.
    """
    script = re.sub(r"[^a-z0-9-]+", "-", session.script_id.lower()).strip("-") or "session"
    return f"{session.started_at.astimezone():%Y-%m-%d-%H%M}-{script}-{session.id[:6]}"
