"""After a crash: which recordings are there that nobody has heard yet?

A session is lost if it was never finished and no program is in the middle of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from greenroom.engines.store.flac_mending import mend
from greenroom.engines.store.flac_recording import turn_and_take
from greenroom.engines.store.live_lock import is_live
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.feedback.session import Answer, Session


def find_lost(store: SqliteStore) -> tuple[Answer, ...]:
    """Answers that have a recording but no analysis, oldest first; to be transcribed and measured.

    Lost sessions are finished as of their last sound, their recordings completed, and answers
    that were being spoken are marked as recovered. A recording that the database does not know
    becomes an answer without a question, and a folder that it does not know a session. Until the
    answers are measured, each call finds them.

    Raises:
        StorageError: the disk or the database does not do as it should.
    """
    store.adopt_orphans()
    unfinished = store.unfinished()
    live = {session.id for session in unfinished if is_live(store.folder(session.id))}
    unheard = store.unmeasured()
    for session in unfinished:
        if session.id not in live:
            _finish(store, session, [it for it in unheard if it.session_id == session.id])
    return tuple(answer for answer in store.unmeasured() if answer.session_id not in live)


def _finish(store: SqliteStore, session: Session, unheard: Sequence[Answer]) -> None:
    recordings = sorted(store.folder(session.id).glob("*.flac"))
    written = {path.name: _written(path) for path in recordings}  # mending changes these times
    seconds = {path.name: mend(path) for path in recordings}
    for answer in unheard:
        heard = seconds.get(answer.clip, 0) > 0
        store.save_answer(replace(answer, recovered=heard, clip=answer.clip if heard else ""))
    known = {answer.clip for answer in session.answers}
    for path in recordings:
        if path.name not in known and seconds[path.name]:
            begin = written[path.name] - timedelta(seconds=seconds[path.name])
            store.save_answer(_unknown(session, path.name, begin))
    store.finish(session.id, max(written.values(), default=session.started_at))


def _unknown(session: Session, clip: str, begin: datetime) -> Answer:
    """An answer of which nothing is known but its recording."""
    turn, take = turn_and_take(clip) or (max((it.turn for it in session.answers), default=0) + 1, 1)
    return Answer(
        id=uuid4().hex,
        session_id=session.id,
        turn=turn,
        take=take,
        question_id="",
        question="",
        rubric_id="",
        started_at=begin,
        clip=clip,
        recovered=True,
    )


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
