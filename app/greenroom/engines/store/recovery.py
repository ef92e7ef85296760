"""After a crash: recordings that nobody has analyzed yet are found and analyzed.

A session is lost if it was never finished and no program is in the middle of it. A session that was
finished without its report, because the disk was full or the program was killed, gets it too.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from greenroom.engines.store.flac_recording import turn_and_take
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.engines.store.live_lock import held_alone, is_live
from greenroom.engines.store.report_files import REPORT, remove_unfinished, write_report
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.engines.store.unfinished_work import UnfinishedWork
from greenroom.errors import GreenroomError, SoundFileError, StorageError
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.session import Answer, Session

Evaluate = Callable[[Answer, Path], Answer]
"""Returns the answer with its analysis. SoundFileError: there is no sound in the recording."""

Failed = Callable[[Answer, GreenroomError], None]
"""Takes an answer that could not be recovered, and why."""

_NOTHING_SAID = 4096  # bytes; a recording that is shorter and holds no sound never held any

_log = logging.getLogger(__name__)


def find_lost(store: SqliteStore) -> tuple[Answer, ...]:
    """Return answers that have a recording but no analysis, oldest first.

    Lost sessions are finished as of their last sound, recordings are completed, and answers that
    were being spoken are marked as recovered. A recording without a row becomes an answer without
    a question, and a folder without a row becomes a session. Each call finds them until they are
    measured or turn out to be silent; what another program is working on is left to that program.

    Raises:
        StorageError: the disk or the database fails.
    """
    work = UnfinishedWork(store.database)
    work.adopt_orphans()
    for session in work.sessions():
        with held_alone(store.folder(session.id)) as alone:
            if alone:
                _finish(store, session.id)
    given_up = work.given_up()
    lost: list[Answer] = []
    for answer in work.answers():
        folder = store.folder(answer.session_id)
        if is_live(folder):
            continue
        if given_up.get(answer.id, "") != _state(folder / answer.clip):
            lost.append(answer)
    return tuple(lost)


def recover(
    store: SqliteStore,
    lost: Sequence[Answer],
    evaluate: Evaluate,
    rubrics: Rubrics,
    failed: Failed,
) -> tuple[str, ...]:
    """Analyze lost answers and write their reports; return the ids of their sessions.

    A recording that holds nothing to analyze is given to `failed` once and for all. One that cannot
    be read does not stop the others; what another program is recovering is left to that program.

    Raises:
        StorageError: the disk or the database fails.
    """
    recovered: list[str] = []
    for session_id in dict.fromkeys(answer.session_id for answer in lost):
        folder = store.folder(session_id)
        answers = [answer for answer in lost if answer.session_id == session_id]
        with held_alone(folder) as alone:
            # All are tried, so not any().
            if alone and sum(_recover(store, answer, evaluate, failed) for answer in answers):
                _has_report(store, session_id, folder, rubrics)
                recovered.append(session_id)
    return tuple(recovered)


def write_missing_reports(store: SqliteStore, rubrics: Rubrics) -> tuple[Path, ...]:
    """Write the reports of sessions that were finished without one; return those, oldest first.

    One that cannot be written is logged: the next start tries again.

    Raises:
        StorageError: the database fails.
    """
    reports: list[Path] = []
    for session_id, folder in UnfinishedWork(store.database).finished_sessions():
        if is_live(folder) or (folder / REPORT).exists() or not folder.is_dir():
            continue
        with held_alone(folder) as alone:
            if alone and _has_report(store, session_id, folder, rubrics):
                reports.append(folder / REPORT)
    return tuple(reports)


def _has_report(store: SqliteStore, session_id: str, folder: Path, rubrics: Rubrics) -> bool:
    try:
        remove_unfinished(folder)
        write_report(store.session(session_id), folder, rubrics)
    except Exception:  # noqa: BLE001 - an old report never stands in the way of an interview
        _log.exception("No report in %s", folder.name)
        return False
    return True


def _recover(store: SqliteStore, answer: Answer, evaluate: Evaluate, failed: Failed) -> bool:
    """Tell whether the answer has an analysis that it did not have before."""
    if _analyzed(store, answer):
        return False  # by another program, since we looked
    folder = store.folder(answer.session_id)
    path = folder / answer.clip
    try:
        _complete(path)
        evaluated = evaluate(answer, path)
    except SoundFileError:
        UnfinishedWork(store.database).give_up(answer.id, _state(path))
        failed(answer, _unheard(path))
        return False
    except GreenroomError as problem:
        failed(answer, problem)
        return False
    except Exception as surprise:  # noqa: BLE001 - nor does a fault that nobody foresaw
        _log.exception("Unexpected")
        UnfinishedWork(store.database).give_up(answer.id, _state(path))
        failed(answer, _unforeseen(surprise))
        return False
    # It is out of date from here on; after a kill the next start writes it.
    (folder / REPORT).unlink(missing_ok=True)
    store.save_answer(evaluated)
    return True


def _analyzed(store: SqliteStore, answer: Answer) -> bool:
    session = store.session(answer.session_id)
    return any(other.id == answer.id and other.analysis is not None for other in session.answers)


def _unheard(path: Path) -> GreenroomError:
    if path.exists():
        return SoundFileError("Nothing can be heard in this recording.", "The file stays as it is.")
    return SoundFileError(
        "The recording is gone, so this answer gets no feedback.",
        f"If you have a copy, put it back as {path} and start Greenroom again.",
    )


def _unforeseen(surprise: Exception) -> GreenroomError:
    return GreenroomError(
        f"This answer cannot be analyzed ({type(surprise).__name__}).",
        "The recording is kept, and the log says what happened.",
    )


def _complete(path: Path) -> float | None:
    """Complete a recording; return its seconds of sound, or None if that cannot be done."""
    try:
        return repair_recording(path)
    except StorageError as problem:
        _log.warning("%s", problem.sentence)
        return None


def _state(path: Path) -> str:
    """Return what shows whether a recording has changed since."""
    try:
        state = path.stat()
    except OSError:
        return "gone"
    return f"{state.st_size}:{state.st_mtime_ns}"


def _finish(store: SqliteStore, session_id: str) -> None:
    session = store.session(session_id)
    if session.finished_at is not None:
        return  # by another program, since we looked
    folder = store.folder(session_id)
    remove_unfinished(folder)
    recordings = [path for path in sorted(folder.glob("*.flac")) if not path.is_symlink()]
    times = {path.name: _written(path) for path in recordings}  # completing changes these times
    seconds = {path.name: _complete(path) for path in recordings}
    for answer in UnfinishedWork(store.database).answers():
        if answer.session_id == session_id:
            kept = answer.clip not in seconds or _holds_speech(folder / answer.clip, seconds)
            store.save_answer(replace(answer, recovered=kept, clip=answer.clip if kept else ""))
    clips = {answer.clip for answer in session.answers}
    for path in recordings:
        if path.name not in clips and seconds[path.name] != 0:
            begin = times[path.name] - timedelta(seconds=seconds[path.name] or 0)
            store.save_answer(_unknown(session, path.name, begin))
    store.finish(session_id, max(times.values(), default=session.started_at))


def _holds_speech(path: Path, seconds: dict[str, float | None]) -> bool:
    """Tell whether there is sound, or was before the file was damaged."""
    return seconds[path.name] != 0 or path.stat().st_size >= _NOTHING_SAID


def _unknown(session: Session, clip: str, begin: datetime) -> Answer:
    """Return an answer of which nothing is known but its recording."""
    next_turn = max((answer.turn for answer in session.answers), default=0) + 1
    turn, take = turn_and_take(clip) or (next_turn, 1)
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
