"""The requirements of a job advert."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greenroom.resume.guide import AdvertWords, Guide
from greenroom.resume.mentions import Mention, Vocabulary
from greenroom.resume.sections import sections

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A skill that is asked for.

    Attributes:
        must: needed; otherwise only wished for.
    """

    mention: Mention
    must: bool


def read_advert(text: str, guide: Guide) -> tuple[Requirement, ...]:
    """List every skill once, required ones first; what the employer offers is left out."""
    words = guide.reading.advert
    headings = {"must": words.must, "nice": words.nice, "duties": words.duties,
                "other": words.ignored}  # fmt: skip
    requirements: dict[str, Requirement] = {}
    for one in _all(text, headings, words, Vocabulary(guide.skills)):
        before = requirements.get(one.mention.skill)
        if before is None or (one.must and not before.must):
            requirements[one.mention.skill] = one
    return tuple(sorted(requirements.values(), key=lambda one: not one.must))


def _all(
    text: str, headings: Mapping[str, tuple[str, ...]], words: AdvertWords, vocabulary: Vocabulary
) -> Iterator[Requirement]:
    wish = re.compile(rf"\b(?:{'|'.join(map(re.escape, words.nice_words))})\b", re.IGNORECASE)
    for part in sections(text, headings):
        if part.kind == "other":
            continue
        for paragraph in part.paragraphs:
            for sentence in _SENTENCE.split(paragraph.text):
                must = part.kind != "nice" and not wish.search(sentence)
                for mention in vocabulary.find(sentence):
                    yield Requirement(mention, must)
