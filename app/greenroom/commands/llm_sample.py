"""The example that shows what a language model is sent, and that it is tried out with."""

from greenroom.content import load_rubric
from greenroom.interview.dialogue import choose_follow_up
from greenroom.interview.masking import masked
from greenroom.interview.persona import Persona
from greenroom.interview.prompt import Prompt
from greenroom.interview.script import Question
from greenroom.interview.targets import Memory, Said, Target
from greenroom.interview.wording_prompt import wording_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, Found, Structure
from greenroom.structure.rubric import Rubric

_SENTENCES = {
    "situation": "Last spring I was at a ferry company, and the booking page broke every Monday.",
    "task": "I was asked to find out why before the summer.",
    "group_action": "We rebuilt the nightly job over two weekends.",
    "result": "After that the page stayed up, and the phone stopped ringing.",
}


def sample(paths: Paths) -> tuple[Said, Target, Rubric]:
    """A made-up answer, the point that a follow-up goes for, and the rubric."""
    rubric = load_rubric("star", paths)
    question = Question(
        id="sample",
        ask="Tell me about a time you repaired something that kept breaking.",
        rubric="star",
        tests="-",
        strong="-",
        weak="-",
    )
    found = tuple(
        Found(element, (Evidence(text, Span(place, place + 1), place, 1.0),))
        for place, (element, text) in enumerate(_SENTENCES.items())
    )
    expected = [name for name, element in rubric.elements.items() if element.weight > 0]
    missing = tuple(name for name in expected if name not in _SENTENCES)
    structure = Structure("star", found, missing)
    said = Said(question, question.ask, tuple(_SENTENCES.values()), structure)
    chosen = choose_follow_up(said, rubric, Memory(), Persona())
    assert chosen, "the sample has a gap on purpose"
    return said, chosen[1], rubric


def sample_prompt(paths: Paths) -> Prompt:
    """The messages that would be sent for it."""
    said, target, rubric = sample(paths)
    return wording_prompt(target, said, rubric, Persona(), ())


def shown(prompt: Prompt, choice: LanguageModel) -> str:
    """The messages as they leave, for somebody who wants to see that."""
    texts = (masked(one.text, choice.names) if choice.masks else one.text for one in prompt)
    return "\n\n".join(texts)
