"""The parts that an interview works with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from greenroom.feedback.session import Session
from greenroom.live.audio.answer_capture import AnswerCapture
from greenroom.live.audio.interviewer_voice import InterviewerVoice
from greenroom.live.audio.transcription import StreamingTranscription
from greenroom.live.concurrency.executors import LEAVE_SECONDS, Executor
from greenroom.live.evaluation.answer_evaluator import AnswerEvaluator, Sound
from greenroom.live.language_model.background_reviews import Opinions
from greenroom.live.language_model.wording import Wording
from greenroom.live.measurement.measurement_stream import MeasurementStream
from greenroom.ports import Measuring, Recording, Store
from greenroom.speech.words import Word
from greenroom.structure.rubric import Rubric

Captions = Callable[[Sequence[Word]], None]
"""Takes the words that are new."""


@dataclass(frozen=True, slots=True)
class InterviewServices:
    """Made by `greenroom.composition`, shared by all that happens in one interview.

    Attributes:
        transcription: the executor on which the speech model is loaded and works.
        dialogue: the executor on which words are completed and understood.
        analysis: the executor that waits for the measures.
        storage: the executor of every call to the store.
        load: loads what the first answer needs: the speech model, the detector of speech.
        new_transcription: makes a streaming transcription, given where its captions go.
        new_recording: makes a recording in the session's folder, given the turn.
        read_sound: reads a recording.
        write_report: writes the report of a finished session into its folder.
        wording: finds other words for follow-ups; None where there is no language model.
        opinions: asks a language model about answers; None likewise.
        spent: what the language model has cost, in a sentence; empty where nothing.
    """

    speaking: InterviewerVoice
    listening: AnswerCapture
    evaluator: AnswerEvaluator
    measuring: Measuring[MeasurementStream]
    store: Store
    rubrics: Mapping[str, Rubric]
    transcription: Executor
    dialogue: Executor
    analysis: Executor
    storage: Executor
    load: Callable[[], object]
    new_transcription: Callable[[Captions], StreamingTranscription]
    new_recording: Callable[[Path, int], Recording]
    read_sound: Callable[[Path], Sound]
    write_report: Callable[[Session, Path], None]
    wording: Wording | None = None
    opinions: Opinions | None = None
    spent: Callable[[], str] = str

    def close(self, seconds: float = LEAVE_SECONDS) -> None:
        """Stop everything and give the devices back.

        The recording is closed first: nothing that hangs may delay that.

        Args:
            seconds: that current work has to finish; what is being stored has LEAVE_SECONDS.
        """
        if self.opinions:
            self.opinions.close()
        self.listening.close()
        self.speaking.close(seconds)
        for executor in (self.transcription, self.dialogue, self.analysis):
            executor.close(seconds)
        self.storage.close(LEAVE_SECONDS)
        if self.wording:
            self.wording.close()
