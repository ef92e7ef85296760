"""The questions on claims, skills and gaps, each in words of its own."""

from collections.abc import Sequence
from hashlib import blake2b

from greenroom.interview.script import Question
from greenroom.resume.advert import Requirement
from greenroom.resume.claims import Claim
from greenroom.resume.guide import Area, ClaimKind, Guide
from greenroom.resume.mentions import Mention

_STORY = "star"
PREFIX = "resume-"
"""Ids of such questions begin with it; the rest depends on what is asked about alone."""


def about_claim(claim: Claim, turn: int, guide: Guide) -> Question | None:
    """A question on a claim; None where lines of its kind are not asked about."""
    kind = guide.wordings.claims[claim.kind]
    shapes = kind.done if claim.done else kind.other
    if not shapes:
        return None
    ask = _turn(shapes, turn).replace("{claim}", claim.quote)
    return _question(claim.kind, claim.quote, ask, kind)


def about_skill(mention: Mention, turn: int, shape: int, guide: Guide, *, wanted: bool) -> Question:
    """A technical question on a skill that is claimed, and perhaps asked for by the job.

    Args:
        mention: the skill.
        turn: counts questions on skills, so that openings take turns.
        shape: counts those of one area, so that no two are alike.
        guide: the wordings.
        wanted: whether the job asks for it.
    """
    area = guide.skills.areas[mention.area]
    wordings = guide.wordings
    ask = _turn(area.ask, shape)
    if "{skill}" not in ask:
        openings = wordings.wanted_openings if wanted else wordings.openings
        ask = f"{_turn(openings, turn)} {ask}"
    return _question("skill", mention.skill, _with_skill(ask, mention.text), area)


def about_gap(requirement: Requirement, turn: int, guide: Guide) -> Question:
    """A question on what the job asks for and the résumé does not name.

    Who does not write that they can talk to people is asked for a story, as if they did.
    """
    area = guide.skills.areas[requirement.mention.area]
    if area.rubric == _STORY:
        ask = f"{_turn(guide.wordings.asked_openings, turn)} {_turn(area.ask, turn)}"
        ask = _with_skill(ask, requirement.mention.text)
        return _question("gap", requirement.mention.skill, ask, area)
    name = "gap" if requirement.must else "nice_gap"
    kind = guide.wordings.claims[name]
    ask = _with_skill(_turn(kind.other, turn), requirement.mention.text)
    return _question("gap", requirement.mention.skill, ask, kind)


def _question(kind: str, about: str, ask: str, asking: Area | ClaimKind) -> Question:
    digest = blake2b(about.lower().encode(), digest_size=5).hexdigest()
    return Question(
        id=f"{PREFIX}{kind}-{digest}",
        ask=ask,
        rubric=asking.rubric,
        tests=asking.tests,
        target_seconds=asking.seconds,
        probes=asking.probes,
        strong=asking.strong,
        weak=asking.weak,
        tags=("resume", kind),
    )


def _turn(shapes: Sequence[str], turn: int) -> str:
    return shapes[turn % len(shapes)]


def _with_skill(ask: str, skill: str) -> str:
    """At the beginning of a question it begins large."""
    begins = ask.startswith("{skill}")
    ask = ask.replace("{skill}", skill)
    return ask[:1].upper() + ask[1:] if begins else ask
