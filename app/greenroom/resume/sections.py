"""The sections of a résumé or advert, by their headings."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from greenroom.resume.paragraphs import Paragraph, paragraphs

_MOST_WORDS = 6
_AROUND = re.compile(r"^[^\w]+|[^\w]+$")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document: `kind` is a key of the headings that were looked for, or "head"."""

    kind: str
    paragraphs: tuple[Paragraph, ...]


Headings = Mapping[str, Iterable[str]]


def heading_reader(headings: Headings) -> Callable[[str], str]:
    """Return a reader of headings: the kind of section that a line heads, "" for none."""
    kinds = {name: kind for kind, names in headings.items() for name in names}

    def kind_of(line: str) -> str:
        words = _AROUND.sub("", line.lower()).split()
        if not 0 < len(words) <= _MOST_WORDS or line.rstrip().endswith((".", ",", ";")):
            return ""
        if kind := kinds.get(" ".join(words)):
            return kind
        # "Work experience (2015–2024)" is one; "Experience with Kafka" is not.
        title = _AROUND.sub("", re.split(r"[(\[|/:–—]| - ", line.lower())[0])
        return (
            kinds.get(" ".join(title.split()), "") if title and _only_heading(line, title) else ""
        )

    return kind_of


def sections(text: str, headings: Headings) -> tuple[Section, ...]:
    """Split a text into sections in order; what precedes the first heading is the "head"."""
    kind_of = heading_reader(headings)
    parts: list[Section] = []
    kind, current = "head", list[Paragraph]()
    for paragraph in paragraphs(text, lambda line: bool(kind_of(line))):
        if heads := kind_of(paragraph.text):
            parts.append(Section(kind, tuple(current)))
            kind, current = heads, []
            continue
        before, colon, behind = paragraph.text.partition(":")
        inside = kind == "skills"  # "Languages: Python, SQL" does not leave it
        if (
            not inside and colon and behind.strip() and (heads := kind_of(before))
        ):  # "Skills: Python, SQL"
            parts.append(Section(kind, tuple(current)))
            parts.append(Section(heads, (Paragraph(behind.strip(), marked=True),)))
            current = []
            continue
        current.append(paragraph)
    parts.append(Section(kind, tuple(current)))
    return tuple(one for one in parts if one.paragraphs)


def texts(parts: Sequence[Section], *kinds: str) -> tuple[str, ...]:
    """Return the paragraphs of all sections of these kinds."""
    return tuple(
        one.text for section in parts if section.kind in kinds for one in section.paragraphs
    )


def _only_heading(line: str, title: str) -> bool:
    """Tell whether only a year or a remark in brackets follows the title."""
    rest = line.lower().partition(title)[2]
    return bool(re.fullmatch(r"[\W\d]*(?:\(.*\)|\[.*\])?[\W\d]*(?:present|now)?\W*", rest))
