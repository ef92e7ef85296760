"""What the stage shows. How loud it is just now comes beside it, thirty times a second."""

from dataclasses import dataclass
from typing import Literal

StagePhase = Literal["preparing", "asking", "listening", "thinking", "paused", "closing"]


@dataclass(frozen=True, slots=True)
class PastExchange:
    """An earlier exchange on this question, for the conversation above the follow-up."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Speech:
    """What the interviewer is saying aloud since this was first shown.

    Attributes:
        number: tells one utterance from the next of the same words.
        levels: how loud it is, in dBFS, one for each `step`.
        step: in seconds.
    """

    number: int
    text: str
    levels: tuple[float, ...]
    step: float


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text that went out.

    Attributes:
        to: the host.
        leaves: whether that is another computer.
        number: tells one sending from the next.
    """

    to: str
    leaves: bool
    number: int


@dataclass(frozen=True, slots=True)
class StageView:
    """The whole stage.

    Attributes:
        phase: "thinking" is anything that keeps the candidate waiting for the next question,
            "closing" the interviewer's last words and what follows them.
        status: what is going on, in a few words.
        number: of the question, from 1; follow-ups keep the number of their question.
        of: how many questions there will be.
        question: what this turn asks, without a welcome.
        aside: what the interviewer says besides the question; empty for nothing.
        speech: what is being said aloud; None while the interviewer is silent.
        follow_up: whether this turn asks a follow-up.
        cell: code or a table beside the question; empty for none.
        caption: the words of the answer so far; empty where captions are off.
        seconds: how long the answer has lasted.
        target_seconds: how long a good answer takes; 0 where no target is known.
        nudge: one gentle sentence when far over time; empty otherwise.
        countdown: seconds until a hands-free answer ends by itself; None while nothing counts.
        trouble: why nobody is heard just now, and what to do; empty while all is well.
        outgoing: what has been sent to a language model; None for nothing.
        captions: whether captions are shown.
        helped: whether captions, pausing and repeating are offered, as when practicing.
        can_finish, can_repeat, can_skip, can_pause: what is possible just now.
        conversation: what was asked and answered on this question before, oldest first.
    """

    title: str = ""
    phase: StagePhase = "preparing"
    status: str = ""
    number: int = 1
    of: int = 1
    question: str = ""
    aside: str = ""
    speech: Speech | None = None
    follow_up: bool = False
    cell: str = ""
    caption: str = ""
    seconds: float = 0.0
    target_seconds: int = 0
    nudge: str = ""
    countdown: float | None = None
    trouble: str = ""
    outgoing: Outgoing | None = None
    captions: bool = True
    helped: bool = True
    can_finish: bool = False
    can_repeat: bool = False
    can_skip: bool = False
    can_pause: bool = False
    conversation: tuple[PastExchange, ...] = ()
