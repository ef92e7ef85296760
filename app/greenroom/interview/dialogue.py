"""Which point of an answer a follow-up goes for, and in which words."""

from greenroom.interview.events import FollowUp
from greenroom.interview.script import Question
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

QUOTE_WORDS = 8
"""A quote inside a spoken question is no longer than this."""


def choose_follow_up(
    structure: Structure, question: Question, rubric: Rubric, probed: frozenset[str]
) -> FollowUp | None:
    """Goes for the heaviest missing element that can be asked for and was not asked for yet.

    A probe that the question's author tied to the element comes before the rubric's own.
    None when nothing is missing, or nothing more can be asked.
    """
    for element in structure.missing:
        if element in probed:
            continue
        if text := _authored(question, element) or _general(structure, rubric, element):
            return FollowUp(element, text)
    return None


def _authored(question: Question, element: str) -> str:
    return next((probe.ask for probe in question.probes if probe.element == element), "")


def _general(structure: Structure, rubric: Rubric, element: str) -> str:
    """The rubric's first probe that needs no quote, or has one."""
    quote = short_quote(structure)
    for probe in rubric.elements[element].probe:
        if "{quote}" not in probe:
            return probe
        if quote:
            return probe.replace("{quote}", quote)
    return ""


def short_quote(structure: Structure) -> str:
    """What the candidate said, short enough to be spoken back; "" if nothing fits."""
    quotes = (evidence.quote for found in structure.found for evidence in found.evidence)
    fitting = (quote.strip(" .,") for quote in quotes if len(quote.split()) <= QUOTE_WORDS)
    return max(fitting, key=len, default="")
