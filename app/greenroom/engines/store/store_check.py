"""The check whether everything in the database can be read, and the repair of what cannot."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from greenroom.engines.store.orphans import find_orphans
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.stored_analysis import analysis_of_json
from greenroom.paths import Paths


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """What a check of the database showed.

    Attributes:
        sessions: how many can be read.
        damage: what SQLite says about the file; empty if it is intact.
        unreadable: names of sessions and answers that cannot be read.
        unmeasured: how many analyses cannot be read; their recordings can be measured again.
        orphans: folders that no session knows.
    """

    sessions: int
    damage: str
    unreadable: tuple[str, ...]
    unmeasured: int
    orphans: tuple[Path, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing needs to be repaired."""
        return not (self.damage or self.unreadable or self.unmeasured or self.orphans)

    @property
    def sentence(self) -> str:
        """Return the result, in words."""
        parts = [_counted(self.sessions, "session") + " can be read"]
        if self.damage:
            parts.append("the database is damaged")
        if self.unreadable:
            parts.append(f"unreadable: {', '.join(self.unreadable)}")
        if self.unmeasured:
            parts.append(_counted(self.unmeasured, "answer") + " without readable feedback")
        if self.orphans:
            parts.append(_counted(len(self.orphans), "folder") + " without a session")
        return "; ".join(parts)


def check_store(paths: Paths) -> StoreCheck:
    """Read everything that the database holds.

    Raises:
        StorageError: it cannot be opened, or was damaged and has been repaired.
    """
    if not paths.database.exists():
        return StoreCheck(0, "", (), 0, ())
    with closing(SqliteStore(paths)) as store:
        readable = store.sessions()
        with store.database.read() as connection:
            damage = _damage(connection)
            unmeasured = _unreadable_analyses(connection)
            orphans = find_orphans(connection, paths.data)
        return StoreCheck(
            len(readable),
            damage,
            store.database.unreadable,
            len(unmeasured),
            tuple(paths.data / orphan.folder for orphan in orphans),
        )


def repair_store(paths: Paths) -> Iterator[str]:
    """Recover all that can be recovered; yield what was done, sentence by sentence.

    Raises:
        StorageError: the disk is full or failed.
    """
    state = check_store(paths)
    if state.is_whole:
        yield f"{state.sentence}. Nothing needs to be repaired."
        return
    with closing(SqliteStore(paths)) as store:
        repair = store.database.repair()
    yield repair.sentence
    yield repair.hint


def _damage(connection: sqlite3.Connection) -> str:
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return "" if verdict == "ok" else str(verdict)


def _unreadable_analyses(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT id, analysis FROM answers WHERE analysis IS NOT NULL")
    return [row["id"] for row in rows if analysis_of_json(str(row["analysis"])) is None]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
