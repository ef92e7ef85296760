"""The script that is made of a résumé, and of a job advert if there is one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from greenroom.interview.script import Question, Script
from greenroom.resume.advert import Requirement
from greenroom.resume.claims import Claim
from greenroom.resume.guide import Guide
from greenroom.resume.questions import about_claim, about_gap, about_skill
from greenroom.resume.resume import Listed, Resume

SCRIPT_ID = "from-resume"
MOST_QUESTIONS = 24

_MOST = {"project": 5, "figure": 4, "skill": 9, "gap": 5, "people": 2, "level": 2, "publication": 2}
_ORDER = ("project", "skill", "figure", "gap", "skill", "people", "level", "publication")
"""A round of questions; then it begins anew with what is left."""

_PER_AREA = 2


@dataclass(frozen=True, slots=True)
class Prepared:
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
        return f"{text}; asked for and not in it: {missing}"

    def not_asked(self, chosen: Sequence[Question]) -> tuple[str, ...]:
        """The claims that no chosen question is about, for follow-ups."""
        asked = {question.id for question in chosen}
        return tuple(claim for name, claim in self.claims.items() if name not in asked)


def prepare(resume: Resume, requirements: Sequence[Requirement], guide: Guide) -> Prepared:
    """The script: a project first, then skills, figures and gaps in turn."""
    has = {listed.mention.skill for listed in resume.skills}
    gaps = tuple(one for one in requirements if one.mention.skill not in has)
    wanted = {one.mention.skill: one.must for one in requirements}
    claims = {name: _claims(resume, name) for name in ("project", "figure", "people", "level",
                                                       "publication")}  # fmt: skip
    asked: dict[str, list[tuple[Question, str]]] = {
        "skill": list(_about_skills(_skills(resume, wanted), wanted, guide)),
        "gap": [(about_gap(one, n, guide), "") for n, one in enumerate(_gaps(gaps))],
    }
    for name, found in claims.items():
        made = ((about_claim(claim, n, guide), claim.quote) for n, claim in enumerate(found))
        asked[name] = [(question, quote) for question, quote in made if question]
    order = list(_in_turn(asked))[:MOST_QUESTIONS]
    questions = tuple(question for question, _ in order)
    script = empty_script(guide).model_copy(update={"questions": questions})
    told = {question.id: claim for question, claim in order if claim}
    return Prepared(script, told, resume, tuple(requirements), gaps)


def empty_script(guide: Guide) -> Script:
    """How such an interview begins and ends, without its questions."""
    wordings = guide.wordings
    return Script(
        id=SCRIPT_ID,
        title=wordings.title,
        about=wordings.about,
        welcome=wordings.welcome,
        closing=wordings.closing,
    )


def _claims(resume: Resume, kind: str) -> list[Claim]:
    """Of one kind, one per line at most; of figures only where the line is no project already."""
    found: dict[int, Claim] = {}
    for claim in resume.claims:
        if claim.kind == kind:
            found.setdefault(claim.line, claim)
    return list(found.values())[: _MOST[kind]]


def _skills(resume: Resume, wanted: Mapping[str, bool]) -> list[Listed]:
    """What the job needs before what it wishes for, what was used before what is listed."""

    def rank(listed: Listed) -> tuple[int, int]:
        must = wanted.get(listed.mention.skill)
        return (0 if must else 1 if must is False else 2, -listed.shown)

    by_area: dict[str, list[Listed]] = {}
    for listed in sorted(resume.skills, key=rank):
        by_area.setdefault(listed.mention.area, []).append(listed)
    firsts = [one for turn in zip_longest(*(of[:_PER_AREA] for of in by_area.values()))
              for one in turn if one]  # fmt: skip
    return firsts[: _MOST["skill"]]


def _about_skills(
    skills: Sequence[Listed], wanted: Mapping[str, bool], guide: Guide
) -> Iterator[tuple[Question, str]]:
    """The shapes of an area begin with another one for another skill, and take turns from there."""
    shapes: dict[str, int] = {}
    for turn, listed in enumerate(skills):
        mention = listed.mention
        shape = shapes.setdefault(mention.area, sum(mention.skill.encode()))
        shapes[mention.area] += 1
        is_wanted = mention.skill in wanted
        yield about_skill(mention, turn, shape, guide, wanted=is_wanted), mention.text


def _gaps(gaps: Sequence[Requirement]) -> list[Requirement]:
    """One of each area, those that are needed first."""
    by_area: dict[str, Requirement] = {}
    for one in gaps:
        by_area.setdefault(one.mention.area, one)
    return list(by_area.values())[: _MOST["gap"]]


def _in_turn(asked: Mapping[str, Sequence[tuple[Question, str]]]) -> Iterator[tuple[Question, str]]:
    left = {name: list(questions) for name, questions in asked.items()}
    while any(left.values()):
        for name in _ORDER:
            if left[name]:
                yield left[name].pop(0)
