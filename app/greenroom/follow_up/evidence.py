"""The words of an answer that a probe can take up, so that it sounds like listening.

A probe for an element first takes up words in which its topic was touched, then what was said for
a neighboring element. Elements that are not listed (those of users' own rubrics) take up any
evidence at all, and only where their probes have a place for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenroom.follow_up.patterns import claim_quote, metric_quote
from greenroom.language.quotation import best_quote, most_telling, quote_matching
from greenroom.language.quote_scoring import TELLING, worth
from greenroom.structure.elements import Evidence, Structure


@dataclass(frozen=True, slots=True)
class Anchor:
    """The source of a probe's quote.

    Attributes:
        topic: words in which the element's topic is touched, as a pattern.
        near: elements whose evidence can be taken up instead.
        fits: whether the rubric's own quoting probe suits such quotes; else they go before
            one of its other probes.
        applies: a pattern that question or answer must hold for the probe to make sense.
        late: whether it belongs before the answer, and is odd to ask for afterward.
        implied_by: a pattern that implies the element, though no evidence was found.
    """

    topic: str = ""
    near: tuple[str, ...] = ()
    fits: bool = True
    applies: str = ""
    late: bool = False
    implied_by: str = ""


_MODEL = (
    r"models?|network|xgboost|boosting|transformers?|llm|bert|regression|forests?|trees?|ensemble"
    r"|classifier|light ?gbm|fine.?tun\w+|embeddings?|deep"
)
_LIVE = r"deploy\w*|production|launch\w*|went live|go live|roll\w* out|shipp?\w*|in use"
_DATA = r"data\w*|tables?|rows?|columns?|features?|labels?|logs?|images?|records?|samples?|csv"

_TABLE = r"data|csv|notebook|models?\b|classif|train|features?|table|frame|sensor|column"
_TEXTS = (
    r"document|rag\b|search|retriev|chunk|knowledge|passage|index|vector|files?\b|faq|manual"
    r"|contract"
)
_ALGORITHM = r"function|lists?\b|strings\b|array|sort|loop|window|large|million|faster|log file"

ANCHORS: Mapping[str, Anchor] = {
    # star
    "situation": Anchor(near=("group_action", "action", "task")),
    "task": Anchor(near=("group_action", "situation")),
    "action": Anchor(near=("task",), fits=False),
    "result": Anchor(
        near=("action", "group_action"),
        implied_by=r"in the end|after that|since then|by (?:january|february|march|april|may|june"
        r"|july|august|september|october|november|december|the end|then) (?:we|i|it|they)\b",
    ),
    "quantified": Anchor(near=("result",), fits=False),
    "reflection": Anchor(near=("result", "action")),
    # project
    "decision_served": Anchor(r"\b(?:it was for|project|platform|thesis|app)\b", fits=False),
    "data_problem": Anchor(rf"\b(?:{_DATA})\b", fits=False),
    "failed_attempt": Anchor(
        r"\b(?:best one|first version|tried|compared)\b",
        fits=False,
        implied_by=r"lost (?:a|two|three|four|many|some) (?:days?|weeks?|months?)|useless"
        r"|did(?:n't| not) work|wasted|threw (?:it|them|that) away|gave up on|dead end",
    ),
    "after_launch": Anchor(rf"\b(?:{_LIVE})\b", ("impact",), fits=False),
    "would_change": Anchor(near=("trade_off", "failed_attempt", "simple_baseline")),
    "impact": Anchor(
        r"\b(?:success\w*|impact|users?|customers?)\b",
        ("metric_choice", "after_launch"),
        implied_by=r"went from|(?:waits?|wastes?|costs?|pays?|complains?) less",
    ),
    "own_role": Anchor(r"\b(?:involved|my role)\b", fits=False),
    # modeling
    "problem_framing": Anchor(rf"\b(?:good enough|predict\w*|{_MODEL})\b", fits=False),
    "data_check": Anchor(rf"\b(?:{_DATA})\b"),
    "simple_baseline": Anchor(
        rf"\b(?:baseline|{_MODEL})\b",
        ("complex_model",),
        fits=False,
        implied_by=r"as the bar|(?:is|was) the bar|(?:had|has|number|thing) to beat|naive",
    ),
    "complex_model": Anchor(near=("simple_baseline",)),
    "metric_choice": Anchor(),
    "validation": Anchor(
        r"\b(?:test\w*|valid\w+|good enough|beats?|works?)\b", ("complex_model",), fits=False
    ),
    "trade_off": Anchor(near=("complex_model", "recommendation")),
    "monitoring": Anchor(rf"\b(?:{_LIVE}|monitor\w*)\b", ("complex_model", "simple_baseline")),
    # trade_off
    "alternatives": Anchor(near=("recommendation",)),
    "criteria": Anchor(r"\b(?:better|best|faster|cheaper|important)\b", ("recommendation",)),
    "who_pays": Anchor(
        r"\b(?:important|quality|threshold|above)\b", ("recommendation", "criteria")
    ),
    "recommendation": Anchor(r"\bdepends?\b", ("alternatives", "criteria")),
    "guardrail": Anchor(r"\b(?:guardrails?|then see)\b", ("recommendation",)),
    # debugging
    "separate_causes": Anchor(
        near=("retrain", "pipeline_check", "shift_check"),
        implied_by=r"(?:two|three|four) (?:boxes|causes|layers)|the candidates"
        r"|\bone\b.*\btwo\b.*\bthree\b",
    ),
    "pipeline_check": Anchor(r"\b(?:pipelines?|feeds?|upstream|index|schema)\b"),
    "shift_check": Anchor(r"\b(?:drift|shift\w*|changed|users?|season\w*)\b", fits=False),
    "label_check": Anchor(r"\b(?:labels?|metrics?|precision|recall|clicks?)\b", fits=False),
    "segment_compare": Anchor(r"\b(?:segments?|fell|dropp?\w*|fails?|wrong)\b"),
    "evidence": Anchor(near=("separate_causes", "retrain", "pipeline_check", "shift_check")),
    "contain": Anchor(near=("retrain",)),
    # coding
    "clarify": Anchor(late=True),
    "inspect_data": Anchor(r"\b(?:read|load|csv|data ?frame|drop na)\b", applies=_TABLE),
    "first_approach": Anchor(
        implied_by=r"(?:i'd|i would|i'll) (?:just |simply |first )*"
        r"(?:sort|loop|iterate|read|compare|sum)"
    ),
    "complexity": Anchor(near=("first_approach",), applies=_ALGORITHM),
    "improve": Anchor(near=("complexity", "first_approach"), applies=_ALGORITHM),
    "leakage_or_split": Anchor(r"\b(?:split|scaler|accuracy|fit)\b", applies=_TABLE),
    "sanity_test": Anchor(r"\b(?:accuracy|done|works?|tests?)\b", ("improve", "first_approach")),
    "explain_choice": Anchor(near=("improve", "first_approach")),
    # genai
    "retrieval_quality": Anchor(
        r"\b(?:rag|search\w*|retriev\w+|chunks?|passages?|index|rank\w*|vectors?|embeddings?)\b",
        applies=_TEXTS,
    ),
    "grounding": Anchor(
        r"\b(?:cit\w+|ground\w+|hallucinat\w+|answers?|repl(?:y|ies))\b", fits=False
    ),
    "evaluation": Anchor(r"\b(?:evaluat\w+|tests?|demo|metrics?)\b", fits=False),
    "failure_modes": Anchor(r"\b(?:agents?|tools?)\b", ("grounding", "access_privacy")),
    "latency_cost": Anchor(r"\b(?:models?|tokens?|prompts?|slow|expensive|cost\w*)\b", fits=False),
    "access_privacy": Anchor(r"\b(?:privacy|security|documents?|data|permission\w*)\b", fits=False),
    "fallback": Anchor(r"\b(?:unsure|confiden\w+|refus\w+|blocks?|human)\b", ("failure_modes",)),
    "observability": Anchor(r"\b(?:logs?|trac\w+|dashboards?|observab\w+)\b", fits=False),
    # explain
    "plain_statement": Anchor(
        r"\b(?:distribution|matrix|estimator|sigma|vectors?|tensor|gradient|harmonic|hypothesis|tp|fp)\b"
    ),
    "when_it_matters": Anchor(r"\b(?:important|matters?|used)\b", ("plain_statement",), fits=False),
    "what_breaks": Anchor(near=("when_it_matters", "plain_statement")),
    "analogy": Anchor(near=("plain_statement",), fits=False),
    "example": Anchor(r"\b(?:example|instance)\b", fits=False),
}  # fmt: skip


def applies(element: str, text: str) -> bool:
    """Tell whether a probe for this element makes sense for these words."""
    anchor = ANCHORS.get(element)
    pattern = anchor.applies if anchor else ""
    return not pattern or bool(re.search(rf"\b(?:{pattern})", text, re.IGNORECASE))


def is_implied(element: str, text: str) -> bool:
    """Tell whether the words imply the element, though no evidence for it was found."""
    anchor = ANCHORS.get(element)
    pattern = anchor.implied_by if anchor else ""
    return bool(pattern) and bool(re.search(rf"\b(?:{pattern})", text, re.IGNORECASE))


def too_late(element: str) -> bool:
    """Tell whether a probe for this element is odd after the answer."""
    anchor = ANCHORS.get(element)
    return anchor is not None and anchor.late


def quoting_probe_fits(element: str) -> bool:
    """Tell whether the rubric's own quoting probe suits the quotes that are found here."""
    anchor = ANCHORS.get(element)
    return anchor is None or anchor.fits


def quote_for(element: str, sentences: Sequence[str], structure: Structure) -> str:
    """Quote words that a probe for this element can take up; "" if it should take up none."""
    anchor = ANCHORS.get(element)
    if anchor is None:
        return ""
    if element == "metric_choice":
        return metric_quote(sentences)
    if element in {"quantified", "impact"} and (success_quote := claim_quote(sentences)):
        return success_quote
    topic = re.compile(anchor.topic, re.IGNORECASE) if anchor.topic else None
    if topic and (topic_quote := quote_matching(sentences, topic)):
        return topic_quote
    return next((quote for near in anchor.near if (quote := evidence_quote(structure, near))), "")


def evidence_quote(structure: Structure, element: str) -> str:
    """Quote from what shows an element best, as long as it is specific enough."""
    surest = sorted(evidence(structure, element), key=lambda one: -one.confidence)
    quotes = list(filter(None, (best_quote(one.quote) for one in surest)))
    return next((quote for quote in quotes if worth(quote) >= TELLING), most_telling(quotes))


def evidence(structure: Structure, element: str) -> tuple[Evidence, ...]:
    """Return what shows an element; empty if it was not found."""
    return next((one.evidence for one in structure.found if one.element == element), ())
