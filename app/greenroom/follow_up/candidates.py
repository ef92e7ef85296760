"""The points of an answer that a follow-up could probe, each with its weight."""

from collections.abc import Iterator

from greenroom.follow_up.answer_facts import AnswerFacts, Memory, Target
from greenroom.follow_up.evidence import applies, evidence, is_implied, quote_for, too_late
from greenroom.follow_up.patterns import claim_quote, group_quote, metric_quote
from greenroom.language.contradictions import contradiction, same_story
from greenroom.language.phrases import FIGURE, contents, stems
from greenroom.language.prompt_injection import speaks_to_a_machine
from greenroom.structure.rubric import Element, Rubric

_AUTHORED = 1.0
"""Added for what the question's author tied a probe to: the question is for that."""

_SPECIFIC = 0.5
"""Added for a point that takes up the candidate's words, over one that is only missing."""

_QUOTED = 0.25
"""Added to prefer, of two equal points, the one that takes up the candidate's words."""

_TOUCHED = 0.6
"""Factor for what was touched in words, though not in substance."""

_OWN_PART_CLEAR = 1.25
_CONTRADICTION = 4.0
_CLAIM = 1.2
_PLAIN_CLAIM = 1.0

_ENDING = 2
"""The sentences at the end of a story that say what came of it."""


def candidates(answer: AnswerFacts, rubric: Rubric, memory: Memory) -> Iterator[Target]:
    """Yield every point that a follow-up could go for, in no particular order."""
    yield from missing_elements(answer, rubric, memory)
    yield from _own_part(answer, rubric)
    yield from _number(answer, rubric)
    yield from _who_pays(answer, rubric)
    yield from _contradiction(answer, memory)
    yield from _claim(answer, memory)


def missing_elements(answer: AnswerFacts, rubric: Rubric, memory: Memory) -> Iterator[Target]:
    """Yield the missing elements that it makes sense to ask about."""
    authored = {probe.element for probe in answer.question.probes}
    matter = f"{answer.question.ask} {answer.text}"
    for name in answer.structure.missing:
        element = rubric.elements.get(name)
        if element is None or element.weight <= 0 or _has_figure(name, answer):
            continue
        if name in authored or (applies(name, matter) and not is_implied(name, answer.text)):
            quote = quote_for(name, answer.sentences, answer.structure)
            if any(quote in one for one in memory.asked_follow_ups):
                quote = ""
            weight = element.weight * (_TOUCHED if _hints_at(element, answer.text) else 1.0)
            weight += _AUTHORED * (name in authored) + _QUOTED * bool(quote)
            yield Target("missing", name, weight / (2 if too_late(name) else 1), quote=quote)


def _hints_at(element: Element, text: str) -> bool:
    """Tell whether a phrase that hints at the element was said."""
    small = f" {' '.join(text.lower().split())} "
    return any(f" {cue.lower()}" in small for cue in element.cues if "…" not in cue)


def _has_figure(name: str, answer: AnswerFacts) -> bool:
    """Tell whether a figure was just given for the result, so that none is asked for."""
    if name != "quantified":
        return False
    results = [one.quote for one in evidence(answer.structure, "result")]
    return any(FIGURE.search(one) for one in results or answer.sentences[-_ENDING:])


def _own_part(answer: AnswerFacts, rubric: Rubric) -> Iterator[Target]:
    """Ask what was the candidate's own part in what "we" did, above all if none was named."""
    element = next((name for name in ("action", "own_role") if name in rubric.elements), "")
    group_sentences = [one.quote for one in evidence(answer.structure, "group_action")]
    unclear = element in answer.structure.missing
    quote = group_quote(group_sentences) or (group_quote(answer.sentences) if unclear else "")
    if element and quote:
        weight = rubric.elements[element].weight + _SPECIFIC if unclear else _OWN_PART_CLEAR
        yield Target("own_part", element if unclear else "", weight, quote=quote)


def _number(answer: AnswerFacts, rubric: Rubric) -> Iterator[Target]:
    """Ask for a figure, but only in a story: a plan has no figures yet."""
    quote = claim_quote(answer.sentences)
    if quote and is_story(rubric):
        element = next((n for n in ("quantified", "impact") if n in answer.structure.missing), "")
        weight = rubric.elements[element].weight if element else _PLAIN_CLAIM
        yield Target("number", element, weight + _SPECIFIC, quote=quote)


def _who_pays(answer: AnswerFacts, rubric: Rubric) -> Iterator[Target]:
    quote = metric_quote(answer.sentences)
    if quote and "metric_choice" in answer.structure.missing:
        authored = any(probe.element == "metric_choice" for probe in answer.question.probes)
        weight = rubric.elements["metric_choice"].weight + _SPECIFIC + _AUTHORED * authored
        yield Target("who_pays", "metric_choice", weight, quote=quote)


def _contradiction(answer: AnswerFacts, memory: Memory) -> Iterator[Target]:
    questions = [answer.question.ask, *(one.question.ask for one in memory.earlier)]
    related = [
        one.sentences
        for one in memory.earlier
        if one.question.id == answer.question.id
        or same_story(one.sentences, answer.sentences, questions)
    ]
    if pair := contradiction(answer.sentences, related):
        yield Target("contradiction", "", _CONTRADICTION, quote=pair.now, earlier=pair.earlier)


def _claim(answer: AnswerFacts, memory: Memory) -> Iterator[Target]:
    """Yield the first claim of the résumé that no answer has touched."""
    answer_stems = stems(" ".join([answer.text, *(one.text for one in memory.earlier)]))
    follow_ups = " ".join(memory.asked_follow_ups).lower()
    for claim in memory.claims:
        unmentioned = (
            contents(claim) and not stems(claim) & answer_stems and claim.lower() not in follow_ups
        )
        if unmentioned and not speaks_to_a_machine(claim):
            yield Target("claim", "", _CLAIM, quote=claim)
            return


def is_story(rubric: Rubric) -> bool:
    """Tell whether the rubric is for something that happened."""
    return bool({"action", "own_role"} & rubric.elements.keys())
