"""The feedback on one answer, and all that it is made of."""

from dataclasses import dataclass, field

from greenroom.delivery.measure import Delivery
from greenroom.feedback.llm_judgment import Judgment
from greenroom.feedback.moments import Moment
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Structure


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to change, or one that went well.

    Attributes:
        title: in a few words.
        advice: what to do, in one or two sentences; for a strength: what was good about it.
        why: why it matters to an interviewer.
        evidence: the moments that show it; may be empty where something is missing.
        try_next: one concrete sentence to try; empty where none fits.
        about: the id of the measure or element it is about.
        source: "rules", or the name of the model that proposed it.
    """

    title: str
    advice: str
    why: str
    evidence: tuple[Moment, ...] = ()
    try_next: str = ""
    about: str = ""
    source: str = "rules"


@dataclass(frozen=True, slots=True)
class Feedback:
    """At most three priorities, and what was done well.

    Attributes:
        enough: False where there was too little to judge; `remark` then says why.
        remark: one sentence about the answer as a whole; may be empty.
    """

    priorities: tuple[Remark, ...] = ()
    strengths: tuple[Remark, ...] = ()
    enough: bool = True
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is known of one answer.

    Attributes:
        structure: None where no rubric was asked for.
        timings: seconds spent per step, e.g. {"transcribe": 1.2, "measure": 0.4}.
        judgment: what a language model proposes; None without one.
    """

    transcript: Transcript
    delivery: Delivery
    structure: Structure | None
    feedback: Feedback
    timings: dict[str, float] = field(default_factory=dict[str, float])
    judgment: Judgment | None = None
