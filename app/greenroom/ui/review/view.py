"""What the review shows: one session, one of its answers opened. All texts are ready to be shown.

Where the playback stands comes beside it (`Playing`), some twenty-five times a second; the shape of
the sound (`peaks`) follows when it has been read.
"""

from dataclasses import dataclass, field
from typing import Literal

from greenroom.feedback.render.answer_view import Known
from greenroom.speech.span import Span

MarkKind = Literal["filled_pause", "long_pause", "fast", "slow"]
TokenKind = Literal["word", "unsure", "filled_pause", "pause", "long_pause", "element"]


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """An answer in the list of the session's answers.

    Attributes:
        label: such as "Question 2" or "Follow-up to question 2 · take 2".
        question: what was asked.
        remark: what to know of it before it is opened, such as "Not analysed yet".
    """

    id: str
    label: str
    question: str
    follow_up: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TakeHead:
    """Another try at the same question; `title` such as "Take 1, 12 May"."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a pause, or the title of the element that a line shows.

    Attributes:
        word: its number in the transcript, from 0; None for what is no word.
        color: for an element: its place in the rubric.
    """

    kind: TokenKind
    text: str
    span: Span
    word: int | None = None
    color: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or what was said between two long silences."""

    tokens: tuple[Token, ...]
    start: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment to jump to; `text` says what is there."""

    kind: MarkKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the answer that shows an element of its rubric.

    Attributes:
        color: the element's place in the rubric.
        lane: parts of one lane do not overlap.
    """

    element: str
    title: str
    quote: str
    span: Span
    color: int
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Absent:
    """An element that was expected and not found."""

    element: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn over time.

    Attributes:
        seconds: the length of the answer.
        words: where words are; stands in for the sound until that has been read.
        pace: words per minute around moments, for what is said on hover.
        target: the target time; None if unknown or outside.
        pitch: stretches of the voice without a break: moments with the pitch there, in semitones
            above the answer's middle.
    """

    seconds: float = 0.0
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()
    absent: tuple[Absent, ...] = ()
    words: tuple[Span, ...] = ()
    pace: tuple[tuple[float, float], ...] = ()
    target: float | None = None
    pitch: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The answer that is opened.

    Attributes:
        known: what was found out about it; None until it has been analysed.
        remark: why nothing is known, or why it cannot be heard; empty where all is there.
        has_sound: whether there is a recording to play.
        note: what the user wrote about it.
        takes: other tries at the same question, in any session, newest first.
        renewing: corrected words are being analysed again.
    """

    id: str
    label: str
    question: str
    known: Known | None = None
    remark: str = ""
    has_sound: bool = True
    lines: tuple[Line, ...] = ()
    picture: Picture = field(default_factory=Picture)
    note: str = ""
    takes: tuple[TakeHead, ...] = ()
    renewing: bool = False


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """One measure in two takes; `change` such as "+14", empty where it is noise.

    Attributes:
        tone: "good" where the later take came closer to the typical range, "warn" where it
            went away from it, else "muted".
    """

    title: str
    earlier: str
    later: str
    change: str
    tone: str = "muted"


@dataclass(frozen=True, slots=True)
class ComparedElement:
    """One element of the rubric: the sentence that shows it in each take, empty if missing."""

    title: str
    color: int
    earlier: tuple[str, Span] | None
    later: tuple[str, Span] | None


@dataclass(frozen=True, slots=True)
class ComparedTake:
    """One of the two takes."""

    id: str
    title: str
    facts: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two takes side by side, the earlier one first."""

    earlier: ComparedTake
    later: ComparedTake
    elements: tuple[ComparedElement, ...] = ()
    measures: tuple[ComparedMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class Playing:
    """Where the playback stands, in seconds; `loop` is the span that is repeated."""

    position: float = 0.0
    running: bool = False
    speed: float = 1.0
    loop: Span | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The whole review.

    Attributes:
        answers: all answers of the session, in order.
        opened: the one that is shown; None while it is being read, or where there is none.
        compared: the opened answer beside another take; None for none.
    """

    session_id: str = ""
    title: str = ""
    when: str = ""
    loading: bool = True
    answers: tuple[AnswerHead, ...] = ()
    opened: Opened | None = None
    compared: Comparison | None = None
