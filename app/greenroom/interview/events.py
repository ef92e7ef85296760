"""The events of an interview, in the past tense.

An event that belongs to an utterance names its turn; one that names another turn than the
current one came too late and changes nothing.
"""

from dataclasses import dataclass
from typing import Literal

from greenroom.language.requests import Request

AGAIN = frozenset({"short", "vague", "off_topic"})
"""Kinds of follow-ups that ask for the same answer once more; nobody is asked like that twice."""

EndedBy = Literal["candidate", "silence", "file", "fault", "storage"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that goes for one point of the last answer.

    Attributes:
        element: of the rubric; empty where the point is none of its elements.
        text: what the interviewer says.
        kind: what makes the point worth asking for, as in `targets.Kind`.
        worded_by: the language model whose words these are; empty for authored ones.
    """

    element: str
    text: str
    kind: str = "missing"
    worded_by: str = ""

    @property
    def point(self) -> str:
        """What is not gone for twice on one question."""
        return self.element or self.kind

    @property
    def again(self) -> bool:
        """Whether it asks for the same answer once more, and not for a point of it."""
        return self.kind in AGAIN


@dataclass(frozen=True, slots=True)
class Started:
    """The candidate wants to begin."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The speech model is loaded and the session has a place."""


@dataclass(frozen=True, slots=True)
class PreparationFailed:
    """Without this there is no interview."""

    reason: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """The interviewer has said what it had to say, or was stopped."""

    turn: int


@dataclass(frozen=True, slots=True)
class SpeakingFailed:
    """The interviewer could not be heard; the caption is there. No reason: it was told before."""

    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class ListeningEnded:
    """The recording of the answer is closed. `by` says why; `reason` explains what failed.

    A "fault" is the microphone's, "storage" the disk's.
    """

    turn: int
    by: EndedBy
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The answer's words are complete.

    Attributes:
        words: how many, filled pauses left out.
        request: what the candidate asks for instead of answering; None for an answer.
    """

    turn: int
    words: int
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class RequestHeard:
    """All that was said in this turn is a request, and the candidate waits for a reply."""

    turn: int


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """The recording is there, its words are not."""

    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The answer's structure is known; `follow_up` goes for its weakest point, if it has one."""

    turn: int
    follow_up: FollowUp | None


@dataclass(frozen=True, slots=True)
class UnderstandingFailed:
    """No follow-up can be chosen; the script goes on."""

    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class Analyzed:
    """The answer has been measured and judged, and is stored. May come at any later time."""

    turn: int


@dataclass(frozen=True, slots=True)
class AnalysisFailed:
    """The answer could not be measured or stored; the recording is there."""

    turn: int
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The candidate said: that is my answer."""


@dataclass(frozen=True, slots=True)
class QuestionSkipped:
    """The candidate wants the next question."""


@dataclass(frozen=True, slots=True)
class RepeatRequested:
    """The candidate wants to hear the question again."""


@dataclass(frozen=True, slots=True)
class PauseRequested:
    """The candidate wants a moment in which nobody speaks and nobody listens."""


@dataclass(frozen=True, slots=True)
class ResumeRequested:
    """The candidate is ready to go on."""


@dataclass(frozen=True, slots=True)
class EndRequested:
    """The candidate wants to end here and see the review."""


Event = (
    Started
    | Prepared
    | PreparationFailed
    | Spoken
    | SpeakingFailed
    | ListeningEnded
    | RequestHeard
    | Transcribed
    | TranscriptionFailed
    | Understood
    | UnderstandingFailed
    | Analyzed
    | AnalysisFailed
    | AnswerFinished
    | QuestionSkipped
    | RepeatRequested
    | PauseRequested
    | ResumeRequested
    | EndRequested
)
