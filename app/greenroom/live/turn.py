"""Everything that is known of one turn while the interview runs."""

from concurrent.futures import Future
from dataclasses import dataclass

from greenroom.feedback.session import Answer
from greenroom.interview.script import Question
from greenroom.live.hearing import Heard
from greenroom.live.judging import Asked
from greenroom.live.listening import Take
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric


@dataclass(slots=True)
class Turn:
    """One utterance of the interviewer and the answer to it.

    Attributes:
        heard: the words, once they have been asked for.
        structure: what the answer contains, once that has been asked for.
    """

    answer: Answer
    question: Question
    rubric: Rubric
    take: Take
    heard: Future[Heard] | None = None
    structure: Future[Structure | None] | None = None

    def asked(self, heard: Heard) -> Asked:
        """What the answer is judged against; the ear opens as the voice ends."""
        lexical = heard.transcript.lexical
        return Asked(
            question=self.question.ask,
            rubric=self.rubric,
            target_seconds=self.answer.target_seconds,
            think_seconds=lexical[0].start if lexical else None,
        )
