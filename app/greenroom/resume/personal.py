"""Personal data, kept apart from what somebody did: it is never read aloud."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from greenroom.language.pii import masked
from greenroom.resume.guide import Reading

_NAME_WORD = re.compile(r"^[^\W\d_][\w'’.-]*$")
_EMAIL_LOCAL = re.compile(r"([\w.+-]+)@[\w-]+\.\w")
_HANDLE = re.compile(r"(?:linkedin\.com/in|github\.com|gitlab\.com)/([\w.-]+)", re.IGNORECASE)
_LABELED = re.compile(r"^(?:full )?name\s*:\s*(.+)$", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:to|with|by|under|and|for) ([A-Z]\w*[a-z]\w* [A-Z][\w'-]*[a-z])\b")
_TOP = 6
_LEAST = 3
_MOST = 4
_SMALL = frozenset({"van", "von", "de", "der", "den", "di", "da", "la", "le", "al", "bin", "el"})


def is_private(
    reading: Reading, names: frozenset[str], is_skill: Callable[[str], bool]
) -> Callable[[str], bool]:
    """Return a test for whether a text says who somebody is, rather than what was done."""
    patterns = _compiled(reading.personal)
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    name_pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    def private(text: str) -> bool:
        if masked(text) != text or "@" in text or "http" in text.lower() or "www." in text.lower():
            return True
        if name_pattern and name_pattern.search(text):
            return True
        if any(not is_skill(with_[1]) for with_ in _SOMEBODY.finditer(text)):
            return True
        return any(pattern.search(text) for pattern in patterns)

    return private


def names_in(
    head: Sequence[str], everything: str, reading: Reading, is_skill: Callable[[str], bool]
) -> frozenset[str]:
    """Collect the candidate's names in all spellings, from the top lines and the addresses.

    The first line is a name though it holds a skill: people are called Julia.
    """
    top = [line for place, line in enumerate(head[:_TOP]) if place == 0 or not is_skill(line)]
    names = {one for line in top for one in _names_of(line, reading)}
    for match in (*_EMAIL_LOCAL.finditer(everything), *_HANDLE.finditer(everything)):
        parts = (one.capitalize() for one in re.split(r"[\W\d_]+", match[1]))
        names.update(one for one in parts if _may_be_name(one, reading) and not is_skill(one))
    return frozenset(one for name in names for one in (name, name.capitalize(), name.upper()))


def _names_of(line: str, reading: Reading) -> Iterator[str]:
    labeled = _LABELED.match(line)
    text = re.split(r"[,|•·–—(]| - ", labeled[1] if labeled else line)[0]
    words = [one for one in text.split() if one.lower().strip(".") not in _SMALL]
    if not 0 < len(words) <= _MOST or not all(_NAME_WORD.match(one) for one in words):
        return
    if labeled or (
        all(one[0].isupper() for one in words)
        and not any(one.lower().strip(".") in reading.not_names for one in words)
    ):
        yield from (one.strip(".") for one in words if len(one.strip(".")) > 1)


def _may_be_name(part: str, reading: Reading) -> bool:
    return len(part) >= _LEAST and part.lower() not in reading.not_names


@lru_cache(maxsize=4)
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
