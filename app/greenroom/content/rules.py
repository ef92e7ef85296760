"""What must hold between files: rubrics that exist, probes that fit, ids that are unique."""

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
        """Something wrong at a place of this script."""
        return problem(self.document, place, what)


def script_problems(
    written: ScriptDocument, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    """What is wrong in one script; None stands for a rubric that could not be read."""
    script = written.script
    if not script.questions and not script.draws:
        yield written.problem((), "has neither 'questions' nor 'draws'")
    for number, question in enumerate(script.questions):
        yield from asking_problems(question, written.document, ("questions", number), rubrics)


def asking_problems(
    asking: Asking, document: Document, place: Place, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    """What is wrong with the rubric and the probes of a question, or of a kind of them."""
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


def topic_problems(written: ScriptDocument, topics: Collection[str]) -> Iterator[Problem]:
    """Topics that a question says it serves and that are not in the list of topics."""
    for number, question in enumerate(written.script.questions):
        for place, topic in enumerate(question.serves):
            if topic not in topics:
                what = f"unknown topic '{topic}'{nearest(topic, topics)}"
                yield written.problem(("questions", number, "serves", place), what)


def rubric_problems(rubric: Rubric, document: Document) -> Iterator[Problem]:
    """What is wrong in one rubric: names of no element, levels other than 1 to 5."""
    for place, name in _named_elements(rubric):
        if name not in rubric.elements:
            what = f"there is no element '{name}'{nearest(name, rubric.elements)}"
            yield problem(document, place, what)
    if set(rubric.levels) != set(LEVELS):
        yield problem(document, ("levels",), "'levels' must have the keys 1, 2, 3, 4 and 5")


def _named_elements(rubric: Rubric) -> Iterator[tuple[Place, str]]:
    """Where the rubric names an element, and which."""
    for element, written in rubric.elements.items():
        for number, name in enumerate(written.builds_on):
            yield ("elements", element, "builds_on", number), name
    for order, rule in rubric.order.items():
        yield ("order", order, "first"), rule.first
        yield ("order", order, "before"), rule.before


def draw_problems(
    written: ScriptDocument, scripts: Mapping[str, Script | None]
) -> Iterator[Problem]:
    """What is wrong with a mixed round; None stands for a script that could not be read."""
    for name, count in written.script.draws.items():
        place: Place = ("draws", name)
        if name not in scripts:
            yield written.problem(place, f"unknown script '{name}'{nearest(name, scripts)}")
        elif (drawn := scripts[name]) and not 0 < count <= len(drawn.questions):
            what = (
                f"'{name}' has {len(drawn.questions)} questions of its own; {count} cannot be drawn"
            )
            yield written.problem(place, what)


def repeated_ids(scripts: Iterable[ScriptDocument]) -> Iterator[Problem]:
    """Questions whose id was used before, in this script or in another."""
    first: dict[str, str] = {}
    for written in scripts:
        for number, question in enumerate(written.script.questions):
            if question.id in first:
                what = f"the id '{question.id}' is already used in {first[question.id]}"
                yield written.problem(("questions", number, "id"), what)
            first.setdefault(question.id, written.document.file.name)


def problem(document: Document, place: Place, what: str) -> Problem:
    """Something wrong at a place of a document."""
    return Problem(document.file, what, document.line(place), error_messages.entry(document, place))
