"""The places of scripts and rubrics, and the way from a file to a model."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from greenroom.content import error_messages, yaml_text
from greenroom.content.problem import Problem, ended, nearest
from greenroom.errors import ContentError
from greenroom.paths import Paths, shipped
from greenroom.renamed_ids import RENAMED, current_id

Model = TypeVar("Model", bound=BaseModel)

SCRIPTS = "interview_scripts"
RUBRICS = "rubrics"
TOPICS = "topics.yaml"
"""Among the scripts, but not one: the guide topics that questions serve."""


def files(folder: str, paths: Paths) -> dict[str, Path]:
    """Map ids to files by file name; a user's own file hides the shipped one with the same name."""
    return {**in_folder(shipped(folder)), **in_folder(paths.data / folder)}


def in_folder(folder: Path) -> dict[str, Path]:
    """Map ids to files, in alphabetical order; empty if there is no such folder.

    A file may have the name that its id had once, unless there is one of today's name, too.
    """
    files = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    files = [file for file in files if file.name != TOPICS]
    by_old_name = {current_id(file.stem): file for file in files if file.stem in RENAMED}
    by_name = {file.stem: file for file in files if file.stem not in RENAMED}
    return dict(sorted({**by_old_name, **by_name}.items()))


def file(name: str, folder: str, paths: Paths) -> Path:
    """Find the file of the script or rubric with this id.

    Raises:
        ContentError: there is none; names the nearest one there is.
    """
    available, name = files(folder, paths), current_id(name)
    if name not in available:
        noun = "script" if folder == SCRIPTS else "rubric"
        sentence = ended(f"There is no {noun} '{name}'{nearest(name, available)}")
        raise ContentError(sentence, "See them all with: greenroom scripts list")
    return available[name]


def model(file: Path, kind: type[Model]) -> Model:
    """Read and validate one file.

    Raises:
        ContentError: the first thing that is wrong.
    """
    valid, problems = validated(yaml_text.read(file), kind)
    if valid is None:
        raise problems[0].error()
    return valid


def shaped(document: yaml_text.Document, kind: type[Model]) -> tuple[Model | None, list[Problem]]:
    """Validate like `validated`, for a file that has no id of its own."""
    try:
        return kind.model_validate(document.keys), []
    except ValidationError as error:
        return None, error_messages.problems(document, kind, error)


def validated(
    document: yaml_text.Document, kind: type[Model]
) -> tuple[Model | None, list[Problem]]:
    """Return the model, or None and everything that is wrong with it."""
    valid, problems = shaped(document, kind)
    if valid is None:
        return None, problems
    name, stem = str(document.keys["id"]), document.file.stem
    if current_id(name) != current_id(stem):
        what = f"its id is '{name}', its file is named '{stem}'; they must be the same"
        return None, [Problem(document.file, what, document.line(("id",)))]
    return valid, []
