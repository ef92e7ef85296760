"""The guide to résumés as people write it: how they are read and asked about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from greenroom.content import library, rules, yaml_text
from greenroom.content.problem import FileError, Problem
from greenroom.content.yaml_text import Document, Place
from greenroom.resume.guide import ClaimKind, Guide, Reading, Skills, Wordings
from greenroom.structure.rubric import Rubric

FOLDER = "from-resume"

_BLANKS = "claim", "skill"
"""Allowed in braces; filled in when a question is asked."""

_BLANK = re.compile(r"\{([^}]*)\}")


def load_guide() -> Guide:
    """Load the shipped guide.

    Raises:
        ContentError: one of its files is invalid.
    """
    folder = _folder()
    return Guide(
        _model(folder / "skills.yaml", Skills),
        _model(folder / "claims.yaml", Wordings),
        _model(folder / "reading.yaml", Reading),
    )


def guide_problems(rubrics: Mapping[str, Rubric | None]) -> Iterator[Problem]:
    """Yield all that is wrong in the shipped guide; None stands for a rubric that is wrong, too."""
    for name, kind in (("skills", Skills), ("claims", Wordings), ("reading", Reading)):
        try:
            document = yaml_text.read(_folder() / f"{name}.yaml")
        except FileError as error:
            yield error.problem
            continue
        valid, problems = library.shaped(document, kind)
        yield from problems
        match valid:
            case Skills():
                yield from _skills_problems(valid, document, rubrics)
            case Wordings():
                yield from _wordings_problems(valid, document, rubrics)
            case Reading():
                yield from _patterns_problems(valid.personal, document, ("personal",))
            case _:
                pass


def _skills_problems(
    skills: Skills, document: Document, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    for name, area in skills.areas.items():
        place: Place = ("areas", name)
        yield from rules.asking_problems(area, document, place, rubrics)
        yield from _blank_problems(area.ask, document, (*place, "ask"), least=0)


def _wordings_problems(
    wordings: Wordings, document: Document, rubrics: Mapping[str, Rubric | None]
) -> Iterator[Problem]:
    for name in ("openings", "asked_openings", "wanted_openings"):
        yield from _blank_problems(getattr(wordings, name), document, (name,))
    for name, kind in wordings.claims.items():
        place: Place = ("claims", name)
        yield from rules.asking_problems(kind, document, place, rubrics)
        yield from _shapes_problems(kind, document, place)


def _shapes_problems(kind: ClaimKind, document: Document, place: Place) -> Iterator[Problem]:
    yield from _blank_problems(kind.done, document, (*place, "done"))
    yield from _blank_problems(kind.other, document, (*place, "other"))


def _blank_problems(
    texts: Sequence[str], document: Document, place: Place, least: int = 1
) -> Iterator[Problem]:
    for number, text in enumerate(texts):
        blanks = _BLANK.findall(text)
        where: Place = (*place, number)
        for blank in blanks:
            if blank not in _BLANKS:
                what = f"{{{blank}}} has no meaning; use {{claim}} or {{skill}}"
                yield rules.problem(document, where, what)
        if len(blanks) < least:
            yield rules.problem(document, where, "needs {claim} or {skill} in it")


def _patterns_problems(
    patterns: Sequence[str], document: Document, place: Place
) -> Iterator[Problem]:
    for number, pattern in enumerate(patterns):
        try:
            re.compile(pattern)
        except re.error as error:
            what = f"'{pattern}' is not a regular expression: {error}"
            yield rules.problem(document, (*place, number), what)


def _folder() -> Path:
    return library.shipped(library.SCRIPTS) / FOLDER


def _model(file: Path, kind: type[library.Model]) -> library.Model:
    valid, problems = library.shaped(yaml_text.read(file), kind)
    if valid is None:
        raise problems[0].error()
    return valid
