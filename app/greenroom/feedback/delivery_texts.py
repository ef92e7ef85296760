"""What is said about each measure that lies outside its typical range.

The tone of all feedback: calm and concrete, in the second person, about this answer and not about
the person. The figure first, then one thing to do. No praise without a moment to play, no
exclamation marks, nothing about voice, accent or character.
"""

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Text:
    """A remark, with gaps for the figures.

    Attributes:
        importance: how much the measure matters beside the others; more with a better source.
        title: in a few words.
        advice: one or two sentences; `{value}` is the measured number, `{typical}` the range.
        why: why it matters to an interviewer.
        try_next: a sentence or a thing to try.
    """

    importance: float
    title: str
    advice: str
    why: str
    try_next: str


TEXTS: Final[dict[tuple[str, Side], Text]] = {
    ("filled_pause_rate", "high"): Text(
        1.5,
        "Many filled pauses",
        "You said um or uh {value} times a minute; {typical} is typical. Close your mouth at the "
        "end of a sentence: the filler becomes a pause, and a pause sounds calm.",
        "Up to five a minute do a speaker no harm; at twelve, listeners rate the same talk lower.",
        "[Silent breath.] What we did was [what].",
    ),
    ("answer_length", "low"): Text(
        1.1,
        "A short answer",
        "You spoke for {value} seconds of the {target} that this question has room for. Add one "
        "example with its outcome.",
        "A short answer leaves the work to the interviewer, who has only what you say.",
        "Let me give you an example: [what happened], and it led to [what came of it].",
    ),
    ("answer_length", "high"): Text(
        1.1,
        "A long answer",
        "You spoke for {value} seconds; this question has room for about {target}. Say the point "
        "first, and stop after the result.",
        "A long answer takes the time of the next question, and its best part gets lost.",
        "In short, [point]. I can go into [detail] if you like.",
    ),
    ("speaking_rate", "high"): Text(
        1.0,
        "A fast pace",
        "You spoke {value} words a minute; {typical} is typical. Stop for a breath after each "
        "number and each name.",
        "When dense content goes by fast, listeners miss the numbers that make your case.",
        "[Number]. [Pause.] That means [what].",
    ),
    ("speaking_rate", "low"): Text(
        1.0,
        "A slow pace",
        "You spoke {value} words a minute; {typical} is typical. Think before the sentence, and "
        "then say it straight through.",
        "When words come slowly, listeners lose the beginning of the sentence before its end.",
        "There are two parts to this: [first] and [second].",
    ),
    ("fast_stretches", "high"): Text(
        0.6,
        "A rush in one place",
        "For a while you spoke much faster than in the rest of the answer. Slow down there and "
        "give each number a sentence of its own.",
        "The place where a speaker rushes is often the one that a listener would ask about.",
        "[Number]. [Pause.] That means [what].",
    ),
    ("long_pauses", "high"): Text(
        0.8,
        "Many long silences",
        "You were silent for a second or more {value} times a minute; {typical} is typical. Say "
        "what you are doing when you need to think.",
        "A listener cannot tell thinking from being stuck unless you say which it is.",
        "Let me think about that for a moment.",
    ),
    ("mid_clause_pause_share", "high"): Text(
        0.8,
        "Pauses in the middle of clauses",
        "Of your pauses, {value} % fell inside a clause; {typical} is typical. Decide how the "
        "sentence ends before you begin it.",
        "A pause between thoughts helps a listener; one inside a clause sounds like searching.",
        "[Pause to think.] What decided it was [reason].",
    ),
    ("filler_share", "high"): Text(
        0.7,
        "Many filler words",
        "Of your words, {value} % were fillers such as um, like or you know; {typical} is "
        "typical. Drop them one kind at a time, starting with the most common.",
        "Fillers between the facts make the facts harder to follow.",
        "[Silent breath.] The next step was [what].",
    ),
    ("filler_clusters", "high"): Text(
        0.5,
        "Fillers close together",
        "In {value} places three or more fillers fell within eight seconds. There the sentence "
        "began before the thought was ready: pause first.",
        "Where fillers cluster, a listener hears you search and stops taking notes.",
        "[Pause to think.] There are two reasons: [first] and [second].",
    ),
    ("hedges", "high"): Text(
        0.6,
        "Many hedges",
        "Maybe, I think, kind of and the like came {value} times in 100 words; {typical} is "
        "typical. You can be plain about what you did yourself.",
        "Hedges around your own work leave open whether you did it.",
        "I decided to [what], because [reason].",
    ),
    ("think_time", "high"): Text(
        0.4,
        "A long silence before the answer",
        "You began {value} seconds after the question. Thinking is welcome; say that you need a "
        "moment.",
        "A listener cannot tell thinking from not having heard the question.",
        "Let me think about that for a moment.",
    ),
}
"""Measure and side → text; measures without an entry are shown and never remarked on."""
