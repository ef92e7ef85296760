"""Scores for quotes: how specific one is, and whether it is a sentence or a noun phrase."""

import re

from greenroom.language.phrases import FIGURE, contents, word_set

TELLING = 1.5
"""The score from which a quote is specific enough."""

_SUBJECTS = word_set(
    """i i'd i'm i've i'll we we'd we've we're we'll you he she it it's it'd they they'd they're
    there there's that's nobody everybody somebody everyone"""
)
_FINITE = word_set(
    """is are was were isn't aren't wasn't weren't would wouldn't could couldn't can can't cannot
    will won't should shouldn't might may must had hadn't have haven't has hasn't did didn't does
    doesn't do don't went came ran built wrote said took made gave got kept left lost found fell
    rose began led met set put saw knew thought told sent brought cut ate grew held chose broke
    go goes come comes need needs want wants get gets make makes take takes gives works runs
    rebuilt rewrote redid drove won spoke stood fed fought paid hit lit"""
)
_FINITE_ENDING = re.compile(r"\w{3}ed$|\w'(?:d|ll|ve)$")
_NOT_BEFORE_A_VERB = word_set("a an the my our this that every each by with of and or more")

_DECIDED = re.compile(
    r"^(?:i|we)(?:'d|'ve|'ll| would| had| have| will)?\s+(?:\w+ly\s+|just\s+|then\s+|first\s+)*"
    r"(?:chose|choose|pick\w*|decid\w+|went (?:for|with)|go (?:for|with)|start\w*|switch\w*|drop\w*"
    r"|replac\w+|rewrote|rewrite|rebuilt|rebuild|built|build|mov\w+|train\w*|measur\w+|cut|kept"
    r"|keep|split|compar\w+|us(?:e|ed)|ship\w*|launch\w*|remov\w+|add\w*|ran|run|wrote|write|took"
    r"|take|stop\w*|roll\w*|block\w*|ask\w*|sort\w*|log\w*|label\w*|set|do|did|read|plot\w*|count\w*"
    r"|recommend\w*|retrain\w*|fine.?tun\w+)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=\s)(?!I\b)[A-Z][\w-]*|\b[A-Z]{2,}\w*|\w[A-Z]\w*")
_HOLLOW = re.compile(
    r"\b(?:important|key|always|never|nowadays|everything|everybody|people|great|good|nice"
    r"|interesting|amazing|best practices?|state of the art|challenging|basically|obviously"
    r"|definitely|in general|a lot|lots|stuff|whatever|i (?:think|guess|believe|feel|mean))\b",
    re.IGNORECASE,
)
_POINTING = word_set("it it's it'd they they're that's this these those there there's he she")
_ENOUGH = 3
"""Words that carry something; more of them make a quote longer, not better."""

_NATURAL = 7
"""Words; a longer quote is hard to keep in mind while the question comes."""


def worth(quote: str) -> float:
    """Score figures, names, and decisions up, hollow and merely pointing words down."""
    words = quote.split()
    return (
        2.0 * bool(FIGURE.search(quote))
        + 1.0 * bool(_NAME.search(quote))
        + 1.0 * bool(_DECIDED.match(quote))
        + 0.5 * min(len(contents(quote)), _ENOUGH)
        + 1.0 * is_sentence(quote)
        - 1.0 * len(_HOLLOW.findall(quote))
        - 0.5 * (words[0].lower() in _POINTING)
        - 0.2 * max(0, len(words) - _NATURAL)
    )


def is_sentence(quote: str) -> bool:
    """Tell whether somebody does something in it; otherwise it names something."""
    words = [word.strip(',;:.?!"').lower() for word in quote.split()]
    if words and words[0] in _SUBJECTS:
        return True
    return any(finite(words, place) for place in range(1, len(words)))


def finite(words: list[str], place: int) -> bool:
    """Tell whether the word there is a finite verb; `words` are in small letters."""
    word, before = words[place], words[place - 1] if place else ""
    if word in _FINITE:
        return True
    return bool(_FINITE_ENDING.search(word)) and before not in _NOT_BEFORE_A_VERB
