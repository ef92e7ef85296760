"""The personas from `assets/personas/`, and a user's own from a folder of that name."""

from pathlib import Path

from greenroom.content import library
from greenroom.content.problem import close, ended, nearest
from greenroom.errors import ContentError
from greenroom.interview.persona import Persona
from greenroom.paths import Paths, shipped
from greenroom.renamed_ids import current_id

FOLDER = "personas"


def load_persona(name: str, paths: Paths) -> Persona:
    """Load the persona with this id.

    Raises:
        ContentError: there is none, or its file is invalid; names the nearest one there is.
    """
    available, name = _files(paths), current_id(name)
    if name not in available:
        sentence = ended(f"There is no persona '{name}'{nearest(name, available)}")
        near = close(name, available)  # otherwise the sentence names them all
        raise ContentError(sentence, f"There are: {', '.join(available)}." if near else "")
    return library.model(available[name], Persona)


def load_personas(paths: Paths) -> dict[str, Persona]:
    """Load all personas by id, the user's own included.

    Raises:
        ContentError: a file is invalid.
    """
    return {name: library.model(file, Persona) for name, file in _files(paths).items()}


def _files(paths: Paths) -> dict[str, Path]:
    """Map ids to files; a user's own file hides the shipped one with the same name."""
    ours = library.in_folder(shipped("assets") / FOLDER)
    return {**ours, **library.in_folder(paths.data / FOLDER)}
