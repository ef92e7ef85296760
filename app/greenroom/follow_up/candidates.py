"""Which one point of an answer is worth probing: rules choose it, never a model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from greenroom.follow_up.evidence import applies, evidence, quote_for, told_after_all, too_late
from greenroom.follow_up.patterns import claim_quote, group_quote, metric_quote
from greenroom.follow_up.questions import filled, first_unused, for_element, speaks_of_what_was_said
from greenroom.interview.persona import Persona
from greenroom.interview.script import Question
from greenroom.language.contradictions import contradiction, same_story
from greenroom.language.phrases import FIGURE, contents, core_question, stems, word_count
from greenroom.language.prompt_injection import speaks_to_a_machine
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Element, Rubric

Kind = Literal[
    "missing", "own_part", "number", "who_pays", "contradiction", "claim",
    "short", "vague", "off_topic", "deeper",
]  # fmt: skip

_AUTHORED = 1.0
"""What the question's author tied a probe to weighs so much more: the question is for that."""

_SPECIFIC = 0.5
"""A point that takes up the candidate's words weighs so much more than one that is only missing."""

_QUOTED = 0.25
"""Of two that weigh the same, the one that takes up the candidate's words."""

_TOUCHED = 0.6
"""What was touched in words, though not in substance, weighs so much less."""

_OWN_PART_CLEAR = 1.25
_CONTRADICTION = 4.0
_CLAIM = 1.2
_PLAIN_CLAIM = 1.0
_RELATED = 2
"""So many words in common with a rubric, and an answer is about its matter."""

_ENDING = 2
"""So many sentences at the end tell what came of a story."""

_SHORT = 20
"""Fewer words are no answer yet; the same limit as for judging."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer, as the rules see it.

    Attributes:
        question: the script's question that it belongs to.
        asked: what the interviewer said last: that question or a follow-up.
        sentences: what the candidate said.
        structure: what is in it, by the question's rubric; the evidence lies in `sentences`.
        deeper: questions that dig into an answer that left nothing out, authored for this question.
    """

    question: Question
    asked: str
    sentences: tuple[str, ...]
    structure: Structure
    deeper: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the interview holds so far, besides the answer just given.

    Attributes:
        earlier: the answers before, oldest first.
        probed: the points that were gone for on this question.
        said: every follow-up that was spoken in this interview.
        again: whether this question may still be asked for once more.
        claims: what the candidate's resume claims.
    """

    earlier: tuple[Said, ...] = ()
    probed: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    again: bool = True
    claims: tuple[str, ...] = ()

    @property
    def turn(self) -> int:
        """Counts follow-ups, so that wordings take turns."""
        return len(self.said)


@dataclass(frozen=True, slots=True)
class Target:
    """The point that a follow-up goes for.

    Attributes:
        element: of the rubric; empty where the point is none of its elements.
        text: authored words for it.
        quote: the candidate's words that it takes up; may be empty.
        earlier: for a contradiction, the words that `quote` does not fit.
    """

    kind: Kind
    element: str
    weight: float
    text: str = ""
    quote: str = ""
    earlier: str = ""

    @property
    def point(self) -> str:
        """What is not gone for twice on one question."""
        return self.element or self.kind


def choose(answer: Said, rubric: Rubric, memory: Memory, persona: Persona) -> Target | None:
    """The heaviest point that was not gone for yet and that there are unused words for.

    None where nothing is left worth asking.
    """
    if again := _again(answer, rubric, memory, persona):
        return again
    answer = _with_earlier(answer, memory)
    points = [one for one in _points(answer, rubric, memory) if not _gone_for(one, memory)]
    for point in sorted(points, key=lambda one: -one.weight):
        if text := _authored(point, answer, rubric, memory, persona):
            return replace(point, text=text)
    return _deeper(answer, memory)


def _deeper(answer: Said, memory: Memory) -> Target | None:
    """Nothing is left to ask for, so what was said is dug into; nobody falls silent then."""
    text = "" if answer.structure.missing else first_unused(answer.deeper, memory.said)
    return Target("deeper", "", 0.0, text) if text else None


def _gone_for(point: Target, memory: Memory) -> bool:
    """Whether it was asked for on this question, or the same words were taken up before."""
    again = any(f'"{point.quote}"' in one for one in memory.said) if point.quote else False
    return point.point in memory.probed or (again and point.kind != "contradiction")


def _with_earlier(answer: Said, memory: Memory) -> Said:
    """The answer with what was said on the same question before: that is not missing any more."""
    before = [one for one in memory.earlier if one.question.id == answer.question.id]
    found = {found.element for one in before for found in one.structure.found}
    missing = tuple(name for name in answer.structure.missing if name not in found)
    return replace(answer, structure=replace(answer.structure, missing=missing))


def _again(answer: Said, rubric: Rubric, memory: Memory, persona: Persona) -> Target | None:
    """Once a question, an answer without substance gets another try."""
    if not memory.again or not persona.second_chances:
        return None
    kind = _without_substance(answer, rubric, memory)
    if kind is None:
        return None
    core = core_question(answer.asked)
    templates = {
        "short": persona.short,
        "off_topic": persona.off_topic,
        "vague": persona.vague_story if _is_story(rubric) else persona.vague,
    }[kind]
    turns = [templates[(memory.turn + n) % len(templates)] for n in range(len(templates))]
    text = first_unused((one.replace("{question}", core) for one in turns), memory.said)
    return Target(kind, "", 0.0, text) if text else None


def _without_substance(
    answer: Said, rubric: Rubric, memory: Memory
) -> Literal["short", "vague", "off_topic"] | None:
    """A story without an event is vague; an idea is, if not even a topic was touched in it."""
    if _substance(answer.structure, rubric):
        return None
    if word_count(answer.text) < _SHORT:
        return "short"
    if _off_topic(answer, rubric):
        return "off_topic"
    touched = any(point.quote for point in _missing(answer, rubric, memory))
    return None if touched and not _is_story(rubric) else "vague"


def _off_topic(answer: Said, rubric: Rubric) -> bool:
    """Nothing of the question, and next to nothing of what answers to it are made of."""
    said = stems(answer.text)
    elements = (f"{one.title} {one.what} {' '.join(one.cues)}" for one in rubric.elements.values())
    about_it = len(said & stems(" ".join(elements))) >= _RELATED
    return not about_it and not said & stems(f"{answer.asked} {answer.question.ask}")


def _substance(structure: Structure, rubric: Rubric) -> bool:
    weights = (rubric.elements[one.element].weight for one in structure.found
               if one.element in rubric.elements)  # fmt: skip
    return any(weight > 0 for weight in weights)


def _points(answer: Said, rubric: Rubric, memory: Memory) -> Iterator[Target]:
    yield from _missing(answer, rubric, memory)
    yield from _own_part(answer, rubric)
    yield from _number(answer, rubric)
    yield from _who_pays(answer, rubric)
    yield from _contradiction(answer, memory)
    yield from _claim(answer, memory)


def _missing(answer: Said, rubric: Rubric, memory: Memory) -> Iterator[Target]:
    authored = {probe.element for probe in answer.question.probes}
    matter = f"{answer.question.ask} {answer.text}"
    for name in answer.structure.missing:
        element = rubric.elements.get(name)
        if element is None or element.weight <= 0 or _measured_already(name, answer):
            continue
        if name in authored or (applies(name, matter) and not told_after_all(name, answer.text)):
            quote = quote_for(name, answer.sentences, answer.structure)
            if any(quote in one for one in memory.said):
                quote = ""
            weight = element.weight * (_TOUCHED if _touched(element, answer.text) else 1.0)
            weight += _AUTHORED * (name in authored) + _QUOTED * bool(quote)
            yield Target("missing", name, weight / (2 if too_late(name) else 1), quote=quote)


def _touched(element: Element, text: str) -> bool:
    """Whether a phrase that hints at the element was said."""
    small = f" {' '.join(text.lower().split())} "
    return any(f" {cue.lower()}" in small for cue in element.cues if "…" not in cue)


def _measured_already(name: str, answer: Said) -> bool:
    """Nobody is asked for a figure who has just given one for what came of it."""
    if name != "quantified":
        return False
    results = [one.quote for one in evidence(answer.structure, "result")]
    return any(FIGURE.search(one) for one in results or answer.sentences[-_ENDING:])


def _own_part(answer: Said, rubric: Rubric) -> Iterator[Target]:
    """What "we" did, above all where nothing of the candidate's own was told."""
    element = next((name for name in ("action", "own_role") if name in rubric.elements), "")
    told = [one.quote for one in evidence(answer.structure, "group_action")]
    unclear = element in answer.structure.missing
    quote = group_quote(told) or (group_quote(answer.sentences) if unclear else "")
    if element and quote:
        weight = rubric.elements[element].weight + _SPECIFIC if unclear else _OWN_PART_CLEAR
        yield Target("own_part", element if unclear else "", weight, quote=quote)


def _number(answer: Said, rubric: Rubric) -> Iterator[Target]:
    """Only of what was done: of a plan nobody has the figures yet."""
    quote = claim_quote(answer.sentences)
    if quote and _is_story(rubric):
        element = next((n for n in ("quantified", "impact") if n in answer.structure.missing), "")
        weight = rubric.elements[element].weight if element else _PLAIN_CLAIM
        yield Target("number", element, weight + _SPECIFIC, quote=quote)


def _who_pays(answer: Said, rubric: Rubric) -> Iterator[Target]:
    quote = metric_quote(answer.sentences)
    if quote and "metric_choice" in answer.structure.missing:
        authored = any(probe.element == "metric_choice" for probe in answer.question.probes)
        weight = rubric.elements["metric_choice"].weight + _SPECIFIC + _AUTHORED * authored
        yield Target("who_pays", "metric_choice", weight, quote=quote)


def _contradiction(answer: Said, memory: Memory) -> Iterator[Target]:
    questions = [answer.question.ask, *(one.question.ask for one in memory.earlier)]
    related = [
        one.sentences
        for one in memory.earlier
        if one.question.id == answer.question.id
        or same_story(one.sentences, answer.sentences, questions)
    ]
    if found := contradiction(answer.sentences, related):
        yield Target("contradiction", "", _CONTRADICTION, quote=found.now, earlier=found.earlier)


def _claim(answer: Said, memory: Memory) -> Iterator[Target]:
    """The first claim of the resume that no answer has touched."""
    told = stems(" ".join([answer.text, *(one.text for one in memory.earlier)]))
    asked = " ".join(memory.said).lower()
    for claim in memory.claims:
        new = contents(claim) and not stems(claim) & told and claim.lower() not in asked
        if new and not speaks_to_a_machine(claim):
            yield Target("claim", "", _CLAIM, quote=claim)
            return


def _authored(point: Target, answer: Said, rubric: Rubric, memory: Memory, persona: Persona) -> str:
    element = for_element(answer.question, rubric, point.element, point.quote, persona, memory.turn)
    if point.kind == "missing":
        return first_unused(element, memory.said)
    templates: Sequence[str] = getattr(persona.probes, point.kind)
    turns = [templates[(memory.turn + n) % len(templates)] for n in range(len(templates))]
    fitting = [template for template in turns if speaks_of_what_was_said(template, point.quote)]
    special = (filled(template, point.quote, point.earlier) for template in fitting)
    return first_unused(special, memory.said) or first_unused(element, memory.said)


def _is_story(rubric: Rubric) -> bool:
    """Whether the rubric is for something that happened."""
    return bool({"action", "own_role"} & rubric.elements.keys())
