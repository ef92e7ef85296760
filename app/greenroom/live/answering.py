"""One answer's way from the microphone into the store."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from greenroom.feedback.session import Answer
from greenroom.interview import events as ev
from greenroom.interview.dialogue import choose_follow_up
from greenroom.interview.state import State
from greenroom.live.crew import Crew
from greenroom.live.door import Post
from greenroom.live.guard import guarded
from greenroom.live.hearing import Heard
from greenroom.live.lanes import Lane
from greenroom.live.listening import Take
from greenroom.live.notices import Told, WordsHeard
from greenroom.live.turn import Turn
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure

T = TypeVar("T")


class Answering:
    """The answers of one session. Called from the main thread; the work is done on lanes."""

    def __init__(self, session_id: str, crew: Crew, post: Post) -> None:
        self._session_id = session_id
        self._crew = crew
        self._post = post
        self._turns: dict[int, Turn] = {}

    @property
    def any(self) -> bool:
        """Whether a recording was begun."""
        return bool(self._turns)

    def listen(self, state: State, folder: Path) -> None:
        """Begin the recording of this turn, or go on with it after a repeat."""
        turn = state.turn

        def work() -> None:
            if turn not in self._turns:
                self._turns[turn] = self._begin(state, folder)
                self._save(self._turns[turn].answer)
            self._crew.listening.listen(self._turns[turn].take)

        guarded(work, lambda reason: self._post(ev.ListeningEnded(turn, "fault", reason)))()

    def hold(self) -> None:
        """Keep the recording open while the interviewer speaks."""
        self._crew.listening.hold()

    def end(self, turn: int) -> None:
        """Close the recording."""
        self._crew.listening.end(self._turns[turn].take)

    def transcribe(self, turn: int) -> None:
        """Complete the words; most of them are there already."""
        entry = self._turns.get(turn)
        if entry is None:
            self._post(ev.TranscriptionFailed(turn, "Nothing was recorded for this question."))
            return
        entry.heard = self._crew.mind.submit(entry.take.hearing.finish)

        def tell() -> None:
            words = len(_result(entry.heard).transcript.lexical)
            self._post(ev.Transcribed(turn, words))

        _on(self._crew.mind, tell, lambda why: self._post(ev.TranscriptionFailed(turn, why)))

    def understand(self, turn: int, probed: frozenset[str]) -> None:
        """Find the structure and the point that a follow-up should go for."""
        entry = self._turns[turn]
        entry.structure = self._crew.mind.submit(lambda: self._structure(entry))

        def tell() -> None:
            structure = _result(entry.structure)
            self._post(
                ev.Understood(
                    turn,
                    choose_follow_up(structure, entry.question, entry.rubric, probed)
                    if structure
                    else None,
                )
            )

        _on(self._crew.mind, tell, lambda why: self._post(ev.UnderstandingFailed(turn, why)))

    def analyse(self, turn: int) -> None:
        """Measure, judge and store, beside the next question."""

        def work() -> None:
            entry = self._turns.get(turn)
            if entry is not None:
                self._store_now(self._judged(entry) if entry.take.samples else _silent(entry))
            self._post(ev.Analysed(turn))

        _on(self._crew.analysis, work, lambda why: self._post(ev.AnalysisFailed(turn, why)))

    def _begin(self, state: State, folder: Path) -> Turn:
        turn, question, follow_up = state.turn, state.question, state.follow_up
        recording = self._crew.new_recording(folder, turn)
        answer = Answer(
            id=uuid4().hex,
            session_id=self._session_id,
            turn=turn,
            question_id=question.id,
            question=state.asked,
            rubric_id=question.rubric,
            started_at=datetime.now(UTC),
            follow_up=follow_up is not None,
            probes=follow_up.element if follow_up else "",
            target_seconds=0 if follow_up else question.target_seconds,
            clip=recording.path.name,
        )
        hearing = self._crew.new_hearing(lambda words: self._post(WordsHeard(turn, tuple(words))))
        take = Take(turn, recording, hearing)
        return Turn(answer, question, self._crew.rubrics[question.rubric], take)

    def _structure(self, entry: Turn) -> Structure | None:
        heard = _result(entry.heard)
        return self._crew.judging.understand(heard, entry.asked(heard))

    def _judged(self, entry: Turn) -> Answer:
        heard = _words_or_silence(entry.heard)
        asked = entry.asked(heard)
        structure = (
            entry.structure.result()
            if entry.structure
            else self._crew.judging.understand(heard, asked)
        )
        sound = self._crew.read_sound(entry.take.recording.path)
        analysis = self._crew.judging.judge(sound, heard, asked, structure)
        return replace(entry.answer, think_seconds=asked.think_seconds, analysis=analysis)

    def _save(self, answer: Answer) -> None:
        _on(
            self._crew.records,
            lambda: self._crew.store.save_answer(answer),
            lambda reason: self._post(Told(reason)),
        )

    def _store_now(self, answer: Answer) -> None:
        self._crew.records.submit(lambda: self._crew.store.save_answer(answer)).result()


def _on(lane: Lane, work: Callable[[], None], failed: Callable[[str], None]) -> None:
    lane.submit(guarded(work, failed))


def _result(future: Future[T] | None) -> T:
    assert future is not None, "asked for before it was begun"
    return future.result()


def _words_or_silence(heard: Future[Heard] | None) -> Heard:
    """The words; none where transcribing failed, for the sound is measured all the same."""
    if heard is None or heard.exception() is not None:
        return Heard(Transcript(), ())
    return heard.result()


def _silent(entry: Turn) -> Answer:
    """Nothing came from the microphone, so there is nothing to keep beside the question."""
    entry.take.recording.path.unlink(missing_ok=True)
    return replace(entry.answer, clip="")
