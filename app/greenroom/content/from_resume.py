"""What people wrote about résumés: how they are read and asked about."""

from pathlib import Path

from greenroom.content import library, wording, yaml_text
from greenroom.paths import shipped
from greenroom.resume.guide import Guide, Reading, Skills, Wordings

FOLDER = "from-resume"


def load_guide() -> Guide:
    """The shipped guide.

    Raises:
        ContentError: one of its files is off.
    """
    folder = shipped(library.SCRIPTS) / FOLDER
    return Guide(
        _model(folder / "skills.yaml", Skills),
        _model(folder / "claims.yaml", Wordings),
        _model(folder / "reading.yaml", Reading),
    )


def _model(file: Path, kind: type[library.Model]) -> library.Model:
    document = yaml_text.read(file)
    try:
        return kind.model_validate(document.keys)
    except wording.ValidationError as error:
        raise wording.problems(document, kind, error)[0].error() from error
