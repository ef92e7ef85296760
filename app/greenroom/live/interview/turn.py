"""Everything that is known of one turn while the interview runs."""

from concurrent.futures import Future
from dataclasses import dataclass

from greenroom.feedback.session import Answer
from greenroom.follow_up.answer_facts import AnswerFacts
from greenroom.interview.script import Question
from greenroom.live.audio.answer_capture import Take
from greenroom.live.audio.transcription import TranscriptionResult
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric


@dataclass(slots=True)
class Turn:
    """One utterance of the interviewer and the answer to it.

    Attributes:
        rubric: None where there is nothing to judge: the candidate was invited to ask.
        heard: the words, once they have been asked for.
        structure: what the answer contains, once that has been asked for.
        said: the answer as the rules of the dialogue see it, once it is understood.
    """

    answer: Answer
    question: Question
    rubric: Rubric | None
    take: Take
    heard: Future[TranscriptionResult] | None = None
    structure: Future[Structure | None] | None = None
    said: AnswerFacts | None = None
