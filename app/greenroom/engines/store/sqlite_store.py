"""Keeps sessions in SQLite, with recordings as files beside the database.

The database is opened at the first call, not before. All stores of a process share one connection,
so each may be called from any thread; other programs, such as the command line, may have it open
at the same time.
"""

import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from greenroom.engines.store.live_lock import LiveLock, is_live
from greenroom.engines.store.private import make_folder
from greenroom.engines.store.shared_database import SharedDatabase, share
from greenroom.engines.store.sqlite_rows import (
    answer_of,
    answer_row,
    local,
    moment,
    session_of,
    session_row,
)
from greenroom.errors import StorageError, UserError
from greenroom.feedback.session import Answer, Hit, Session
from greenroom.paths import Paths

_SAVE_SESSION = """
    INSERT INTO sessions VALUES (:id, :script_id, :title, :started_at, :finished_at, :folder)
    ON CONFLICT (id) DO UPDATE SET title = excluded.title, finished_at = excluded.finished_at
"""
_SAVE_ANSWER = """
    INSERT INTO answers (id, session_id, turn, question_id, question, rubric_id, started_at,
        follow_up, probes, target_seconds, take, clip, think_seconds, recovered, request,
        worded_by, transcript, analysis)
    VALUES (:id, :session_id, :turn, :question_id, :question, :rubric_id, :started_at,
        :follow_up, :probes, :target_seconds, :take, :clip, :think_seconds, :recovered, :request,
        :worded_by, :transcript, :analysis)
    ON CONFLICT (id) DO UPDATE SET question = excluded.question, rubric_id = excluded.rubric_id,
        started_at = excluded.started_at, target_seconds = excluded.target_seconds,
        clip = excluded.clip, think_seconds = excluded.think_seconds,
        recovered = excluded.recovered, request = excluded.request,
        transcript = excluded.transcript, analysis = excluded.analysis
"""
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
_LEAST_BEGINNING = 3
_WRITE_NOTE = """
    INSERT INTO notes (answer_id, text, changed_at) VALUES (?, ?, ?)
    ON CONFLICT (answer_id) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at
"""


class SqliteStore:
    """The port `Store`, with full-text search and notes.

    Every method raises StorageError where the disk or the database does not do as it should;
    a damaged database is set aside, and the next call begins a new one.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._shared: SharedDatabase | None = None
        self._live: dict[str, LiveLock] = {}

    def begin(self, session: Session) -> Path:
        """Make room for a session, which is under way from now on; returns its folder."""
        folder = self._paths.recordings / _folder_name(session)
        make_folder(folder)
        lock = LiveLock(folder)
        relative = folder.relative_to(self._paths.data).as_posix()
        with self._writing() as database:
            # Locked first, so that nobody takes the new session for a lost one.
            if lock.take():
                self._live[session.id] = lock
            database.execute(_SAVE_SESSION, session_row(session, relative))
        return folder

    def save_answer(self, answer: Answer) -> None:
        """Insert or replace."""
        row = answer_row(answer)
        with self._writing() as database:
            database.execute(_SAVE_ANSWER, row)

    def finish(self, session_id: str, at: datetime | None = None) -> None:
        """Mark the session as ended, now if not told otherwise."""
        with self._writing() as database:
            database.execute(
                "UPDATE sessions SET finished_at = ? WHERE id = ?",
                [moment(at or datetime.now(UTC)), session_id],
            )
        self._let_go(session_id)

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
        return session_of(row, [answer_of(answer, analyses[answer["id"]]) for answer in answers])

    def sessions(self, most: int = _ALL) -> Sequence[Session]:
        """The newest sessions, or all, newest first, without their answers' analyses."""
        with self._reading() as database:
            rows = database.execute(_NEWEST, [most]).fetchall()
            answers = database.execute(_OF_THE_NEWEST, [most]).fetchall()
        return _with_answers(rows, answers)

    def answered(self, most: int) -> Sequence[Session]:
        """The newest sessions in which something was answered, newest first, with all known."""
        with self._database() as database:
            rows = database.execute(_ANSWERED, [most]).fetchall()
        return [self.session(row["id"]) for row in rows]

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
        return _with_answers(rows, answers)

    def unmeasured(self) -> Sequence[Answer]:
        """Answers with a recording but without an analysis, oldest first."""
        with self._database() as database:
            rows = database.execute(
                "SELECT answer_heads.* FROM answer_heads JOIN answers USING (id)"
                " WHERE analysis IS NULL AND answers.clip <> '' ORDER BY started_at"
            )
            return [answer_of(row) for row in rows]

    def folder(self, session_id: str) -> Path:
        """Where the session's recordings and report lie."""
        with self._database() as database:
            return self._paths.data / self._row(database, session_id)["folder"]

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
            rows = database.execute(_SEARCH, [query, limit])
            return [_hit(row) for row in rows]

    def note(self, answer_id: str) -> str:
        """What the user wrote about an answer; empty if nothing."""
        with self._database() as database:
            row = database.execute(
                "SELECT text FROM notes WHERE answer_id = ?", [answer_id]
            ).fetchone()
        return row["text"] if row else ""

    def write_note(self, answer_id: str, text: str) -> None:
        """Keep what the user wrote about an answer, instead of what was there."""
        with self._writing() as database:
            database.execute(_WRITE_NOTE, [answer_id, text, moment(datetime.now(UTC))])

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

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Everything written in the block is kept, or nothing."""
        return self._share().write()

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


def _with_answers(rows: Sequence[sqlite3.Row], answers: Sequence[sqlite3.Row]) -> list[Session]:
    by_session: dict[str, list[Answer]] = {row["id"]: [] for row in rows}
    for answer in answers:
        by_session[answer["session_id"]].append(answer_of(answer))
    in_order = attrgetter("turn", "take", "started_at")
    return [session_of(row, sorted(by_session[row["id"]], key=in_order)) for row in rows]


def _folder_name(session: Session) -> str:
    """Readable in a file manager and unique: 2025-06-01-1430-behavioural-3f9c2a."""
    script = re.sub(r"[^a-z0-9-]+", "-", session.script_id.lower()).strip("-") or "session"
    return f"{session.started_at:%Y-%m-%d-%H%M}-{script}-{session.id[:6]}"


def _hit(row: sqlite3.Row) -> Hit:
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
        started_at=local(row["started_at"]),
        snippet=tuple((text, matches) for text, matches in parts if text),
    )
