"""The evaluation of answers: the one place for every way in.

The live interview, a correction in the review, recovery after a crash and `analyze` all come here.
What depends on the question is decided here and nowhere else: that a request is not an answer, that
a follow-up is judged by what it probed, which elements of its rubric the question asks for, and
which limits that rubric sets.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from greenroom.delivery.measure import Delivery
from greenroom.delivery.measurement import MeasureRequest, remeasure
from greenroom.feedback.assessment import assess
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_opinions import with_new_quotes
from greenroom.feedback.session import Answer
from greenroom.interview.answer_key import NO_KEY, AnswerKey
from greenroom.language.prompt_injection import said_to_people
from greenroom.language.requests import Request, question_back, request_in
from greenroom.live.audio.transcription import TranscriptionResult
from greenroom.live.measurement.measurement_stream import MeasurementStream
from greenroom.ports import Measuring
from greenroom.speech.clip import Clip
from greenroom.speech.words import Transcript, Word
from greenroom.structure.elements import Structure, narrowed
from greenroom.structure.engine import analyze, precompute
from greenroom.structure.rubric import Rubric, fitting, narrowed_rubric
from greenroom.structure.sentences import split

Measurer = Callable[[MeasureRequest], Delivery]
"""Returns the measures of one answer; may block."""

KeyOf = Callable[[str], AnswerKey]
"""Returns the answer key of a question, given its id; an empty one where there is none."""


def no_keys(_question_id: str) -> AnswerKey:
    """Return the empty key, whatever the question."""
    return NO_KEY


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording: its clip, and the sample rate in Hz at which it was made."""

    clip: Clip
    sample_rate: int


class AnswerEvaluator:
    """Evaluates answers by their rubrics; blocks, so call it on a worker thread.

    Args:
        rubrics: by id; an answer whose rubric is not among them is measured only.
        key_of: where the answer keys of questions come from.
    """

    def __init__(self, rubrics: Mapping[str, Rubric], key_of: KeyOf = no_keys) -> None:
        self._rubrics = rubrics
        self.key_of = key_of

    def precompute(self, words: Sequence[Word]) -> None:
        """Prepare what can be prepared from the first words of an answer."""
        precompute(split(words))

    def request(self, answer: Answer, transcript: Transcript) -> Request | None:
        """Return what the candidate asked for instead of answering; None where this is an answer.

        Where the candidate was invited to ask, whatever is said counts as a question.
        """
        if answer.rubric_id:
            return request_in(transcript.text)
        invited = bool(answer.question)  # a recording without a question was found after a crash
        return question_back(transcript.text) if invited and transcript.text else None

    def understand(self, answer: Answer, transcript: Transcript, question: str) -> Structure | None:
        """Return what an answer contains by the whole rubric; None where nothing is judged.

        Sentences addressed to a machine are not part of an answer.

        Args:
            answer: the one that was given.
            transcript: its words.
            question: the script's own words, even for a follow-up; "" expects everything that the
                rubric lists.
        """
        rubric = self._rubric(answer)
        if rubric is None or answer.request:
            return None
        sentences = split(said_to_people(transcript.words))
        return analyze(sentences, question, rubric, self._expects(answer) if question else ())

    def evaluate(
        self,
        answer: Answer,
        heard: TranscriptionResult,
        measurer: Measurer,
        structure: Structure | None = None,
    ) -> Answer:
        """Return the answer with its request, its time to think and its analysis.

        Args:
            answer: as it was recorded.
            heard: its words, and where somebody spoke.
            measurer: returns its measures.
            structure: the result of `understand`, to save time; None to find it here.
        """
        transcript = heard.transcript
        answer = self._recorded(answer, transcript)
        began = time.perf_counter()
        if structure is None:
            # A follow-up asks for what it probes, in whatever words.
            question = "" if answer.follow_up else answer.question
            structure = self.understand(answer, transcript, question)
        rubric = self._rubric(answer)
        rules, structure = self._judged_by(answer, structure)
        understood = time.perf_counter()
        request = MeasureRequest(
            transcript,
            heard.speech,
            target_seconds=answer.target_seconds,
            technical=rubric is not None and rubric.technical,
            think_seconds=answer.think_seconds,
        )
        delivery = measurer(request)
        measured = time.perf_counter()
        target = answer.target_seconds
        feedback = assess(transcript, delivery, structure, rules, target_seconds=target)
        timings = {
            "structure": understood - began,
            "measure": measured - understood,
            "assess": time.perf_counter() - measured,
        }
        return replace(
            answer, analysis=Analysis(transcript, delivery, structure, feedback, timings)
        )

    def reevaluate(self, answer: Answer, transcript: Transcript) -> Answer:
        """Return an answer that was evaluated before, with the given words instead of its own.

        It takes milliseconds and needs no recording: what was measured on the sound stays.
        """
        before = answer.analysis
        assert before is not None, "only an answer that was evaluated can be evaluated again"
        after = self.evaluate(
            answer, TranscriptionResult(transcript, ()), partial(remeasure, before.delivery)
        )
        analysis = after.analysis
        assert analysis is not None
        analysis = replace(analysis, timings=before.timings)
        if before.judgment is not None:
            analysis = replace(analysis, judgment=with_new_quotes(before.judgment, analysis))
        return replace(after, analysis=analysis)

    def _rubric(self, answer: Answer) -> Rubric | None:
        return self._rubrics.get(answer.rubric_id)

    def _expects(self, answer: Answer) -> tuple[str, ...]:
        """Return the elements that the answer's question asks for; empty where it asks for all."""
        return self.key_of(answer.question_id).expects

    def _judged_by(
        self, answer: Answer, structure: Structure | None
    ) -> tuple[Rubric | None, Structure | None]:
        """By what an answer is judged, and what it has of that; a follow-up asks for one part."""
        rubric = self._rubric(answer)
        if rubric is None or structure is None:
            return None, None
        if not answer.follow_up:
            return fitting(rubric, answer.question, self._expects(answer)), structure
        only = narrowed_rubric(rubric, answer.probes)
        return (only, narrowed(structure, answer.probes)) if only else (None, None)

    def _recorded(self, answer: Answer, transcript: Transcript) -> Answer:
        """Return the answer with what its words show; once it was evaluated, that stays."""
        if answer.analysis is not None:
            return answer
        if not answer.request and (request := self.request(answer, transcript)):
            answer = replace(answer, request=request.kind)
        # Our recordings begin when the interviewer stops speaking; other files begin anywhere.
        if answer.clip and answer.think_seconds is None and transcript.lexical:
            answer = replace(answer, think_seconds=transcript.lexical[0].start)
        return answer


def streamed(measuring: Measuring[MeasurementStream], stream: MeasurementStream) -> Measurer:
    """Return the measurer of an answer that was streamed while it was spoken."""
    return lambda request: measuring.submit(stream, request).result()


def recorded(measuring: Measuring[MeasurementStream], sound: Sound) -> Measurer:
    """Return the measurer of a recording."""
    return lambda request: measuring.submit(
        sound.clip, replace(request, sample_rate=sound.sample_rate)
    ).result()


def evaluate_recording(
    evaluator: AnswerEvaluator,
    answer: Answer,
    sound: Sound,
    hear: Callable[[Clip], TranscriptionResult],
    measuring: Measuring[MeasurementStream],
) -> Answer:
    """Return a recorded answer, transcribed and evaluated; blocks."""
    began = time.perf_counter()
    result = hear(sound.clip)
    seconds = time.perf_counter() - began
    evaluated = evaluator.evaluate(answer, result, recorded(measuring, sound))
    analysis = evaluated.analysis
    assert analysis is not None
    timings = {"transcribe": seconds, **analysis.timings}
    return replace(evaluated, analysis=replace(analysis, timings=timings))
