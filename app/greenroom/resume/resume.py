"""A résumé, read: what it claims and which skills it names."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from greenroom.language.phrases import FUNCTION_WORDS
from greenroom.resume.claims import Claim, find_claims
from greenroom.resume.guide import Guide
from greenroom.resume.mentions import Mention, Vocabulary
from greenroom.resume.personal import is_private, names_in
from greenroom.resume.sections import Section, sections, texts

_HEAD_LINES = 6
_ENGLISH = 0.08
"""The least share of function words that makes a résumé English, fit to be quoted."""

_NEVER = frozenset({"head", "other"})


@dataclass(frozen=True, slots=True)
class ResumeSkill:
    """A skill of the résumé.

    Attributes:
        shown: in how many paragraphs of experience and projects it is named.
    """

    mention: Mention
    shown: int


@dataclass(frozen=True, slots=True)
class Resume:
    """The claims and skills that can be asked about."""

    claims: tuple[Claim, ...]
    skills: tuple[ResumeSkill, ...]


def read_resume(text: str, guide: Guide) -> Resume:
    """Read claims and skills, without anything that says who somebody is."""
    reading, vocabulary = guide.reading, Vocabulary(guide.skills)

    def is_skill(words: str) -> bool:
        return any(True for _ in vocabulary.find(words))

    parts = _with_a_body(sections(text, reading.sections))
    everything = "\n".join(texts(parts, *(part.kind for part in parts)))
    names = names_in(texts(parts, "head"), everything, reading, is_skill)
    private = is_private(reading, names, is_skill)
    claims = find_claims(parts, reading, is_skill, private) if _is_english(parts) else ()
    return Resume(claims, tuple(_listed(parts, vocabulary, private)))


def _with_a_body(parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """Take all below the top lines for experience where there is no heading."""
    if len(parts) != 1 or parts[0].kind != "head":
        return parts
    lines = parts[0].paragraphs
    top = next((n for n, one in enumerate(lines[:_HEAD_LINES]) if one.marked), _HEAD_LINES)
    top = min(top, max(1, len(lines) // 3))
    return Section("head", lines[:top]), Section("experience", lines[top:])


def _listed(
    parts: tuple[Section, ...], vocabulary: Vocabulary, private: Callable[[str], bool]
) -> Iterator[ResumeSkill]:
    """Yield the skills in the order in which they are first named."""
    first: dict[str, Mention] = {}
    counts: dict[str, int] = {}
    for part in parts:
        for paragraph in () if part.kind in _NEVER else part.paragraphs:
            for mention in vocabulary.find(paragraph.text):
                if private(mention.text):
                    continue
                first.setdefault(mention.skill, mention)
                in_use = part.kind in {"experience", "projects"}
                counts[mention.skill] = counts.get(mention.skill, 0) + in_use
    return (ResumeSkill(mention, counts[skill]) for skill, mention in first.items())


def _is_english(parts: tuple[Section, ...]) -> bool:
    prose = [
        one.text
        for part in parts
        if part.kind not in {"skills", *_NEVER}
        for one in part.paragraphs
    ]
    words = re.findall(r"[^\W\d_]+", " ".join(prose).lower())
    little = sum(word in FUNCTION_WORDS for word in words)
    return little >= _ENGLISH * len(words)
