"""The state of an interview. The screen is a function of this and nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from greenroom.interview.events import FollowUp, ListeningEnded
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question


class Phase(StrEnum):
    """The phase that an interview is in."""

    IDLE = "idle"
    PREPARING = "preparing"
    ASKING = "asking"
    LISTENING = "listening"
    PAUSED = "paused"
    FINISHING = "finishing"
    TRANSCRIBING = "transcribing"
    DECIDING = "deciding"
    CLOSING = "closing"
    ANALYZING = "analyzing"
    REVIEW = "review"
    STOPPED = "stopped"


class Leaving(StrEnum):
    """The candidate's wish to go elsewhere instead of to a follow-up."""

    NOT = ""
    SKIP = "skip"
    END = "end"


OVER = frozenset({Phase.REVIEW, Phase.STOPPED})
"""The phases that nothing leads out of."""


@dataclass(frozen=True, slots=True)
class State:
    """The whole state of an interview.

    Attributes:
        turn: number of the interviewer's utterance that is being spoken or answered.
        index: of the current question in the plan.
        follow_up: the follow-up that this turn asks; None when it asks the question itself.
        follow_ups: how many were asked on this question.
        probed: points that follow-ups on this question have gone for.
        asked_follow_ups: every follow-up that was spoken in this interview.
        tried_again: whether this question was asked for once more.
        lead: what is said before the question: the welcome, or a word between two questions.
        aside: what this turn says instead of a question: a reply or an invitation.
        requests: how many requests were granted on this question.
        invited: how often the candidate was invited to ask something; 0 before the end.
        heard: whether the recording of this turn was begun.
        ended: the recording ended by itself just before its question was to be said once more.
        pausing: a pause was asked for and begins as soon as what is under way is safe.
        faults: how many answers in a row the microphone or the disk failed in.
        unwritable: whether the last time it was the disk.
        leaving: what the candidate asked for in this turn: nothing, the next question or
            the review; what was recorded is still transcribed and judged.
        unanalyzed: turns whose analysis is still under way.
    """

    plan: Plan
    phase: Phase = Phase.IDLE
    turn: int = 0
    index: int = 0
    follow_up: FollowUp | None = None
    follow_ups: int = 0
    probed: frozenset[str] = frozenset()
    asked_follow_ups: frozenset[str] = frozenset()
    tried_again: bool = False
    lead: str = ""
    aside: str = ""
    requests: int = 0
    invited: int = 0
    heard: bool = False
    ended: ListeningEnded | None = None
    pausing: bool = False
    faults: int = 0
    unwritable: bool = False
    leaving: Leaving = Leaving.NOT
    unanalyzed: frozenset[int] = frozenset()

    @property
    def question(self) -> Question:
        """The question this turn belongs to."""
        return self.plan.questions[self.index]

    @property
    def asked(self) -> str:
        """What the candidate is to answer in this turn."""
        if self.invited:
            return self.aside
        return self.follow_up.text if self.follow_up else self.question.ask

    @property
    def utterance(self) -> str:
        """All that the interviewer says in this turn."""
        return self.aside or f"{self.lead} {self.asked}".strip()

    @property
    def next_question(self) -> Question | None:
        """The question after this one."""
        after = self.index + 1
        return self.plan.questions[after] if after < len(self.plan.questions) else None
