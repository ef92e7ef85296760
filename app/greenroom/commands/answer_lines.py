"""Files of many written answers, one JSON object a line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.errors import UserError

Line = TypeVar("Line", bound=BaseModel)


class WrittenSentence(BaseModel):
    """One sentence of a written answer; whatever else is in it, such as labels, is ignored."""

    model_config = ConfigDict(frozen=True)

    text: str


class WrittenAnswer(BaseModel):
    """What every line of such a file has; whatever else is in it (labels, grades) is ignored."""

    model_config = ConfigDict(frozen=True)

    id: str
    sentences: tuple[WrittenSentence, ...] = Field(min_length=1)


def read_lines(file: Path, kind: type[Line], hint: str) -> Iterator[tuple[str, Line]]:
    """Read each line that is not empty, with where it stands: "answers.jsonl, line 3".

    Raises:
        UserError: the file cannot be read, or a line is invalid; `hint` shows what one looks like.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UserError(f"{file.name} is not a text file.", hint) from error
    except OSError as error:
        raise UserError(
            f"{file} cannot be read.", "Check its name, and whether you may open it."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{file.name}, line {number}"
            yield where, _line(line, kind, where, hint)


def _line(line: str, kind: type[Line], where: str, hint: str) -> Line:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(map(str, first["loc"]))
        what = f"'{entry}' is wrong" if entry else "it is not JSON"
        raise UserError(f"{where}: {what}: {first['msg'].lower()}.", hint) from error


def write_lines(file: Path, lines: Iterable[str]) -> None:
    """Write the lines.

    Raises:
        UserError: the file cannot be written.
    """
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{file} cannot be written.", "Choose another file with --output."
        ) from error
