"""Authored words for a follow-up: which fit, which were used already, how they take up a quote."""

import re
from collections.abc import Iterable, Iterator

from greenroom.follow_up.evidence import quoting_probe_fits
from greenroom.interview.persona import Persona
from greenroom.interview.script import Question
from greenroom.language.phrases import sentences, word_count
from greenroom.language.quote_scoring import is_sentence
from greenroom.structure.rubric import Rubric

MOST_WORDS = 30
"""A follow-up is heard once; longer ones are not kept in mind."""

_QUOTE = "{quote}"
_QUOTED = re.compile(r'"[^"]*"')
_WE = re.compile(r"\bwe\b", re.IGNORECASE)


def for_element(
    question: Question, rubric: Rubric, element: str, quote: str, persona: Persona, turn: int
) -> Iterator[str]:
    """Yield every wording of a probe for one element, the best first.

    The question's own probes come before the rubric's, wordings that take up the candidate's
    words before those that do not.
    """
    own = [probe.ask for probe in question.probes if probe.element == element]
    general = list(rubric.elements[element].probe) if element in rubric.elements else []
    quoting = [probe for probe in general if _QUOTE in probe]
    plain = [probe for probe in general if _QUOTE not in probe]
    if quote:
        frames = persona.quoting if is_sentence(quote) else persona.naming
        taken_up = frames[turn % len(frames)]
        before = [f"{taken_up} {probe}" for probe in plain]
        rest = [*quoting, *before] if quoting_probe_fits(element) else [*before, *quoting]
        for wording in (*(f"{taken_up} {probe}" for probe in own), *rest):
            yield filled(wording, quote)
    yield from own
    yield from plain


def filled(template: str, quote: str, earlier: str = "") -> str:
    """Fill the template with the candidate's words."""
    return template.replace(_QUOTE, quote).replace("{earlier}", earlier)


def suits_quote(template: str, quote: str) -> bool:
    """Tell whether a template about "we" has a quote in which somebody said "we"."""
    return bool(_WE.search(quote)) or not _WE.search(template)


def first_unused(wordings: Iterable[str], spoken: Iterable[str]) -> str:
    """Return the first wording that is short enough to hear and asks something new."""
    asked_before = {asking(text) for text in spoken}
    for wording in wordings:
        if word_count(wording) <= MOST_WORDS and asking(wording) not in asked_before:
            return wording
    return ""


def asking(text: str) -> str:
    """Return what a probe asks, without the words it takes up, to compare probes."""
    questions = [one for one in sentences(_QUOTED.sub("", text)) if one.endswith("?")]
    return " ".join(questions).lower() or text.lower()


def with_lead(text: str, persona: Persona, turn: int) -> str:
    """Put a word or two before it, if there is room for them."""
    lead = persona.leads[turn % len(persona.leads)] if persona.leads else ""
    together = f"{lead} {text}".strip()
    return together if word_count(together) <= MOST_WORDS else text
