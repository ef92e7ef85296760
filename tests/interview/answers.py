"""Answers made up for the tests of the dialogue, and how their structure is written down."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from greenroom.content import load_rubrics
from greenroom.follow_up.answer_facts import AnswerFacts
from greenroom.interview.script import Probe, Question
from greenroom.paths import Paths
from greenroom.speech.span import Span
from greenroom.structure.elements import Evidence, FoundElement, Structure
from greenroom.structure.rubric import Rubric


@cache
def rubrics() -> Mapping[str, Rubric]:
    """The shipped ones."""
    return load_rubrics(Paths.under(Path("/nonexistent")))


def question(rubric: str, ask: str = "How would you do it?", **probes: str) -> Question:
    authored = tuple(Probe(element=element, ask=text) for element, text in probes.items())
    return Question(
        id="q", ask=ask, rubric=rubric, tests="t", strong="s", weak="w", probes=authored
    )


def said(asked: Question, *sentences: str, asking: str = "") -> AnswerFacts:
    """An answer; a sentence may begin with the elements that it shows: "[action, task] I …"."""
    texts: list[str] = []
    found: dict[str, list[Evidence]] = {}
    for place, sentence in enumerate(sentences):
        labels, _, text = sentence.rpartition("] ")
        texts.append(text)
        for label in filter(None, labels.strip("[").split(", ")):
            piece = Evidence(text, Span(place, place + 1), place, 0.9)
            found.setdefault(label, []).append(piece)
    rubric = rubrics()[asked.rubric]
    expected = [name for name, element in rubric.elements.items() if element.weight > 0]
    missing = sorted(set(expected) - found.keys(), key=lambda name: -rubric.elements[name].weight)
    structure = Structure(
        asked.rubric,
        tuple(FoundElement(name, tuple(pieces)) for name, pieces in found.items()),
        tuple(missing),
    )
    return AnswerFacts(asked, asking or asked.ask, tuple(texts), structure)
