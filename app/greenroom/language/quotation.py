"""Quotes from an answer: a few of the candidate's words that stand by themselves.

A quote is heard once, so it is short, begins and ends where a phrase does, and holds something that
somebody could ask about. Filled pauses and restarts are left out; nothing else is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from greenroom.language.phrases import FUNCTION_WORDS, cleaned, contents, word_set
from greenroom.language.quote_scoring import finite, worth

MOST_WORDS = 8
"""A quote inside a spoken question is no longer than this."""

_LEAST_WORDS = 2
_LEAST_CONTENTS = 2
_JOINED = 3
"""Words closer than this belong together: "security and privacy are", "the tree I shipped"."""

_AHEAD = 5
"""How soon after "and the" the verb of a new clause comes; else it is one more list item."""
_BREAK = re.compile(r"[,;:.?!]+$")
_OPENERS = word_set(
    """and so but then because cause well yeah okay ok right also now or plus which while where
    if when since as though although whereas whether either honestly actually basically
    maybe just only like than who whom whose even"""
)
"""A quote does not begin with these; "because I ..." begins with "I"."""

_PREPOSITIONS = word_set(
    """of to for with from by at in on into about before after during over under above below
    between against without within through"""
)
"""Nor with these: what follows them leads up to a subject."""

_BREAKS_BEFORE = word_set(
    """and but because cause so which while whereas since although until unless if then where
    when who or though well yeah okay"""
)
_MAY_END_BEFORE = word_set(
    """to for with from by at in on into over after before during between against through
    under like than as that and or"""
)
_DONE_WELL = word_set("pretty very really quite so as too works worked work went did does out")
"""After these, "well" begins nothing new."""

_JOINS = word_set("and or")
_RELATIVES = word_set("who whom whose which what how")
"""After these something is said of what came before, or left out: "the one who wrote"."""
_CONDITIONS = word_set("if unless whether")
_ASKS = word_set("is are was were do does did can could should would will has have")
_SEVERAL = word_set("are were have")
_HEADS = word_set("the a an my our what every each this that all")
_SUBJECTS = word_set("i i'd i'm i've i'll we we'd we've we'll they my our it's nobody")
_NEVER_LAST = (
    FUNCTION_WORDS - word_set("it them him us me mine yours off out up down there here")
) | word_set(
    """very pretty more most much such quite really just also not never no every each other another
    whether how why what"""
)


def quote_matching(sentences: Sequence[str], pattern: re.Pattern[str]) -> str:
    """Return the most specific quote in which `pattern` occurs; "" if there is none."""
    return most_telling(
        quote for sentence in sentences for quote in quotes(sentence) if pattern.search(quote)
    )


def best_quote(sentence: str) -> str:
    """Return the most specific quote of a sentence; "" if it has none."""
    return most_telling(quotes(sentence))


def most_telling(candidates: Iterable[str]) -> str:
    """Return the first of the most specific candidates; "" if there are none."""
    return max(candidates, key=worth, default="")


def quotes(sentence: str) -> Iterator[str]:
    """Yield everything in a sentence that could be quoted."""
    words = cleaned(sentence).split()
    yielded: set[str] = set()
    for start, end in _clauses(words):
        if _goes_on(words, end):
            continue
        for begin in _beginnings(words, start, end):
            quote = _trimmed(words[begin:end])
            if quote and quote not in yielded:
                yielded.add(quote)
                yield quote


def _clauses(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of words with no punctuation or conjunction between them."""
    start = 0
    for place, word in enumerate(words):
        bare = _bare(word)
        joins = bare in _JOINS and (place - start < _JOINED or not _new_clause(words, place + 1))
        praised = bare == "well" and place > start and _bare(words[place - 1]) in _DONE_WELL
        if bare in _BREAKS_BEFORE and place > start and not joins and not praised:
            yield start, place
            start = place
        if _BREAK.search(word):
            yield start, place + 1
            start = place + 1
    if start < len(words):
        yield start, len(words)


def _new_clause(words: list[str], place: int) -> bool:
    """Tell whether a new clause begins there, and not only one more item of a list."""
    ahead = [_bare(word) for word in words[place : place + _AHEAD]]
    if not ahead or ahead[0] in _SUBJECTS | _OPENERS | _PREPOSITIONS | _BREAKS_BEFORE:
        return True
    return ahead[0] in _HEADS and any(finite(ahead, n) for n in range(1, len(ahead)))


def _goes_on(words: list[str], end: int) -> bool:
    """Tell whether a choice is cut in half there: "a bot over the manuals, or fixing it"."""
    return 0 < end < len(words) and words[end - 1].endswith(",") and _bare(words[end]) == "or"


def _beginnings(words: list[str], start: int, end: int) -> Iterator[int]:
    """Yield where a quote may begin: at a clause or at a subject inside it."""
    condition = _bare(words[start]) in _CONDITIONS
    relates = False
    while start < end and _bare(words[start]) in _OPENERS | _RELATIVES:
        relates = _bare(words[start]) in _RELATIVES
        start += 1
    if start == end:
        return
    inner = [n for n in range(start + 1, end) if _begins_inside(words, start, n)]
    relative = bool(inner) and inner[0] - start < _JOINED and _bare(words[start]) in _HEADS
    topic_first = bool(inner) and inner[0] - start < _JOINED and not relative
    first = _bare(words[start])
    fragment = relates and first not in _SUBJECTS
    unfit = condition or topic_first or fragment or _half_a_subject(words, start)
    if not unfit and first not in _PREPOSITIONS | _ASKS:
        yield start
    yield from inner[1:] if relative else inner


def _half_a_subject(words: list[str], start: int) -> bool:
    """Tell whether its other half stands before it: "security and | privacy are top"."""
    joined = start > 0 and _bare(words[start - 1]) in _JOINS
    several = start + 1 < len(words) and _bare(words[start + 1]) in _SEVERAL
    return joined and several and _bare(words[start]) not in _SUBJECTS


def _begins_inside(words: list[str], start: int, place: int) -> bool:
    """Tell whether a clause begins there; "a course I did last year" only says which course."""
    subject, before = _bare(words[place]), [_bare(word) for word in words[start:place]]
    if subject not in _SUBJECTS:
        return False
    if subject in _HEADS:
        return before[-1] not in _PREPOSITIONS
    condition = start > 0 and _bare(words[start - 1]) in _CONDITIONS
    led_up = condition or (before[0] in _PREPOSITIONS and len(before) <= _JOINED + 1)
    return led_up or len(before) < _JOINED or not _HEADS & set(before[-_JOINED:-1])


def _trimmed(words: Sequence[str]) -> str:
    """Keep at most MOST_WORDS, ending where a phrase ends; "" if that is not possible."""
    length = len(words) if len(words) <= MOST_WORDS else _cut(words)
    if (
        length < len(words)
        and _bare(words[length - 2]) in _JOINS
        and words[length] in words[:length]
    ):
        length -= 2  # "new customers against old ones and phone | against desktop"
    while length and _bare(words[length - 1]) in _NEVER_LAST:
        length -= 1
    quote = " ".join(words[:length]).strip(" ,;:.?!\"'“”")
    if len(quote.split()) < _LEAST_WORDS or len(contents(quote)) < _LEAST_CONTENTS:
        return ""
    return quote


def _cut(words: Sequence[str]) -> int:
    """Return the last place within the limit before which a phrase ends; 0 if none."""
    places = range(MOST_WORDS, _LEAST_WORDS, -1)
    return next((n for n in places if _bare(words[n]) in _MAY_END_BEFORE), 0)


def _bare(word: str) -> str:
    return word.strip(',;:.?!"“”()').lower()
