"""Who asks: the personas from `assets/personas/`, and a user's own from a folder of that name."""

from pathlib import Path

from greenroom.content import library
from greenroom.content.problem import close, ended, nearest
from greenroom.errors import ContentError
from greenroom.interview.persona import Persona
from greenroom.paths import Paths, shipped

FOLDER = "personas"


def load_persona(name: str, paths: Paths) -> Persona:
    """The persona of that id.

    Raises:
        ContentError: there is none, or its file is off; names the nearest one there is.
    """
    known = _files(paths)
    if name not in known:
        sentence = ended(f"There is no persona '{name}'{nearest(name, known)}")
        near = close(name, known)  # otherwise the sentence names them all
        raise ContentError(sentence, f"There are: {', '.join(known)}." if near else "")
    return library.model(known[name], Persona)


def load_personas(paths: Paths) -> dict[str, Persona]:
    """All personas by id, the user's own among them.

    Raises:
        ContentError: a file is off.
    """
    return {name: library.model(file, Persona) for name, file in _files(paths).items()}


def _files(paths: Paths) -> dict[str, Path]:
    """A user's own file hides the shipped one of the same name."""
    ours = library.in_folder(shipped("assets") / FOLDER)
    return {**ours, **library.in_folder(paths.data / FOLDER)}
