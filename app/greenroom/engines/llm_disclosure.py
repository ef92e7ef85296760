"""What the user is told about a language model: where it is, what is sent, what comes back."""

import time

from greenroom.content import load_rubric
from greenroom.engines.llm_address import host_of
from greenroom.engines.llm_presets import leaves_this_computer
from greenroom.engines.open_interviewer import open_interviewer
from greenroom.interview.dialogue import choose_follow_up
from greenroom.interview.masking import masked
from greenroom.interview.persona import Persona
from greenroom.interview.prompt import Prompt
from greenroom.interview.script import Question
from greenroom.interview.targets import Memory, Said, Target
from greenroom.interview.validity import fault, tidied
from greenroom.interview.wording_prompt import wording_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, Found, Structure
from greenroom.structure.rubric import Rubric

_TRY_SECONDS = 60.0
_MOST_TOKENS = 80
_SENTENCES = {
    "situation": "Last spring I was at a ferry company, and the booking page broke every Monday.",
    "task": "I was asked to find out why before the summer.",
    "group_action": "We rebuilt the nightly job over two weekends.",
    "result": "After that the page stayed up, and the phone stopped ringing.",
}


def described(choice: LanguageModel | None) -> str:
    """What is set up, in a line; never the key."""
    if choice is None:
        return "none; nothing leaves this computer"
    away = leaves_this_computer(choice.address, choice.model)
    where = "leaves this computer" if away else "on this computer"
    key = {"none": "no key", "keyring": "key in the keyring"}.get(choice.key)
    return f"{choice.model} at {host_of(choice.address)} ({where}, {key or choice.key_variable})"


def told(choice: LanguageModel) -> tuple[str, ...]:
    """What has to be known before agreeing, one sentence each."""
    away = leaves_this_computer(choice.address, choice.model)
    where = "another computer" if away else "a server on this computer"
    lines = [
        f"Text is sent to {host_of(choice.address)}, {where}, for the model {choice.model}: "
        "questions, what you said in words, and the rubric. Never sound.",
        "E-mail addresses, phone numbers, links and names are masked."
        if choice.masks
        else "E-mail addresses, phone numbers and names are sent as they were said.",
    ]
    if away and choice.address.startswith("http://"):
        lines.append("The address is not encrypted: others on the way can read along.")
    return tuple(lines)


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


def tried(choice: LanguageModel, paths: Paths) -> str:
    """Have it word one follow-up; what came of that, in a sentence or two.

    Raises:
        InterviewerError: it refuses, is late, or the key is not where it should be.
    """
    said, target, rubric = sample(paths)
    interviewer = open_interviewer(choice)
    began = time.perf_counter()
    try:
        pieces = interviewer.stream(
            sample_prompt(paths), seconds=_TRY_SECONDS, most_tokens=_MOST_TOKENS
        )
        text = "".join(pieces)
    finally:
        interviewer.close()
    seconds = time.perf_counter() - began
    why = fault(tidied(text), target, said, rubric)
    verdict = f"It would not be said ({why})." if why else "It would be said."
    slow = seconds > choice.seconds
    late = f" But the interview waits {choice.seconds:g} s at most." if slow else ""
    return f"After {seconds:.1f} s: “{text.strip()}” {verdict}{late}"
