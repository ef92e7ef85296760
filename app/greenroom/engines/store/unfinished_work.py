"""What a crash, a full disk or a newer version left to do, as the database knows it."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from greenroom.engines.store.orphans import adopt, find_orphans
from greenroom.engines.store.session_database import SessionDatabase
from greenroom.engines.store.stored_analysis import SCHEMA
from greenroom.feedback.session import Answer, Session

_LATELY = 60
"""How many of the newest sessions have their analyses checked closely; each takes a moment."""

_UNFINISHED = "SELECT * FROM sessions WHERE finished_at IS NULL ORDER BY started_at DESC"
_OF_UNFINISHED = """
    SELECT answer_heads.* FROM answer_heads JOIN sessions ON sessions.id = session_id
    WHERE finished_at IS NULL
"""
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


class UnfinishedWork:
    """Sessions without an end and answers without an analysis.

    Every method raises StorageError where the disk or the database fails.
    """

    def __init__(self, database: SessionDatabase) -> None:
        self._database = database

    def sessions(self) -> Sequence[Session]:
        """Return sessions that are under way or were lost, newest first, without analyses."""
        with self._database.read() as connection:
            rows = connection.execute(_UNFINISHED).fetchall()
            answers = connection.execute(_OF_UNFINISHED).fetchall()
        return self._database.sessions(rows, answers)

    def answers(self) -> Sequence[Answer]:
        """Return answers with a recording but without an analysis of today's schema, oldest first.

        An analysis that cannot be read, or that a newer version wrote, can be made again.
        """
        with self._database.use() as connection:
            return self._database.answers(
                connection.execute(_NEED_MEASURING, {"schema": SCHEMA, "lately": _LATELY})
            )

    def adopt_orphans(self) -> Sequence[str]:
        """Make sessions of folders that no row knows; return their ids.

        What has no report counts as cut off, so that its recordings are found like lost ones.
        """
        data = self._database.data
        with self._database.read() as connection:
            orphans = find_orphans(connection, data)
        adopted: list[str] = []
        if orphans:
            self._database.write(
                lambda connection: adopted.extend(adopt(connection, orphans, data))
            )
        return adopted

    def give_up(self, answer_id: str, recording: str) -> None:
        """Remember that an answer's recording in this state cannot be analyzed."""

        def mark(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE answers SET given_up = ? WHERE id = ?", [recording, answer_id]
            )

        self._database.write(mark)

    def given_up(self) -> Mapping[str, str]:
        """Return the states of recordings that cannot be analyzed, by the ids of their answers."""
        with self._database.use() as connection:
            rows = connection.execute("SELECT id, given_up FROM answers WHERE given_up <> ''")
            return dict(rows.fetchall())

    def finished_sessions(self) -> Sequence[tuple[str, Path]]:
        """Return the ids and folders of finished sessions with answers, oldest first."""
        with self._database.use() as connection:
            rows = connection.execute(_FINISHED).fetchall()
        return [(row["id"], self._database.data / row["folder"]) for row in rows]
