"""The facts that the rules for follow-ups go by: answer, interview so far, point to probe."""

from dataclasses import dataclass
from typing import Literal

from greenroom.interview.script import Question
from greenroom.structure.elements import Structure

TargetKind = Literal[
    "missing", "own_part", "number", "who_pays", "contradiction", "claim",
    "short", "vague", "off_topic", "deeper",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """One answer, as the rules see it.

    Attributes:
        question: the script's question that it belongs to.
        asked: what the interviewer said last: that question or a follow-up.
        sentences: what the candidate said.
        structure: what is in it, by the question's rubric; the evidence lies in `sentences`.
        deeper: questions that dig into an answer that left nothing out, authored for this question.
    """

    question: Question
    asked: str
    sentences: tuple[str, ...]
    structure: Structure
    deeper: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Memory:
    """The interview so far, besides the answer just given.

    Attributes:
        earlier: the answers before, oldest first.
        probed: the points that were gone for on this question.
        asked_follow_ups: every follow-up that was spoken in this interview.
        again: whether this question may still be asked for once more.
        claims: what the candidate's resume claims.
    """

    earlier: tuple[AnswerFacts, ...] = ()
    probed: frozenset[str] = frozenset()
    asked_follow_ups: frozenset[str] = frozenset()
    again: bool = True
    claims: tuple[str, ...] = ()

    @property
    def turn(self) -> int:
        """Counts follow-ups, so that wordings take turns."""
        return len(self.asked_follow_ups)


@dataclass(frozen=True, slots=True)
class Target:
    """The point that a follow-up probes.

    Attributes:
        element: of the rubric; empty where the point is none of its elements.
        text: authored words for it.
        quote: the candidate's words that it takes up; may be empty.
        earlier: for a contradiction, the words that `quote` does not fit.
    """

    kind: TargetKind
    element: str
    weight: float
    text: str = ""
    quote: str = ""
    earlier: str = ""

    @property
    def point(self) -> str:
        """What is not gone for twice on one question."""
        return self.element or self.kind
