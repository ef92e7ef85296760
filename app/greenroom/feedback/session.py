"""A session and its answers, as they are kept and shown."""

from dataclasses import dataclass
from datetime import datetime

from greenroom.feedback.feedback import Analysis


@dataclass(frozen=True, slots=True)
class Answer:
    """One spoken answer.

    Attributes:
        id: unique forever (uuid4 hex).
        session_id: the session it belongs to.
        turn: number of the interviewer's utterance that it answers, from 1.
        question_id: the script's question; a follow-up carries the id of its question.
        question: what the interviewer said, word for word.
        follow_up: whether that was a follow-up.
        probes: the element a follow-up goes for; empty for questions.
        rubric_id: what the answer is judged by.
        target_seconds: how long a good answer takes; 0 where no target is known.
        take: 1 for the first try at a question, 2 for the second …
        started_at: when recording began, with time zone.
        clip: the recording, relative to the session's folder; empty if nothing was recorded.
        think_seconds: end of the interviewer's voice to the first word; None if unknown.
        recovered: whether it was found after a crash.
        worded_by: the language model whose words a follow-up has; empty for authored ones.
        request: what was asked for instead of answering ("repeat", "pass" …); empty for answers.
        analysis: None until it has been transcribed and measured.
    """

    id: str
    session_id: str
    turn: int
    question_id: str
    question: str
    rubric_id: str
    started_at: datetime
    follow_up: bool = False
    probes: str = ""
    target_seconds: int = 0
    take: int = 1
    clip: str = ""
    think_seconds: float | None = None
    recovered: bool = False
    request: str = ""
    worded_by: str = ""
    analysis: Analysis | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session: an interview from greeting to report."""

    id: str
    script_id: str
    title: str
    started_at: datetime
    finished_at: datetime | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def answers_given(self) -> tuple[Answer, ...]:
        """Return the answers without what was said to ask for something, such as a repetition."""
        return tuple(answer for answer in self.answers if not answer.request)


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer that a search found.

    Attributes:
        snippet: a stretch of the question or transcript in parts, each with whether it matches.
    """

    session_id: str
    answer_id: str
    question: str
    started_at: datetime
    snippet: tuple[tuple[str, bool], ...]
