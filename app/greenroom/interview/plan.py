"""The plan of an interview: its questions in order, who asks them, and its limits."""

from dataclasses import dataclass

from greenroom.interview.persona import Persona
from greenroom.interview.script import Question, Script

PLAIN = Persona()


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions that will be asked.

    Attributes:
        script: its welcome and closing are spoken.
        questions: in the order in which they are asked.
        follow_ups: the limit per question.
        persona: how the interviewer sounds.
        invites: whether the candidate is invited to ask something before the end.
        most_follow_ups: the limit for the whole interview; None for no limit.
        claims: what the candidate's resume claims, for follow-ups.
    """

    script: Script
    questions: tuple[Question, ...]
    follow_ups: int = 1
    persona: Persona = PLAIN
    invites: bool = False
    most_follow_ups: int | None = None
    claims: tuple[str, ...] = ()
