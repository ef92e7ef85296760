"""The pipeline of an answer, from the microphone to the store."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from greenroom.errors import StorageError
from greenroom.feedback.session import Answer
from greenroom.follow_up.answer_facts import AnswerFacts
from greenroom.interview import events as ev
from greenroom.interview.script import Question
from greenroom.interview.state import State
from greenroom.live.audio.answer_capture import Take
from greenroom.live.audio.transcription import OnWords, TranscriptionResult
from greenroom.live.concurrency.error_boundary import error_boundary, in_words
from greenroom.live.concurrency.executors import Executor
from greenroom.live.concurrency.notices import PostNotice, Told
from greenroom.live.concurrency.resources import trim_heap
from greenroom.live.evaluation.answer_evaluator import recorded, streamed
from greenroom.live.interview.follow_ups import follow_up, said_in
from greenroom.live.interview.live_captions import Captions
from greenroom.live.interview.services import InterviewServices
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

T = TypeVar("T")


@dataclass(slots=True)
class Turn:
    """One utterance of the interviewer and the answer to it.

    Attributes:
        rubric: None where there is nothing to judge: the candidate was invited to ask.
        result: the words, once they have been asked for.
        structure: what the answer contains, once that has been asked for.
        answer_facts: the answer as the rules of the dialogue see it, once it is understood.
    """

    answer: Answer
    question: Question
    rubric: Rubric | None
    take: Take
    result: Future[TranscriptionResult] | None = None
    structure: Future[Structure | None] | None = None
    answer_facts: AnswerFacts | None = None


class AnswerPipeline:
    """The answers of one session. Call it from the main thread; executors do the work."""

    def __init__(self, session_id: str, services: InterviewServices, post: PostNotice) -> None:
        self._session_id = session_id
        self._services = services
        self._post = post
        self._turns: dict[int, Turn] = {}

    @property
    def any(self) -> bool:
        """Tell whether a recording was begun."""
        return bool(self._turns)

    def listen(self, state: State, folder: Path) -> None:
        """Begin the recording of this turn, or go on with it after a repeat."""
        turn = state.turn

        def work() -> None:
            try:
                if turn not in self._turns:
                    self._turns[turn] = self._begin(state, folder)
                    self._save(self._turns[turn].answer)
            except StorageError as problem:
                self._post(ev.ListeningEnded(turn, "storage", in_words(problem)))
            else:
                self._services.listening.listen(self._turns[turn].take)

        error_boundary(work, lambda reason: self._post(ev.ListeningEnded(turn, "fault", reason)))()

    def hold(self) -> None:
        """Keep the recording open while the interviewer speaks."""
        self._services.listening.hold()

    def end(self, turn: int) -> None:
        """Close the recording; where none could be begun, its end was posted already."""
        if entry := self._turns.get(turn):
            self._services.listening.end(entry.take)

    def transcribe(self, turn: int) -> None:
        """Complete the transcript; most of it is there already."""
        entry = self._turns.get(turn)
        if entry is None:
            self._post(ev.TranscriptionFailed(turn, "Nothing was recorded for this question."))
            return
        entry.result = self._services.dialogue.submit(entry.take.transcription.finish)

        def tell() -> None:
            transcript = _result(entry.result).transcript
            request = self._services.evaluator.request(entry.answer, transcript)
            entry.answer = replace(entry.answer, request=request.kind if request else "")
            self._post(ev.Transcribed(turn, len(transcript.lexical), request))

        _on(
            self._services.dialogue, tell, lambda why: self._post(ev.TranscriptionFailed(turn, why))
        )

    def understand(self, state: State) -> None:
        """Find the structure, and the point that a follow-up should go for."""
        turn, entry = state.turn, self._turns[state.turn]
        earlier = tuple(
            other.answer_facts
            for other in self._turns.values()
            if other is not entry and other.answer_facts
        )
        entry.structure = self._services.dialogue.submit(
            lambda: self._structure(entry, _result(entry.result))
        )

        def tell() -> None:
            _result(entry.structure)
            chosen = follow_up(
                entry.answer_facts, entry.rubric, state, earlier, self._services.wording
            )
            self._post(ev.Understood(turn, chosen))

        _on(
            self._services.dialogue, tell, lambda why: self._post(ev.UnderstandingFailed(turn, why))
        )

    def analyze(self, turn: int) -> None:
        """Measure, judge and store an answer during the next question."""

        def work() -> None:
            entry = self._turns.get(turn)
            if entry is not None:
                answer = self._judged(entry) if entry.take.samples else _silent(entry)
                self._store_now(answer)
                if self._services.opinions:
                    self._services.opinions.begin(answer, entry.question.ask)
            self._post(ev.Analyzed(turn))
            trim_heap()

        _on(self._services.analysis, work, lambda why: self._post(ev.AnalysisFailed(turn, why)))

    def _begin(self, state: State, folder: Path) -> Turn:
        turn, question, follow_up = state.turn, state.question, state.follow_up
        recording = self._services.new_recording(folder, turn)
        inviting = bool(state.invited)
        answer = Answer(
            id=uuid4().hex,
            session_id=self._session_id,
            turn=turn,
            question_id="" if inviting else question.id,
            question=state.asked,
            rubric_id="" if inviting else question.rubric,
            started_at=datetime.now(UTC),
            follow_up=follow_up is not None,
            probes=follow_up.element if follow_up else "",
            worded_by=follow_up.worded_by if follow_up else "",
            target_seconds=0 if follow_up or inviting else question.target_seconds,
            clip=recording.path.name,
        )
        rubric = None if inviting else self._services.rubrics[question.rubric]
        transcription = self._services.new_transcription(self._on_words(turn))
        measurement = self._services.measuring.open_stream(
            lambda: self._services.read_sound(recording.path).clip
        )
        return Turn(answer, question, rubric, Take(turn, recording, transcription, measurement))

    def _on_words(self, turn: int) -> OnWords:
        """Return what takes words to the captions and to the dialogue executor.

        The memory of each segment is returned at once: in a long answer it would add up.
        """
        captions, transcript = Captions(turn, self._post), list[Word]()

        def precompute(words_so_far: Sequence[Word]) -> None:
            self._services.evaluator.precompute(words_so_far)
            trim_heap()

        def tell(words: Sequence[Word]) -> None:
            captions(words)
            transcript.extend(words)
            words_so_far = tuple(transcript)
            self._services.dialogue.submit(lambda: precompute(words_so_far))

        return tell

    def _structure(self, entry: Turn, result: TranscriptionResult) -> Structure | None:
        structure = self._services.evaluator.understand(
            entry.answer, result.transcript, entry.question.ask
        )
        if structure is not None:
            deeper = self._services.evaluator.key_of(entry.question.id).deeper
            entry.answer_facts = said_in(
                result, structure, entry.question, entry.answer.question, deeper
            )
        return structure

    def _judged(self, entry: Turn) -> Answer:
        result = _words_or_silence(entry.result)
        structure = entry.structure.result() if entry.structure else self._structure(entry, result)
        measuring, stream = self._services.measuring, entry.take.measurement
        if stream is not None:
            measurer = streamed(measuring, stream)
        else:
            measurer = recorded(measuring, self._services.read_sound(entry.take.recording.path))
        return self._services.evaluator.evaluate(entry.answer, result, measurer, structure)

    def _save(self, answer: Answer) -> None:
        _on(
            self._services.storage,
            lambda: self._services.store.save_answer(answer),
            lambda reason: self._post(Told(reason)),
        )

    def _store_now(self, answer: Answer) -> None:
        self._services.storage.submit(lambda: self._services.store.save_answer(answer)).result()


def _on(executor: Executor, work: Callable[[], None], failed: Callable[[str], None]) -> None:
    executor.submit(error_boundary(work, failed))


def _result(future: Future[T] | None) -> T:
    assert future is not None, "needed before it was begun"
    return future.result()


def _words_or_silence(future: Future[TranscriptionResult] | None) -> TranscriptionResult:
    """Return the words; none where transcribing failed, since the sound can still be measured."""
    if future is None or future.exception() is not None:
        return TranscriptionResult(Transcript(), ())
    return future.result()


def _silent(entry: Turn) -> Answer:
    """Return the answer without a recording: nothing came from the microphone."""
    entry.take.recording.path.unlink(missing_ok=True)
    return replace(entry.answer, clip="")
