"""What the review has done for it beside the window: reading, judging again, writing. It blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from greenroom.content import load_rubrics
from greenroom.content.answer_keys import AnswerKeyLibrary
from greenroom.engines.sound.file import read_recording
from greenroom.engines.store.report_files import export, write_report
from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.feedback.session import Answer, Session
from greenroom.formatting import when
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator
from greenroom.paths import Paths
from greenroom.speech.clip import Clip
from greenroom.speech.transcript_correction import corrected
from greenroom.speech.waveform import shape
from greenroom.structure.rubric import Rubric
from greenroom.ui.review.comparison import comparison
from greenroom.ui.review.presentation import heads, opened, takes
from greenroom.ui.review.view import Comparison, Opened, ReviewView

_SLICES = 2_000


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: a session without analyses, one of its answers with its own."""

    session: Session
    answer: Answer | None
    view: ReviewView


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording and its shape."""

    clip: Clip
    peaks: tuple[float, ...]


class ReviewWork:
    """Every method belongs on one executor; the store is this one's own."""

    def __init__(self, store: SqliteHistory, paths: Paths) -> None:
        self._store = store
        self._paths = paths

    def read(self, session_id: str, answer_id: str) -> Read:
        """A session opened at this answer, or else at its first.

        Raises:
            UserError: there is no such session any more.
        """
        session = self._store.heads(session_id)
        answers = _answers(session)
        name = answer_id if answer_id in {it.id for it in answers} else ""
        name = name or (answers[0].id if answers else "")
        answer = self._store.answer(name) if name else None
        view = ReviewView(
            session_id=session.id,
            title=session.title,
            when=when(session.started_at, datetime.now(UTC)),
            loading=False,
            answers=heads(answers),
            opened=self.opened(session, answer) if answer else None,
        )
        return Read(session, answer, view)

    def opened(self, session: Session, answer: Answer) -> Opened:
        """What is shown of one answer of a session."""
        label = next(head.label for head in heads(_answers(session)) if head.id == answer.id)
        others = takes(self._store.takes(answer), answer, datetime.now(UTC))
        return opened(answer, label, self._rubrics, self._store.note(answer.id), others)

    def sound(self, answer: Answer) -> Sound:
        """The recording of an answer.

        Raises:
            SoundFileError: it is gone, or cannot be read.
        """
        clip = read_recording(self._store.folder(answer.session_id) / answer.clip)
        return Sound(clip, shape(clip, _SLICES))

    def session_of(self, answer_id: str) -> str:
        """The id of the session that an answer belongs to."""
        return self._store.answer(answer_id).session_id

    def compare(self, answer: Answer, other_id: str) -> Comparison | None:
        """Two takes side by side; None if one is not analysed."""
        other = self._store.answer(other_id)
        return comparison(answer, other, self._rubrics, datetime.now(UTC))

    def correct(self, answer: Answer, word: int, text: str) -> Answer:
        """The answer with a word put right, judged again; not kept yet."""
        assert answer.analysis is not None
        transcript = corrected(answer.analysis.transcript, word, text)
        evaluator = AnswerEvaluator(self._rubrics, AnswerKeyLibrary(self._paths).key)
        return evaluator.reevaluate(answer, transcript)

    def keep(self, answer: Answer) -> None:
        """Keep what is known of an answer."""
        self._store.save_answer(answer)

    def keep_melody(self, found: Answer) -> Answer | None:
        """Keep an answer's melody; None if its words were corrected meanwhile."""
        now = self._store.answer(found.id)
        if now.analysis is None or found.analysis is None:
            return None
        if now.analysis.transcript != found.analysis.transcript:
            return None
        kept = replace(now, analysis=replace(now.analysis, delivery=found.analysis.delivery))
        self._store.save_answer(kept)
        return kept

    def keep_note(self, answer_id: str, text: str) -> None:
        """Keep the user's notes."""
        self._store.write_note(answer_id, text)

    def write_report(self, session_id: str) -> None:
        """Have the report beside the recordings say the same as the screen."""
        folder = self._store.folder(session_id)
        write_report(self._store.session(session_id), folder, self._rubrics)

    def export(self, session_id: str, into: Path) -> Path:
        """Copy recordings and report into a new folder of that folder; returns it."""
        source = self._store.folder(session_id)
        target = _free(into / source.name)
        export(self._store.session(session_id), source, target, self._rubrics)
        return target

    def folder(self, session_id: str) -> Path:
        """Where the recordings lie."""
        return self._store.folder(session_id)

    def close(self) -> None:
        """Nothing is read any more."""
        self._store.close()

    @cached_property
    def _rubrics(self) -> Mapping[str, Rubric]:
        return load_rubrics(self._paths)


def _answers(session: Session) -> list[Answer]:
    """What was said to answer, not to ask for something."""
    return [answer for answer in session.answers if not answer.request]


def _free(target: Path) -> Path:
    """The folder, or one beside it with a number if it is there already."""
    number, free = 1, target
    while free.exists():
        number += 1
        free = target.with_name(f"{target.name}-{number}")
    return free
