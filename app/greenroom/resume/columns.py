"""Text that was set in two columns, brought into the order in which people read it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

_GAP = re.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
_LEAST = 4
"""Lines with a gap at the same place that make columns; fewer are right-aligned dates."""

_NEAR = 2
_NARROW = re.compile(
    r"^[\W\d]*(?:\w{3,9}\.?,? )?[\d\s./–—-]*(?:present|now|today|heute)?\W*$", re.I
)


def in_reading_order(lines: Sequence[str]) -> list[str]:
    """Split lines at gaps: the left column before the right one, single gaps into two lines."""
    lines = [line.expandtabs(8) if line.startswith("\t") else line for line in lines]
    place = _second_column(lines)
    if place is None:
        return list(chain.from_iterable(_GAP.split(line) for line in lines))
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        before, behind = _split(line, place)
        left.append(before)
        right.append(behind)
    return [*left, "", *right]


def _second_column(lines: Sequence[str]) -> int | None:
    """Return where a second column of words begins; None if there is none."""
    begins: Counter[int] = Counter()
    for line in lines:
        for gap in _GAP.finditer(line):
            if not _NARROW.match(line[gap.end() :]):
                begins[gap.end()] += 1
    near = {place: sum(begins[place + by] for by in range(-_NEAR, _NEAR + 1)) for place in begins}
    place = max(near, key=lambda one: near[one], default=None)
    return place if place is not None and near[place] >= _LEAST else None


def _split(line: str, place: int) -> tuple[str, str]:
    """Split at the gap that ends near `place`; a line in the right column begins there, too."""
    for gap in _GAP.finditer(line):
        if abs(gap.end() - place) <= _NEAR:
            return line[: gap.start()], line[gap.end() :]
    indent = len(line) - len(line.lstrip())
    return ("", line.strip()) if indent >= place - _NEAR else (line, "")
