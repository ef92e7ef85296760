"""What the review shows: one session, one of its answers opened. All texts are ready to show.

Where the playback stands comes beside it (`Playing`), some twenty-five times a second; the shape of
the sound (`peaks`) follows when it has been read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from greenroom.feedback.presentation import display_text
from greenroom.feedback.presentation.answer_presentation import (
    AnalysisPresentation,
    AnswerPresentation,
    present_answer,
)
from greenroom.feedback.presentation.answer_structure import MissingElement
from greenroom.feedback.presentation.answer_timeline import AnswerTimeline
from greenroom.feedback.presentation.display_text import Rubrics
from greenroom.feedback.presentation.spoken_lines import Line
from greenroom.feedback.session import Answer
from greenroom.formatting import when
from greenroom.speech.span import Span
from greenroom.ui.review.comparison import Comparison


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """An answer in the list of the session's answers.

    Attributes:
        label: such as "Question 2" or "Follow-up to question 2 · take 2".
        question: what was asked.
        remark: what to know of it before it is opened, such as "Not recorded".
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
class OpenedAnswer:
    """The answer that is opened.

    Attributes:
        shown: the answer itself, with what is known of it.
        has_sound: whether there is a recording to play.
        note: what the user wrote about it.
        takes: other tries at the same question, in any session, newest first.
        renewing: corrected words are being analyzed again.
    """

    shown: AnswerPresentation
    has_sound: bool = True
    note: str = ""
    takes: tuple[TakeHead, ...] = ()
    renewing: bool = False

    @property
    def id(self) -> str:
        """Return the answer's id."""
        return self.shown.id

    @property
    def analysis(self) -> AnalysisPresentation | None:
        """Return what is shown of its analysis; None until there is one."""
        return self.shown.analysis

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return its words; none until it has been analyzed."""
        return self.analysis.lines if self.analysis else ()

    @property
    def timeline(self) -> AnswerTimeline:
        """Return what happens when; nothing until it has been analyzed."""
        return self.analysis.timeline if self.analysis else AnswerTimeline()

    @property
    def missing(self) -> tuple[MissingElement, ...]:
        """Return the elements that were expected and not found."""
        structure = self.analysis.structure if self.analysis else None
        return structure.missing if structure else ()


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
    opened: OpenedAnswer | None = None
    compared: Comparison | None = None


def answer_heads(answers: Sequence[Answer]) -> tuple[AnswerHead, ...]:
    """Return the list of a session's answers."""
    return tuple(
        AnswerHead(
            id=answer.id,
            label=label,
            question=display_text.question(answer),
            follow_up=answer.follow_up,
            remark="" if answer.clip else "Not recorded",
        )
        for label, answer in zip(display_text.labels(answers), answers, strict=True)
    )


def opened_answer(
    answer: Answer, label: str, rubrics: Rubrics, note: str = "", takes: tuple[TakeHead, ...] = ()
) -> OpenedAnswer:
    """Return one answer, opened; takes some 50 ms, so not for the main thread."""
    return OpenedAnswer(present_answer(answer, label, rubrics), bool(answer.clip), note, takes)


def take_heads(takes: Sequence[Answer], opened: Answer, now: datetime) -> tuple[TakeHead, ...]:
    """Return the other tries at the question of the opened answer, newest first.

    Args:
        takes: all tries, the opened one among them or not.
        opened: the one that is shown.
        now: the moment from which one looks back.
    """
    ordered = sorted(takes, key=lambda answer: answer.started_at)
    heads = [
        TakeHead(answer.id, f"Take {number}, {when(answer.started_at, now)}")
        for number, answer in enumerate(ordered, start=1)
    ]
    return tuple(head for head in reversed(heads) if head.id != opened.id)
