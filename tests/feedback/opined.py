"""An answer for a second opinion, and what a model may write about it."""

import json
from collections.abc import Callable
from random import Random

from feedback import judged
from greenroom.engines.llm.scripted_interviewer import ScriptedInterviewer
from greenroom.feedback.feedback import Analysis, Feedback
from greenroom.feedback.llm_opinions import judged_elements
from greenroom.language.prompt import Prompt
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript
from greenroom.structure.elements import Evidence, FoundElement, Structure
from greenroom.structure.rubric import Rubric

QUESTION = "Tell me about something that you repaired."
RUBRIC = judged.rubric({"task": 1.0, "action": 2.0, "result": 1.5})
TEXT = (
    "Last spring I was asked to repair the gate of the ferry. Um, I measured the old hinge, drew a "
    "new one and had it cast in Esbjerg. After that 11% more cars got through per hour, and the "
    "queue was gone by June."
)
QUOTES = {
    "task": "I was asked to repair the gate",
    "action": "I measured the old hinge, drew a new one",
    "result": "eleven percent more cars got through",
}


def analysis(text: str = TEXT, *, found: tuple[str, ...] = ("task", "action")) -> Analysis:
    """The rules found a task and an action, and no result."""
    words = judged.transcript(text)
    return Analysis(words, judged.delivery(speaking_rate=131), _structure(found), Feedback())


def _structure(found: tuple[str, ...]) -> Structure:
    missing = tuple(name for name in judged_elements(RUBRIC) if name not in found)
    piece = Evidence("…", Span(0, 1), 0, 0.9)
    return Structure("own", tuple(FoundElement(name, (piece,)) for name in found), missing)


def opinion(
    level: int | Callable[[str], int] = 4,
    quotes: dict[str, str] = QUOTES,
    improvement: str = "You could end on what the ferry company said.",
    rubric: Rubric = RUBRIC,
) -> str:
    """An opinion as a model writes it."""
    elements = {
        name: {
            "reason": f"It is clear what the {name} was.",
            "quote": quotes.get(name, ""),
            "level": level if isinstance(level, int) else level(name),
        }
        for name in judged_elements(rubric)
    }
    return json.dumps({"elements": elements, "improvement": improvement})


class NoisyModel(ScriptedInterviewer):
    """Every fourth level is off by one: a standard deviation of half a level."""

    def __init__(self, seed: int) -> None:
        super().__init__([""])
        self._random = Random(seed)  # noqa: S311 - noise, no secret

    def _next(self, prompt: Prompt) -> str:
        self.prompts.append(prompt)
        noise = (-1, 1, 0, 0, 0, 0, 0, 0)
        return opinion(lambda name: {"task": 3, "action": 4, "result": 2}[name]
                       + self._random.choice(noise))  # fmt: skip


def words_of(transcript: Transcript, span: Span) -> str:
    """What was said in a span."""
    inside = (word for word in transcript.words if span.start <= word.start < span.end)
    return " ".join(word.text for word in inside)
