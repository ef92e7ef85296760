"""Which part of a résumé or advert a paragraph stands in, by the headings above it."""

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
    """What tells the kind of section that a line heads; "" where it heads none."""
    kinds = {name: kind for kind, names in headings.items() for name in names}

    def kind_of(line: str) -> str:
        words = _AROUND.sub("", line.lower()).split()
        if not 0 < len(words) <= _MOST_WORDS or line.rstrip().endswith((".", ",", ";")):
            return ""
        if found := kinds.get(" ".join(words)):
            return found
        # "Work experience (2015–2024)" is one; "Experience with Kafka" is not.
        title = _AROUND.sub("", re.split(r"[(\[|/:–—]| - ", line.lower())[0])
        return (
            kinds.get(" ".join(title.split()), "") if title and _only_heading(line, title) else ""
        )

    return kind_of


def sections(text: str, headings: Headings) -> tuple[Section, ...]:
    """The sections in their order; what stands above the first heading is the "head"."""
    kind_of = heading_reader(headings)
    found: list[Section] = []
    kind, held = "head", list[Paragraph]()
    for paragraph in paragraphs(text, lambda line: bool(kind_of(line))):
        if heads := kind_of(paragraph.text):
            found.append(Section(kind, tuple(held)))
            kind, held = heads, []
            continue
        before, colon, behind = paragraph.text.partition(":")
        inside = kind == "skills"  # "Languages: Python, SQL" does not leave it
        if (
            not inside and colon and behind.strip() and (heads := kind_of(before))
        ):  # "Skills: Python, SQL"
            found.append(Section(kind, tuple(held)))
            found.append(Section(heads, (Paragraph(behind.strip(), marked=True),)))
            held = []
            continue
        held.append(paragraph)
    found.append(Section(kind, tuple(held)))
    return tuple(one for one in found if one.paragraphs)


def texts(found: Sequence[Section], *kinds: str) -> tuple[str, ...]:
    """The paragraphs of all sections of these kinds."""
    return tuple(one.text for part in found if part.kind in kinds for one in part.paragraphs)


def _only_heading(line: str, title: str) -> bool:
    """What stands behind the title is a year or a remark in brackets, nothing that was done."""
    rest = line.lower().partition(title)[2]
    return bool(re.fullmatch(r"[\W\d]*(?:\(.*\)|\[.*\])?[\W\d]*(?:present|now)?\W*", rest))
