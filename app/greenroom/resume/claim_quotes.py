"""A claim cut short enough to be heard, in the résumé's own words."""

import re
from collections.abc import Collection, Sequence

MOST_WORDS = 12
LEAST_WORDS = 3
_EASY_WORDS = 10
"""A longer quote is hard to take in by ear; it is cut where it can be."""

_CLAUSE = 3
_RELATIVE = frozenset({"that", "which", "who", "where", "when"})
_PAUSE = (",", ";", ":")
_BEGINS = (
    re.compile(r"(?:^|[,;:(–—\s]\s*)(?=\w{2,}ing\b)"),
    re.compile(r"(?:^|[,;:(–—\s]\s*)(?=\w{2,}ed\b)|[,;:–—]\s+(?=\w|$)"),
)
"""Beginnings of a figure's clause, likelier ones first: "cutting …"; "improved …", "now …"."""

_ODD = re.compile(r"[<>{}\[\]|\\\"@#*_~^=]")
_BARE = re.compile(r"^\W+|[^\w%+€$]+$")


def cut_short(text: str, cuts: Collection[str], *, keep: str = "") -> str:
    """Keep the beginning of a text, up to the end of a clause; "" if that is impossible.

    Args:
        text: one sentence of the résumé.
        cuts: words before which a clause may end.
        keep: what must be in it.
    """
    words = text.split()
    if len(words) > MOST_WORDS or text.count(","):
        words = words[: _end(words, cuts, _needed(words, keep))]
    short = _trimmed(words)
    fits = LEAST_WORDS <= len(words) <= MOST_WORDS and keep in short and not _ODD.search(short)
    return short if fits and short.count("(") == short.count(")") else ""


def clause_around(text: str, keep: str, cuts: Collection[str]) -> str:
    """Return the clause with `keep`, from the verb or pause before it; "" if there is none."""
    before = text[: text.find(keep)]
    for begins in _BEGINS:
        if starts := [match.end() for match in begins.finditer(before)]:
            return cut_short(text[starts[-1] :], cuts, keep=keep)
    return ""


def _needed(words: Sequence[str], keep: str) -> int:
    """Count the words that must stay for `keep` to be whole."""
    if not keep:
        return 0
    return next(
        (n for n in range(1, len(words) + 1) if keep in " ".join(words[:n])), len(words) + 1
    )


def _end(words: Sequence[str], cuts: Collection[str], required: int) -> int:
    """Find the latest clause end within reach; the first one where one figure is meant."""
    least = max(LEAST_WORDS, required)
    ends = [
        n
        for n in range(least, min(len(words), MOST_WORDS) + 1)
        if n == len(words)
        or words[n - 1].endswith(_PAUSE)
        or words[n].startswith(("(", "–", "—"))
        or (words[n].lower() in cuts and _may_end(words[:n], cuts))
    ]
    if not ends:
        return 0
    if required:
        return ends[0]
    paused = [n for n in ends if words[n - 1].endswith(_PAUSE) and n > LEAST_WORDS]
    easy = [n for n in ends if n <= _EASY_WORDS]
    return (paused or easy[::-1] or ends)[0]


def _may_end(words: Sequence[str], cuts: Collection[str]) -> bool:
    """Refuse an end after a preposition or in a clause just begun: "a model that predicts"."""
    begun = {word.lower() for word in words[-_CLAUSE:]}
    return words[-1].lower() not in cuts and begun.isdisjoint(_RELATIVE)


def _trimmed(words: Sequence[str]) -> str:
    return _BARE.sub("", " ".join(words)).strip() if words else ""
