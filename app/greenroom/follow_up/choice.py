"""The one point of an answer worth probing, and its words: chosen by rules, never a model."""

from dataclasses import replace
from typing import Literal

from greenroom.follow_up.answer_facts import AnswerFacts, Memory, Target
from greenroom.follow_up.candidates import candidates, is_story, missing_elements
from greenroom.follow_up.questions import (
    filled,
    first_unused,
    for_element,
    suits_quote,
    with_lead,
)
from greenroom.interview.events import FollowUp
from greenroom.interview.persona import Persona
from greenroom.language.phrases import core_question, stems, word_count
from greenroom.structure.elements import Structure
from greenroom.structure.rubric import Rubric

_RELATED = 2
"""The words in common with a rubric that make an answer about its subject."""

_SHORT = 20
"""Fewer words are no answer yet; the same limit as for judging."""


def choose_follow_up(
    answer: AnswerFacts, rubric: Rubric, memory: Memory, persona: Persona
) -> tuple[FollowUp, Target] | None:
    """Choose the follow-up in authored words, and the target that other words may be found for.

    None when nothing is missing, or nothing more can be asked.
    """
    target = choose(answer, rubric, memory, persona)
    if target is None:
        return None
    text = with_lead(target.text, persona, memory.turn)
    return FollowUp(target.element, text, target.kind), target


def choose(answer: AnswerFacts, rubric: Rubric, memory: Memory, persona: Persona) -> Target | None:
    """Choose the heaviest point not yet probed for which there are unused words.

    None where nothing is left worth asking.
    """
    if again := _second_try(answer, rubric, memory, persona):
        return again
    answer = _without_covered(answer, memory)
    points = [one for one in candidates(answer, rubric, memory) if not _already_probed(one, memory)]
    for point in sorted(points, key=lambda one: -one.weight):
        if text := _authored(point, answer, rubric, memory, persona):
            return replace(point, text=text)
    return _deeper(answer, memory)


def _deeper(answer: AnswerFacts, memory: Memory) -> Target | None:
    """Dig into what was said where nothing is left to ask for; None without a question for it."""
    unused = first_unused(answer.deeper, memory.asked_follow_ups)
    return Target("deeper", "", 0.0, unused) if unused and not answer.structure.missing else None


def _already_probed(point: Target, memory: Memory) -> bool:
    """Tell whether it was probed on this question, or the same words were taken up before."""
    again = (
        any(f'"{point.quote}"' in one for one in memory.asked_follow_ups) if point.quote else False
    )
    return point.point in memory.probed or (again and point.kind != "contradiction")


def _without_covered(answer: AnswerFacts, memory: Memory) -> AnswerFacts:
    """Drop from what is missing all that was said earlier on the same question."""
    before = [one for one in memory.earlier if one.question.id == answer.question.id]
    covered = {element.element for one in before for element in one.structure.found}
    missing = tuple(name for name in answer.structure.missing if name not in covered)
    return replace(answer, structure=replace(answer.structure, missing=missing))


def _second_try(
    answer: AnswerFacts, rubric: Rubric, memory: Memory, persona: Persona
) -> Target | None:
    """Give an answer without substance another try, once a question."""
    if not memory.again or not persona.second_chances:
        return None
    kind = _lack_of_substance(answer, rubric, memory)
    if kind is None:
        return None
    core = core_question(answer.asked)
    templates = {
        "short": persona.short,
        "off_topic": persona.off_topic,
        "vague": persona.vague_story if is_story(rubric) else persona.vague,
    }[kind]
    turns = [templates[(memory.turn + n) % len(templates)] for n in range(len(templates))]
    text = first_unused((one.replace("{question}", core) for one in turns), memory.asked_follow_ups)
    return Target(kind, "", 0.0, text) if text else None


def _lack_of_substance(
    answer: AnswerFacts, rubric: Rubric, memory: Memory
) -> Literal["short", "vague", "off_topic"] | None:
    """Call a story without an event vague, and an idea if it has not even a topic."""
    if _has_substance(answer.structure, rubric):
        return None
    if word_count(answer.text) < _SHORT:
        return "short"
    if _off_topic(answer, rubric):
        return "off_topic"
    has_topic = any(point.quote for point in missing_elements(answer, rubric, memory))
    return None if has_topic and not is_story(rubric) else "vague"


def _off_topic(answer: AnswerFacts, rubric: Rubric) -> bool:
    """Tell whether an answer has nothing of its question and next to nothing of its rubric."""
    answer_stems = stems(answer.text)
    elements = (f"{one.title} {one.what} {' '.join(one.cues)}" for one in rubric.elements.values())
    about_it = len(answer_stems & stems(" ".join(elements))) >= _RELATED
    return not about_it and not answer_stems & stems(f"{answer.asked} {answer.question.ask}")


def _has_substance(structure: Structure, rubric: Rubric) -> bool:
    weights = (rubric.elements[one.element].weight for one in structure.found
               if one.element in rubric.elements)  # fmt: skip
    return any(weight > 0 for weight in weights)


def _authored(
    point: Target, answer: AnswerFacts, rubric: Rubric, memory: Memory, persona: Persona
) -> str:
    element = for_element(answer.question, rubric, point.element, point.quote, persona, memory.turn)
    if point.kind == "missing":
        return first_unused(element, memory.asked_follow_ups)
    templates: tuple[str, ...] = getattr(persona.probes, point.kind)
    turns = [templates[(memory.turn + n) % len(templates)] for n in range(len(templates))]
    fitting = [template for template in turns if suits_quote(template, point.quote)]
    special = (filled(template, point.quote, point.earlier) for template in fitting)
    return first_unused(special, memory.asked_follow_ups) or first_unused(
        element, memory.asked_follow_ups
    )
