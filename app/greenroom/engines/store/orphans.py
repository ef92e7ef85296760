"""Folders that belong to no session in the database, and sessions made of them.

A folder with a report becomes the session that the report describes. One with recordings alone
becomes a session that was cut off, so that they are transcribed like those that a crash left.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from greenroom.engines.store.live_lock import is_live
from greenroom.engines.store.saved_report import SAVED, read_report
from greenroom.engines.store.sqlite_rows import answer_row, insert_missing, session_row
from greenroom.feedback.session import Session
from greenroom.renamed_ids import current_id

_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{4}-(?P<script>.+)-(?P<id>[0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class Orphan:
    """A session as its folder describes it; `folder` is relative to the data folder."""

    session: Session
    folder: str


def find_orphans(connection: sqlite3.Connection, data: Path) -> list[Orphan]:
    """Return what is under `data`/sessions, in no row and not under way; oldest first."""
    registered = {row["folder"] for row in connection.execute("SELECT folder FROM sessions")}
    orphans: list[Orphan] = []
    for folder in session_folders(data):
        relative = folder.relative_to(data).as_posix()
        if relative not in registered and not is_live(folder):
            orphans.append(Orphan(read_report(folder) or _cut_off(folder), relative))
    return orphans


def session_folders(data: Path) -> list[Path]:
    """Return the folders with recordings or a report; links do not count."""
    try:
        folders = sorted((data / "sessions").iterdir())
    except OSError:
        return []
    return [folder for folder in folders if not folder.is_symlink() and _holds_something(folder)]


def adopt(connection: sqlite3.Connection, orphans: Sequence[Orphan], data: Path) -> list[str]:
    """Insert these sessions and their answers; return the ids of those that were not there."""
    adopted: list[str] = []
    for orphan in orphans:
        session = orphan.session
        taken = connection.execute("SELECT 1 FROM sessions WHERE folder = ?", [orphan.folder])
        if taken.fetchone():  # another program was faster
            continue
        if not insert_missing(connection, "sessions", session_row(session, orphan.folder)):
            _find_again(connection, orphan, data)
            continue
        for answer in session.answers:
            insert_missing(connection, "answers", answer_row(answer))
        adopted.append(session.id)
    return adopted


def _find_again(connection: sqlite3.Connection, orphan: Orphan, data: Path) -> None:
    """Update the folder of a session that was renamed; a mere copy of it changes nothing."""
    row = connection.execute("SELECT folder FROM sessions WHERE id = ?", [orphan.session.id])
    if not (data / row.fetchone()["folder"]).is_dir():
        connection.execute(
            "UPDATE sessions SET folder = ? WHERE id = ?", [orphan.folder, orphan.session.id]
        )


def _holds_something(folder: Path) -> bool:
    try:
        return (folder / SAVED).is_file() or any(recordings(folder))
    except OSError:
        return False


def recordings(folder: Path) -> list[Path]:
    """Return the recordings in a session's folder, without links."""
    return [path for path in folder.glob("*.flac") if path.is_file() and not path.is_symlink()]


def _cut_off(folder: Path) -> Session:
    """Return a session with what its folder's name and files show."""
    name = _NAME.fullmatch(folder.name)
    begin = name["id"] if name else ""
    script = current_id(name["script"]) if name else ""
    times = [path.stat().st_mtime for path in recordings(folder)] or [folder.stat().st_mtime]
    return Session(
        id=begin + uuid4().hex[len(begin) :],
        script_id=script or "unknown",
        title=script.replace("-", " ").capitalize() or "Unknown",
        started_at=datetime.fromtimestamp(min(times), UTC),
    )
