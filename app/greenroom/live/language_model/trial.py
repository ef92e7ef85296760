"""A follow-up on a made-up answer, to try out a language model and show what it is sent."""

import time
from dataclasses import dataclass
from typing import Final

from greenroom.content import load_rubric
from greenroom.follow_up.answer_facts import AnswerFacts, Memory, Target
from greenroom.follow_up.choice import choose_follow_up
from greenroom.follow_up.validity import fault
from greenroom.follow_up.wording_prompt import wording_prompt
from greenroom.interview.persona import Persona
from greenroom.interview.script import Question
from greenroom.language.prompt import Prompt
from greenroom.live.language_model.proposal import proposed_question
from greenroom.paths import Paths
from greenroom.ports import Interviewer
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement, Structure
from greenroom.structure.rubric import Rubric

PATIENCE_SECONDS: Final = 60.0
"""A server that loads its model first may take this long; an interview would not wait."""

_QUESTION = Question(
    id="sample",
    ask="Tell me about a time you repaired something that kept breaking.",
    rubric="star",
    tests="-",
    strong="-",
    weak="-",
)
_SENTENCES = {
    "situation": "Last spring I was at a ferry company, and the booking page broke every Monday.",
    "task": "I was asked to find out why before the summer.",
    "group_action": "We rebuilt the nightly job over two weekends.",
    "result": "After that the page stayed up, and the phone stopped ringing.",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of a trial.

    Attributes:
        authored: what would be asked without a model.
        text: what the model wrote, as it would be spoken.
        seconds: how long it took.
        fault: why the text cannot be asked; empty where it can.
    """

    authored: str
    text: str
    seconds: float
    fault: str


def sample_prompt(paths: Paths) -> Prompt:
    """Return the messages that are sent for the made-up answer."""
    return _prompt(*_sample(paths))


def run_trial(interviewer: Interviewer, paths: Paths) -> Trial:
    """Have a model word the follow-up; blocks.

    Raises:
        InterviewerError: it refuses or is late.
    """
    answer, target, rubric = _sample(paths)
    prompt = _prompt(answer, target, rubric)
    began = time.perf_counter()
    text = proposed_question(interviewer, prompt, seconds=PATIENCE_SECONDS)
    seconds = time.perf_counter() - began
    return Trial(target.text, text, seconds, fault(text, target, answer, rubric))


def _sample(paths: Paths) -> tuple[AnswerFacts, Target, Rubric]:
    """Return the answer, the point that a follow-up goes for, and the rubric."""
    rubric = load_rubric("star", paths)
    elements = tuple(
        FoundElement(element, (Evidence(text, Span(place, place + 1), place, 1.0),))
        for place, (element, text) in enumerate(_SENTENCES.items())
    )
    expected = [name for name, element in rubric.elements.items() if element.weight > 0]
    missing = tuple(name for name in expected if name not in _SENTENCES)
    structure = Structure("star", elements, missing)
    answer = AnswerFacts(_QUESTION, _QUESTION.ask, tuple(_SENTENCES.values()), structure)
    chosen = choose_follow_up(answer, rubric, Memory(), Persona())
    assert chosen, "the sample has a gap on purpose"
    return answer, chosen[1], rubric


def _prompt(answer: AnswerFacts, target: Target, rubric: Rubric) -> Prompt:
    return wording_prompt(target, answer, rubric, Persona(), ())
