"""What the stage shows. How loud it is just now comes beside it, thirty times a second."""

from dataclasses import dataclass
from typing import Literal

StagePhase = Literal["preparing", "asking", "listening", "thinking", "paused", "closing"]


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier exchange of this interview, for the conversation above the question."""

    question: str
    answer: str
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class StageView:
    """The whole stage.

    Attributes:
        phase: "thinking" is anything that keeps the candidate waiting for the next question.
        number: of the question, from 1; follow-ups keep the number of their question.
        of: how many questions there will be.
        question: what the interviewer says in this turn.
        spoken: how many characters of `question` have been spoken, for the caption to follow.
        follow_up: whether this turn asks a follow-up.
        cell: code or a table beside the question; empty for none.
        caption: the words of the answer so far; empty where captions are off.
        seconds: how long the answer has lasted.
        target_seconds: how long a good answer takes; 0 where no target is known.
        nudge: one gentle sentence when far over time; empty otherwise.
        countdown: seconds until a hands-free answer ends by itself; None while nothing counts.
        captions: whether captions are shown.
        can_pause, can_skip, can_repeat: what is possible just now.
        conversation: what was asked and answered before, oldest first.
    """

    title: str = ""
    phase: StagePhase = "preparing"
    number: int = 1
    of: int = 1
    question: str = ""
    spoken: int = 0
    follow_up: bool = False
    cell: str = ""
    caption: str = ""
    seconds: float = 0.0
    target_seconds: int = 0
    nudge: str = ""
    countdown: float | None = None
    captions: bool = True
    can_pause: bool = True
    can_skip: bool = True
    can_repeat: bool = True
    conversation: tuple[Said, ...] = ()
