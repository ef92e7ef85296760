"""What this interview is going to be: the questions in their order, and its limits."""

from dataclasses import dataclass

from greenroom.interview.script import Question, Script


@dataclass(frozen=True, slots=True)
class Plan:
    """The questions that will be asked.

    Attributes:
        script: who asks: its welcome and closing are spoken.
        questions: in the order in which they are asked.
        follow_ups: at most so many per question.
    """

    script: Script
    questions: tuple[Question, ...]
    follow_ups: int = 1
