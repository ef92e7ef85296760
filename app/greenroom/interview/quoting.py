"""What of an answer can be spoken back: a few of the candidate's words that stand by themselves.

A quote is heard once, so it is short, begins and ends where a phrase does, and holds something that
somebody could ask about. Filled pauses and restarts are left out; nothing else is changed.
"""

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.phrases import FIGURE, FUNCTION_WORDS, cleaned, contents, word_set

MOST_WORDS = 8
"""A quote inside a spoken question is no longer than this."""

_LEAST_WORDS = 2
_LEAST_CONTENTS = 2
_JOINED = 3
"""Nearer than this, words belong together: "security and privacy are", "the tree I shipped"."""
_BREAK = re.compile(r"[,;:.?!]+$")
_OPENERS = word_set(
    """and so but then because cause well yeah okay ok right also now or plus which while where
    if when since as though although whereas whether either honestly actually basically
    maybe just only like than who whom whose even"""
)
"""A quote does not begin with these; "because I ..." begins with "I"."""

_PREPOSITIONS = word_set("of to for with from by at in on into about before after during")
"""Nor with these: what follows them leads up to a subject."""

_BREAKS_BEFORE = word_set(
    """and but because cause so which while whereas since although until unless if then where
    when who or though well yeah okay"""
)
_MAY_END_BEFORE = word_set(
    """to for with from by at in on into about over after before during between against through
    under like than as that"""
)
_JOINS = word_set("and or")
_CONDITIONS = word_set("if unless whether")
_ASKS = word_set("is are was were do does did can could should would will has have")
_HEADS = word_set("the a an my our what every each this that all")
_SUBJECTS = word_set("i i'd i'm i've i'll we we'd we've we'll they my our it's nobody")
_NEVER_LAST = (
    FUNCTION_WORDS - word_set("it them him us me mine yours off out up down there here")
) | word_set(
    """very more most much such quite really just also not never no every each other another
    whether how why what"""
)


def quote_matching(sentences: Sequence[str], pattern: re.Pattern[str]) -> str:
    """The best quote in which `pattern` occurs, of the first sentence that has one; "" if none."""
    for sentence in sentences:
        fitting = [quote for quote in quotes(sentence) if pattern.search(quote)]
        if fitting:
            return max(fitting, key=_worth)
    return ""


def best_quote(sentence: str) -> str:
    """The most telling quote of a sentence; "" if it has none."""
    return max(quotes(sentence), key=_worth, default="")


def quotes(sentence: str) -> Iterator[str]:
    """Everything in a sentence that could be quoted."""
    words = cleaned(sentence).split()
    seen: set[str] = set()
    for start, end in _clauses(words):
        for begin in _beginnings(words, start, end):
            quote = _trimmed(words[begin:end])
            if quote and quote not in seen:
                seen.add(quote)
                yield quote


def _clauses(words: list[str]) -> Iterator[tuple[int, int]]:
    """From where to where words belong together: no punctuation and no conjunction between them."""
    start = 0
    for place, word in enumerate(words):
        bare = _bare(word)
        if bare in _BREAKS_BEFORE and place - start >= (_JOINED if bare in _JOINS else 1):
            yield start, place
            start = place
        if _BREAK.search(word):
            yield start, place + 1
            start = place + 1
    if start < len(words):
        yield start, len(words)


def _beginnings(words: list[str], start: int, end: int) -> Iterator[int]:
    """A clause may be quoted from its beginning or from a subject inside it."""
    condition = _bare(words[start]) in _CONDITIONS
    while start < end and _bare(words[start]) in _OPENERS:
        start += 1
    if start == end:
        return
    inner = [n for n in range(start + 1, end) if _bare(words[n]) in _SUBJECTS]
    relative = bool(inner) and inner[0] - start < _JOINED and _bare(words[start]) in _HEADS
    topic_first = bool(inner) and inner[0] - start < _JOINED and not relative
    first = _bare(words[start])
    if not condition and not topic_first and first not in _PREPOSITIONS | _ASKS:
        yield start
    yield from inner[1:] if relative else inner


def _trimmed(words: Sequence[str]) -> str:
    """At most MOST_WORDS of them, ending where a phrase ends; "" where that is not possible."""
    kept = len(words) if len(words) <= MOST_WORDS else _cut(words)
    while kept and _bare(words[kept - 1]) in _NEVER_LAST:
        kept -= 1
    quote = " ".join(words[:kept]).strip(" ,;:.?!\"'“”")
    if len(quote.split()) < _LEAST_WORDS or len(contents(quote)) < _LEAST_CONTENTS:
        return ""
    return quote


def _cut(words: Sequence[str]) -> int:
    """The last place within the limit before which a phrase ends; 0 if there is none."""
    places = range(MOST_WORDS, _LEAST_WORDS, -1)
    return next((n for n in places if _bare(words[n]) in _MAY_END_BEFORE), 0)


def _worth(quote: str) -> tuple[bool, int, int]:
    """Figures first, then what says more, then what is shorter."""
    return bool(FIGURE.search(quote)), len(contents(quote)), -len(quote)


def _bare(word: str) -> str:
    return word.strip(',;:.?!"“”()').lower()
