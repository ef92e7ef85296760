"""The script that is made of a résumé, and of a job advert if there is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import zip_longest

from greenroom.interview.script import Question, Script
from greenroom.resume.advert import Requirement
from greenroom.resume.claims import Claim
from greenroom.resume.guide import Area, ClaimKind, Guide
from greenroom.resume.mentions import Mention
from greenroom.resume.resume import Resume, ResumeSkill

SCRIPT_ID = "from-resume"
MOST_QUESTIONS = 24

_MOST = {"project": 5, "figure": 4, "skill": 9, "gap": 5, "people": 2, "level": 2, "publication": 2}
_ORDER = ("project", "skill", "figure", "gap", "skill", "people", "level", "publication")
"""A round of questions; then it starts over with what is left."""

_PER_AREA = 2
_STORY = "star"
PREFIX = "resume-"
"""Ids of such questions begin with it; the rest depends on what is asked about alone."""


@dataclass(frozen=True, slots=True)
class ResumeInterview:
    """An interview on a résumé, before its questions are chosen.

    Attributes:
        claims: by the id of the question that asks about it, a claim in the résumé's words.
        resume: what was found.
        requirements: what the job asks for.
        gaps: what of it the résumé does not name.
    """

    script: Script
    claims: Mapping[str, str]
    resume: Resume
    requirements: tuple[Requirement, ...]
    gaps: tuple[Requirement, ...]

    @property
    def summary(self) -> str:
        """What was found, in a line."""
        claims, skills = len(self.resume.claims), len(self.resume.skills)
        text = f"{claims} claim{'s' * (claims != 1)}, {skills} skill{'s' * (skills != 1)}"
        if not self.requirements:
            return text
        missing = ", ".join(one.mention.text for one in self.gaps) or "nothing"
        return f"{text}; missing for the job: {missing}"

    def not_asked(self, chosen: Sequence[Question]) -> tuple[str, ...]:
        """Return the claims that no chosen question is about, for follow-ups."""
        ids = {question.id for question in chosen}
        return tuple(claim for name, claim in self.claims.items() if name not in ids)


def prepare(resume: Resume, requirements: Sequence[Requirement], guide: Guide) -> ResumeInterview:
    """Write the script: a project first, then skills, figures, and gaps in turn."""
    has = {listed.mention.skill for listed in resume.skills}
    gaps = tuple(one for one in requirements if one.mention.skill not in has)
    required = {one.mention.skill: one.must for one in requirements}
    claims = {name: _claims(resume, name) for name in ("project", "figure", "people", "level",
                                                       "publication")}  # fmt: skip
    pairs: dict[str, list[tuple[Question, str]]] = {
        "skill": list(_about_skills(_skills(resume, required), required, guide)),
        "gap": [(about_gap(one, n, guide), "") for n, one in enumerate(_gaps(gaps))],
    }
    for name, claims_of_kind in claims.items():
        candidates = (
            (about_claim(claim, n, guide), claim.quote) for n, claim in enumerate(claims_of_kind)
        )
        pairs[name] = [(question, quote) for question, quote in candidates if question]
    order = list(_in_turn(pairs))[:MOST_QUESTIONS]
    questions = tuple(question for question, _ in order)
    script = empty_script(guide).model_copy(update={"questions": questions})
    asked_claims = {question.id: claim for question, claim in order if claim}
    return ResumeInterview(script, asked_claims, resume, tuple(requirements), gaps)


def empty_script(guide: Guide) -> Script:
    """Return how such an interview begins and ends, without its questions."""
    wordings = guide.wordings
    return Script(
        id=SCRIPT_ID,
        title=wordings.title,
        about=wordings.about,
        welcome=wordings.welcome,
        closing=wordings.closing,
    )


def _claims(resume: Resume, kind: str) -> list[Claim]:
    """List claims of one kind, one per line; figures only from lines that are no project."""
    by_line: dict[int, Claim] = {}
    for claim in resume.claims:
        if claim.kind == kind:
            by_line.setdefault(claim.line, claim)
    return list(by_line.values())[: _MOST[kind]]


def _skills(resume: Resume, required: Mapping[str, bool]) -> list[ResumeSkill]:
    """Sort skills: required before wished for, used before merely listed."""

    def rank(listed: ResumeSkill) -> tuple[int, int]:
        must = required.get(listed.mention.skill)
        return (0 if must else 1 if must is False else 2, -listed.shown)

    by_area: dict[str, list[ResumeSkill]] = {}
    for listed in sorted(resume.skills, key=rank):
        by_area.setdefault(listed.mention.area, []).append(listed)
    firsts = [one for turn in zip_longest(*(of[:_PER_AREA] for of in by_area.values()))
              for one in turn if one]  # fmt: skip
    return firsts[: _MOST["skill"]]


def _about_skills(
    skills: Sequence[ResumeSkill], required: Mapping[str, bool], guide: Guide
) -> Iterator[tuple[Question, str]]:
    """Yield questions on skills; an area's shapes start elsewhere for another skill."""
    shapes: dict[str, int] = {}
    for turn, listed in enumerate(skills):
        mention = listed.mention
        shape = shapes.setdefault(mention.area, sum(mention.skill.encode()))
        shapes[mention.area] += 1
        is_required = mention.skill in required
        yield about_skill(mention, turn, shape, guide, required=is_required), mention.text


def _gaps(gaps: Sequence[Requirement]) -> list[Requirement]:
    """Keep one gap of each area, required ones first."""
    by_area: dict[str, Requirement] = {}
    for one in gaps:
        by_area.setdefault(one.mention.area, one)
    return list(by_area.values())[: _MOST["gap"]]


def _in_turn(pairs: Mapping[str, Sequence[tuple[Question, str]]]) -> Iterator[tuple[Question, str]]:
    remaining = {name: list(questions) for name, questions in pairs.items()}
    while any(remaining.values()):
        for name in _ORDER:
            if remaining[name]:
                yield remaining[name].pop(0)


def about_claim(claim: Claim, turn: int, guide: Guide) -> Question | None:
    """Write a question on a claim; None if lines of its kind are not asked about."""
    kind = guide.wordings.claims[claim.kind]
    shapes = kind.done if claim.done else kind.other
    if not shapes:
        return None
    ask = _turn(shapes, turn).replace("{claim}", claim.quote)
    return _question(claim.kind, claim.quote, ask, kind)


def about_skill(
    mention: Mention, turn: int, shape: int, guide: Guide, *, required: bool
) -> Question:
    """Write a technical question on a skill that is claimed, and perhaps required by the job.

    Args:
        mention: the skill.
        turn: counts questions on skills, so that openings take turns.
        shape: counts those of one area, so that no two are alike.
        guide: the wordings.
        required: whether the job asks for it.
    """
    area = guide.skills.areas[mention.area]
    wordings = guide.wordings
    ask = _turn(area.ask, shape)
    if "{skill}" not in ask:
        openings = wordings.wanted_openings if required else wordings.openings
        ask = f"{_turn(openings, turn)} {ask}"
    return _question("skill", mention.skill, _with_skill(ask, mention.text), area)


def about_gap(requirement: Requirement, turn: int, guide: Guide) -> Question:
    """Write a question on what the job asks for and the résumé does not name.

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
    """Put in the skill, capitalized at the beginning of a question."""
    begins = ask.startswith("{skill}")
    ask = ask.replace("{skill}", skill)
    return ask[:1].upper() + ask[1:] if begins else ask
