"""What the review shows: one session, one of its answers opened."""

from dataclasses import dataclass

from greenroom.feedback.session import Answer


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """An answer in the list of the session's answers.

    Attributes:
        takes: how often the question was tried in this session.
    """

    id: str
    question: str
    follow_up: bool = False
    take: int = 1
    takes: int = 1
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Playing:
    """Where the playback stands, in seconds; `loop` is the span that is repeated."""

    position: float = 0.0
    running: bool = False
    speed: float = 1.0
    loop: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole review.

    Attributes:
        answers: all answers of the session, in order.
        answer: the one that is opened; None while it is being read.
        peaks: its waveform: the loudest sample of each stretch of equal length, 0…1.
        seconds: the length of its recording.
        note: what the user wrote about it.
        compared: another take to stand beside it; None for none.
        renewing: a corrected transcript is being analysed again.
    """

    session_id: str = ""
    title: str = ""
    when: str = ""
    answers: tuple[AnswerHead, ...] = ()
    answer: Answer | None = None
    peaks: tuple[float, ...] = ()
    seconds: float = 0.0
    note: str = ""
    compared: Answer | None = None
    renewing: bool = False
