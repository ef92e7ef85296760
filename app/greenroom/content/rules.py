"""Rules across files: rubrics that exist, probes that fit, ids that are unique."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from greenroom.content import error_messages
from greenroom.content.problem import Problem, nearest
from greenroom.content.yaml_text import Document, Place
from greenroom.follow_up.questions import MOST_WORDS
from greenroom.interview.script import Probe, Script
from greenroom.structure.rubric import Rubric

LEVELS = range(1, 6)
"""Every rubric describes these."""


class Asking(Protocol):
    """A question, or what questions of one kind have in common."""

    @property
    def rubric(self) -> str:
        """The id of the rubric."""
        ...

    @property
    def probes(self) -> Sequence[Probe]:
        """The follow-ups."""
        ...


@dataclass(frozen=True, slots=True)
class ScriptDocument:
    """A script and the document it was written in."""

    script: Script
    document: Document

    def problem(self, place: Place, what: str) -> Problem:
        """Describe something wrong at a place of this script."""
        return problem(self.document, place, what)


def script_problems(
    document: ScriptDocument, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    """Yield what is wrong in one script; None stands for a rubric that could not be read."""
    script = document.script
    if not script.questions and not script.draws:
        yield document.problem((), "has neither 'questions' nor 'draws'")
    for number, question in enumerate(script.questions):
        yield from asking_problems(question, document.document, ("questions", number), rubrics)


def asking_problems(
    asking: Asking, document: Document, place: Place, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    """Yield what is wrong with the rubric and probes of a question or kind of questions."""
    if asking.rubric not in rubrics:
        what = f"unknown rubric '{asking.rubric}'{nearest(asking.rubric, rubrics)}"
        yield problem(document, (*place, "rubric"), what)
    rubric = rubrics.get(asking.rubric)
    for number, probe in enumerate(asking.probes):
        if rubric and probe.element not in rubric.elements:
            right = nearest(probe.element, rubric.elements)
            what = f"the rubric '{rubric.id}' has no element '{probe.element}'{right}"
            yield problem(document, (*place, "probes", number, "element"), what)
    for number, probe in enumerate(asking.probes):
        if (words := len(probe.ask.split())) > MOST_WORDS:
            what = f"the probe has {words} words; at most {MOST_WORDS} can be followed by ear"
            yield problem(document, (*place, "probes", number, "ask"), what)


def topic_problems(document: ScriptDocument, topics: Collection[str]) -> Iterator[Problem]:
    """Yield the topics that a question says it serves but that are not in the list of topics."""
    for number, question in enumerate(document.script.questions):
        for place, topic in enumerate(question.serves):
            if topic not in topics:
                what = f"unknown topic '{topic}'{nearest(topic, topics)}"
                yield document.problem(("questions", number, "serves", place), what)


def rubric_problems(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """Yield what is wrong in one rubric: unknown elements, levels other than 1 to 5."""
    for place, name in _named_elements(rubric):
        if name not in rubric.elements:
            what = f"there is no element '{name}'{nearest(name, rubric.elements)}"
            yield problem(document, place, what)
    if set(rubric.levels) != set(LEVELS):
        yield problem(document, ("levels",), "'levels' must have the keys 1, 2, 3, 4 and 5")


def _named_elements(rubric: Rubric) -> Iterator[tuple[Place, str]]:
    """Yield each place where the rubric names an element, and the element."""
    for element, entry in rubric.elements.items():
        for number, name in enumerate(entry.builds_on):
            yield ("elements", element, "builds_on", number), name
    for order, rule in rubric.order.items():
        yield ("order", order, "first"), rule.first
        yield ("order", order, "before"), rule.before


def draw_problems(
    document: ScriptDocument, scripts: Mapping[str, Script | None]
) -> Iterator[Problem]:
    """Yield what is wrong with a mixed round; None stands for a script that could not be read."""
    for name, count in document.script.draws.items():
        place: Place = ("draws", name)
        if name not in scripts:
            yield document.problem(place, f"unknown script '{name}'{nearest(name, scripts)}")
        elif (source := scripts[name]) and not 0 < count <= len(source.questions):
            own = len(source.questions)
            what = f"'{name}' has {own} questions of its own; {count} cannot be drawn"
            yield document.problem(place, what)


def repeated_ids(scripts: Iterable[ScriptDocument]) -> Iterator[Problem]:
    """Yield the questions whose id was used before, in this script or another."""
    first: dict[str, str] = {}
    for document in scripts:
        for number, question in enumerate(document.script.questions):
            if question.id in first:
                what = f"the id '{question.id}' is already used in {first[question.id]}"
                yield document.problem(("questions", number, "id"), what)
            first.setdefault(question.id, document.document.file.name)


def problem(document: Document, place: Place, what: str) -> Problem:
    """Describe something wrong at a place of a document."""
    return Problem(document.file, what, document.line(place), error_messages.entry(document, place))
