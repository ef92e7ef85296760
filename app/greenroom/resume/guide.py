"""The guide in `interview_scripts/from-resume/`: how to read a résumé, and what to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from greenroom.interview.script import Probe

Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _Asking(_Entry):
    """The common part of questions of one kind; see `interview.script.Question`."""

    rubric: Text
    seconds: int = Field(ge=15, le=900)
    tests: Text
    strong: Text
    weak: Text
    probes: tuple[Probe, ...]


class Area(_Asking):
    """Skills that are asked about alike.

    Attributes:
        skills: each with its other spellings, divided by commas.
        ask: what comes behind an opening; with {skill} in it, it stands alone.
    """

    skills: Texts
    ask: Texts


class Skills(_Entry):
    """`skills.yaml`.

    Attributes:
        as_written: skills that are also everyday words: they need their capitals.
    """

    as_written: frozenset[str]
    areas: Mapping[str, Area]


class ClaimKind(_Asking):
    """The questions on lines of one kind: {claim} or {skill} is put in.

    Attributes:
        done: for words that say what was done; empty where such lines are not asked about.
        other: for all other words.
    """

    done: Texts = ()
    other: Texts = ()


class Wordings(_Entry):
    """`claims.yaml`.

    Attributes:
        openings: before a question on a skill that is claimed.
        wanted_openings: on one that is claimed and asked for.
        asked_openings: on one that is asked for, where it is not the skill that may be missing.
    """

    title: Text
    about: Text
    welcome: Text
    closing: Text
    openings: Texts
    asked_openings: Texts
    wanted_openings: Texts
    claims: Mapping[str, ClaimKind]


class AdvertWords(_Entry):
    """Headings of an advert's parts, and words that make a requirement a wish."""

    must: Texts
    nice: Texts
    duties: Texts
    ignored: Texts
    nice_words: Texts


class Reading(_Entry):
    """`reading.yaml`: all in small letters; `personal` holds regular expressions."""

    sections: Mapping[str, Texts]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    people: Texts
    with_people: frozenset[str]
    level: Texts
    cuts: frozenset[str]
    not_names: frozenset[str]
    personal: Texts
    advert: AdvertWords


@dataclass(frozen=True, slots=True)
class Guide:
    """All three files of the guide."""

    skills: Skills
    wordings: Wordings
    reading: Reading
