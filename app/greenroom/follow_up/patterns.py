"""Patterns in an answer that make an interviewer prick up their ears.

Each finds words worth quoting, or "" where there is nothing of the kind.
"""

import re
from collections.abc import Sequence

from greenroom.language.phrases import FIGURE, cleaned
from greenroom.language.quotation import MOST_WORDS, most_telling, quote_matching, quotes
from greenroom.speech.numerals import NUMBER

_NUMBER = rf"(?:(?:{NUMBER}|(?:nought )?point {NUMBER})(?:\s?%| percent)?)"
_METRIC = (
    r"(?:accuracy|precision|recall|f1(?:[ -]score)?|auc|roc(?:[ -](?:auc|curve))?|rmse|mae|mape"
    r"|log[ -]loss|r[ -]squared|sensitivity|specificity|bleu|rouge|ndcg|click[ -]through rate"
    r"|mean (?:absolute|squared) error)"
)
_METRICS = re.compile(
    rf"(?:\b{_NUMBER}\s+)?\b{_METRIC}(?:(?:,? and |, ){_METRIC})*\b"
    rf"(?:\s+(?:of|is|was|at|above|around|over)\s+(?:about\s+)?{_NUMBER}(?=\W|$))?",
    re.IGNORECASE,
)
_NO_METRIC = re.compile(
    r"\b(?:mixed|half|full|double|single)[ -]precision\b"
    r"|\b(?:i|we|you|they|to|can|could|don't|can't) recall\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|cause|since|as (?:a|an|one|every)|costs?)\b", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:look\w* at|use[ds]?|report\w*|measur\w+|scor\w+|optimi\w+|metric\w*|track\w*|got|is|was"
    r"|reach\w*|achiev\w*|care\w*|want\w*)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\b(?:we|we'd|we've|our team|the team|my team)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|i'd|i've|i'm|my|me|myself)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:improv\w+|increas\w+|reduc\w+|speed\w* up|sped up|saved|cut|faster|cheaper|better"
    r"|(?:big|great|huge|massive|complete) (?:success|impact|difference|improvement)"
    r"|(?<!to )(?<!for )(?<!of )success\w*|impact|(?:it|that|which) (?:all )?worked(?: out)?"
    r"|(?:very|really|pretty|quite) well|significant\w*|massive\w*|dramatic\w*)\b",
    re.IGNORECASE,
)


def metric_quote(sentences: Sequence[str]) -> str:
    """Quote a metric with its value: "0.89 AUC", "accuracy, precision and recall".

    One that comes with a reason needs no questions.
    """
    for sentence in _lists_whole(sentences):
        if _REASON.search(sentence):
            continue
        text = _NO_METRIC.sub("", cleaned(sentence))
        metrics = [match[0].strip() for match in _METRICS.finditer(text) if _USED.search(text)]
        fitting = [quote for quote in metrics if len(quote.split()) <= MOST_WORDS]
        if fitting:
            return max(fitting, key=len)
    return ""


def _lists_whole(sentences: Sequence[str]) -> list[str]:
    """Join sentences that go on after a comma: "accuracy, | precision and recall"."""
    whole: list[str] = []
    for sentence in sentences:
        if whole and whole[-1].endswith(","):
            whole[-1] = f"{whole[-1]} {sentence}"
        else:
            whole.append(sentence)
    return whole


def group_quote(sentences: Sequence[str]) -> str:
    """Quote what "we" did, with nothing of the speaker's own in it."""
    clauses = [quote for sentence in sentences for quote in quotes(sentence)]
    shared = [one for one in clauses if _GROUP.search(one) and not _OWN.search(one)]
    return most_telling([one for one in shared if _GROUP.match(one)] or shared)


def claim_quote(sentences: Sequence[str]) -> str:
    """Quote a success that was claimed in a sentence without a figure."""
    bare = [sentence for sentence in sentences if not FIGURE.search(sentence)]
    return quote_matching(bare, _CLAIM)
