"""A document's text as paragraphs: one bullet, heading or sentence-like stretch each."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from greenroom.language.phrases import word_set
from greenroom.language.prompt_injection import defused
from greenroom.resume.columns import in_reading_order

MOST = 1500
"""Paragraphs: a résumé of twenty pages has fewer."""

_LONGEST = 800
"""Letters; anything longer is no line of a résumé and would slow the rules down."""

_ENDS = (".", "!", "?", ":")
_WRAPPED = 40
_BULLET = re.compile(r"^\s*(?:[•▪●◦‣·∙■□➢➤►✓✔*+–—-]|\(?\d{1,2}[.)]|\uf0b7|\uf0a7|o(?=\s))\s+")
_ONLY_BULLET = re.compile(r"^\s*[•▪●◦‣·∙■□➢➤►✓✔*–—\uf0b7\uf0a7-]\s*$")
_PAGE_NUMBER = re.compile(r"^\s*(?:page )?\d{1,2}(?:\s*(?:/|of)\s*\d{1,2})?\s*$", re.IGNORECASE)
_RULE = re.compile(r"^[\s=_~*#–—-]{3,}$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_SPACED = re.compile(r"^(?:\w ){3,}\w$")
_OPEN_END = re.compile(
    r"(?:[,(&/-]|\b(?:and|or|the|a|an|of|to|for|with|in|on|by|from|using))$", re.IGNORECASE
)
_JOINED = word_set(
    """cross non real end multi self co pre post state high low large long short fine time open re
    semi data on off well full in first user"""
)
"""Words that keep their hyphen where a line ends."""

_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "“": '"', "”": '"',
     "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
     "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that belongs together.

    Attributes:
        marked: whether it began with a bullet or a heading's mark.
    """

    text: str
    marked: bool = False


def paragraphs(text: str, is_heading: Callable[[str], bool]) -> tuple[Paragraph, ...]:
    """Split a text into paragraphs, without what speaks to a machine.

    Args:
        text: as it was read from the document.
        is_heading: whether a line is one, so that it is never joined to another.
    """
    lines = list(_with_bullets(in_reading_order(_plain(text).split("\n"))))
    joined = _joined(lines, is_heading, small_goes_on=not _all_small(lines))
    safe = (Paragraph(defused(one.text[:_LONGEST]), one.marked) for one in joined)
    return tuple(one for one in safe if one.text)[:MOST]


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = _LINK.sub(r"\1", text.translate(_PLAIN))
    return "".join(one if _is_written(one) else " " for one in text)


def _is_written(character: str) -> bool:
    """Refuse control characters, except those that divide and the bullets of old fonts."""
    return character in "\n\t\uf0b7\uf0a7" or unicodedata.category(character)[0] != "C"


def _with_bullets(lines: Sequence[str]) -> Iterator[str]:
    """Join a bullet alone on its line to the next line, and drop page numbers."""
    waiting = ""
    for line in lines:
        if _PAGE_NUMBER.match(line):
            continue
        if _ONLY_BULLET.match(line) and not _RULE.match(line):
            waiting = "• "
            continue
        yield f"{waiting}{line.strip()}" if waiting else line
        waiting = ""


def _all_small(lines: Sequence[str]) -> bool:
    """Tell whether the writer uses no capitals, so that a small letter begins anything."""
    begins = [text[0] for line in lines if (text := _bare(line)) and text[0].isalpha()]
    return sum(one.islower() for one in begins) > len(begins) / 2


def _joined(
    lines: Sequence[str], is_heading: Callable[[str], bool], *, small_goes_on: bool
) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    for line in lines:
        if _RULE.match(line) or not line.strip():
            if current:
                yield current
            current = None
            continue
        marked = bool(_BULLET.match(line)) or line.lstrip().startswith("#")
        text = _bare(line)
        fits = not marked and not is_heading(text)
        if current and fits and _goes_on(current, text, is_heading, small_goes_on=small_goes_on):
            current = Paragraph(_together(current.text, text), current.marked)
            continue
        if current:
            yield current
        current = Paragraph(text, marked)
    if current:
        yield current


def _bare(line: str) -> str:
    """Strip bullets and Markdown's marks, and join letters that were set apart."""
    text = _MARKS.sub("", _BULLET.sub("", line).strip().lstrip("#").strip("| ").strip())
    text = " ".join(text.split())
    return text.replace(" ", "") if _SPACED.match(text) else text


def _goes_on(
    current: Paragraph, text: str, is_heading: Callable[[str], bool], *, small_goes_on: bool
) -> bool:
    """Tell whether a line continues the one before it."""
    if len(current.text) > _LONGEST or is_heading(current.text) or current.text.endswith(_ENDS):
        return False
    if _OPEN_END.search(current.text):
        return True
    first = " " not in current.text and "@" not in text  # "Led" was set in bold
    wrapped = current.marked or len(current.text) >= _WRAPPED or first
    small = text[:1].islower() and small_goes_on
    return wrapped and (small or text[:1] in "(%&" or text[:1].isdigit())


def _together(before: str, behind: str) -> str:
    """Join two lines, making a word that was divided at the line's end whole again."""
    if before.endswith("-") and behind[:1].islower() and not before.endswith(" -"):
        last = before[:-1].rpartition(" ")[2].lower()
        return f"{before}{behind}" if last in _JOINED else f"{before[:-1]}{behind}"
    return f"{before} {behind}"
