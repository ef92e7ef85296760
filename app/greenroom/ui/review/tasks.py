"""The review's work beside the main thread: reading, evaluating again, finding the pitch."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject

from greenroom.content import load_rubrics
from greenroom.content.answer_keys import AnswerKeyLibrary
from greenroom.engines.sound.file import read_recording
from greenroom.engines.store.report_files import export, write_report
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer, Session
from greenroom.formatting import when
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator
from greenroom.live.measurement.prosody_process import ProsodyProcess, with_melody
from greenroom.paths import Paths
from greenroom.speech.clip import Clip
from greenroom.speech.transcript_correction import corrected
from greenroom.speech.waveform import shape
from greenroom.structure.rubric import Rubric
from greenroom.ui.review.comparison import Comparison, comparison
from greenroom.ui.review.view import (
    OpenedAnswer,
    ReviewView,
    answer_heads,
    opened_answer,
    take_heads,
)
from greenroom.ui.services.background import TaskGroup

_SLICES = 2_000

_log = logging.getLogger(__name__)

OnAnswer = Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A session without analyses, and one of its answers with its own."""

    session: Session
    answer: Answer | None
    view: ReviewView


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of an answer and its shape."""

    clip: Clip
    peaks: tuple[float, ...]


class ReviewWork:
    """Reading and writing answers; every method blocks and belongs on one executor."""

    def __init__(self, store: SqliteHistory, paths: Paths) -> None:
        self._store = store
        self._paths = paths

    def read(self, session_id: str, answer_id: str) -> OpenedSession:
        """Read a session, opened at this answer or else at its first.

        Raises:
            UserError: there is no such session any more.
        """
        session = self._store.heads(session_id)
        answers = session.answers_given
        ids = [answer.id for answer in answers]
        shown_id = answer_id if answer_id in ids else next(iter(ids), "")
        answer = self._store.answer(shown_id) if shown_id else None
        view = ReviewView(
            session_id=session.id,
            title=session.title,
            when=when(session.started_at, datetime.now(UTC)),
            loading=False,
            answers=answer_heads(answers),
            opened=self.opened(session, answer) if answer else None,
        )
        return OpenedSession(session, answer, view)

    def opened(self, session: Session, answer: Answer) -> OpenedAnswer:
        """Return what is shown of one answer of a session."""
        heads = answer_heads(session.answers_given)
        label = next(head.label for head in heads if head.id == answer.id)
        takes = take_heads(self._store.takes(answer), answer, datetime.now(UTC))
        return opened_answer(answer, label, self._rubrics, self._store.note(answer.id), takes)

    def recording(self, answer: Answer) -> Recording:
        """Read the recording of an answer.

        Raises:
            SoundFileError: it is gone, or cannot be read.
        """
        clip = read_recording(self._store.folder(answer.session_id) / answer.clip)
        return Recording(clip, shape(clip, _SLICES))

    def session_of(self, answer_id: str) -> str:
        """Return the id of the session that an answer belongs to."""
        return self._store.answer(answer_id).session_id

    def compare(self, answer: Answer, other_id: str) -> Comparison | None:
        """Compare two takes; return None if one is not analyzed."""
        other = self._store.answer(other_id)
        return comparison(answer, other, self._rubrics, datetime.now(UTC))

    def correct(self, answer: Answer, word: int, text: str) -> Answer:
        """Return the answer with a corrected word, evaluated again; not kept yet."""
        assert answer.analysis is not None
        transcript = corrected(answer.analysis.transcript, word, text)
        evaluator = AnswerEvaluator(self._rubrics, AnswerKeyLibrary(self._paths).key)
        return evaluator.reevaluate(answer, transcript)

    def keep(self, answer: Answer) -> None:
        """Keep what is known of an answer."""
        self._store.save_answer(answer)

    def keep_pitch(self, with_pitch: Answer) -> Answer | None:
        """Keep an answer's pitch; return None if its words were corrected meanwhile."""
        stored = self._store.answer(with_pitch.id)
        if stored.analysis is None or with_pitch.analysis is None:
            return None
        if stored.analysis.transcript != with_pitch.analysis.transcript:
            return None
        delivery = with_pitch.analysis.delivery
        kept = replace(stored, analysis=replace(stored.analysis, delivery=delivery))
        self._store.save_answer(kept)
        return kept

    def keep_note(self, answer_id: str, text: str) -> None:
        """Keep the user's notes."""
        self._store.write_note(answer_id, text)

    def write_report(self, session_id: str) -> None:
        """Write the report beside the recordings, to say the same as the screen."""
        folder = self._store.folder(session_id)
        write_report(self._store.session(session_id), folder, self._rubrics)

    def export(self, session_id: str, into: Path) -> Path:
        """Copy recordings and report into a new folder inside `into`, and return it."""
        source = self._store.folder(session_id)
        target = _free(into / source.name)
        export(self._store.session(session_id), source, target, self._rubrics)
        return target

    def folder(self, session_id: str) -> Path:
        """Return where the recordings lie."""
        return self._store.folder(session_id)

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    @cached_property
    def _rubrics(self) -> Mapping[str, Rubric]:
        return load_rubrics(self._paths)


class PitchFinder(QObject):
    """A search for the pitch of the answers that are reviewed, one by one, each once."""

    def __init__(
        self, process: ProsodyProcess, tasks: TaskGroup, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._tasks = tasks
        self._asked: set[str] = set()

    def warm_up(self) -> None:
        """Have everything compiled before the first answer is reviewed."""
        self._tasks.run(self._process.warm_up, lambda _: None, log_pitch_failure, lasting=True)

    def find(self, answer: Answer, clip: Clip, on_done: OnAnswer) -> None:
        """Find the pitch of an answer, unless it is known or was looked for.

        Args:
            answer: with its words.
            clip: its sound.
            on_done: takes the answer with its pitch, which is not kept yet.
        """
        if answer.id in self._asked or not lacks_pitch(answer):
            return
        self._asked.add(answer.id)
        self._tasks.run(
            lambda: with_pitch(answer, clip, self._process),
            lambda result: on_done(result) if result else None,
            log_pitch_failure,
            lasting=True,
        )

    def close(self) -> None:
        """End what is under way."""
        self._process.close()
        self._tasks.close()


def lacks_pitch(answer: Answer) -> bool:
    """Return whether an answer has sound and words, and no pitch yet."""
    return bool(answer.analysis and answer.clip and answer.analysis.delivery.contour is None)


def with_pitch(answer: Answer, clip: Clip, process: ProsodyProcess) -> Answer | None:
    """Return the answer with its pitch; None where it could not be measured."""
    analysis = with_melody(answer.analysis, clip, process) if answer.analysis else None
    return replace(answer, analysis=analysis) if analysis else None


def log_pitch_failure(problem: GreenroomError) -> None:
    """Log why a pitch was not found or kept, and say nothing: nobody asked for it."""
    _log.warning("no pitch line: %s", problem)


def _free(target: Path) -> Path:
    """Return the folder, or one beside it with a number if it is there already."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    return free
