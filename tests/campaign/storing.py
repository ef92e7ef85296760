"""Stores sessions, reports and settings without a pause: `python -m campaign.storing DATA SAID`.

Each line is appended to SAID only when the program has been told that the thing is kept.
"""

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from greenroom.engines.store.private_files import write_text
from greenroom.engines.store.report_files import REPORT
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.settings_file import save

CONTENT = "What was said, and what was missing.\n" * 1_000


def main() -> None:
    """Go on until killed."""
    data, said = map(Path, sys.argv[1:])
    paths = Paths.under(data)
    paths.prepare()
    store = SqliteStore(paths)
    with said.open("a", encoding="utf-8") as file:
        for number in count():
            session_id = _store_one(store)
            print(f"session {session_id}", file=file, flush=True)
            report = store.folder(session_id) / REPORT
            write_text(report, CONTENT)
            print(f"report {report.relative_to(data)}", file=file, flush=True)
            questions = number % 50 + 1
            save(Settings(questions=questions), data / "settings.json")
            print(f"settings {questions}", file=file, flush=True)


def _store_one(store: SqliteStore) -> str:
    now = datetime.now(UTC)
    session = Session(uuid4().hex, "campaign", "Campaign", now)
    store.begin(session)
    store.save_answer(Answer(uuid4().hex, session.id, 1, "q", "What?", "star", now))
    store.finish(session.id)
    return session.id


if __name__ == "__main__":
    main()
