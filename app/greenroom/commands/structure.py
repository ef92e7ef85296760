"""`greenroom structure`: what a file of written answers contains."""

import argparse
import json
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.content import load_rubric
from greenroom.errors import UserError
from greenroom.speech.span import Span
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.engine import analyse

_NOWHERE = Span(0, 0)
_HINT = (
    'A line looks like {"id": "a1", "rubric": "star", "question": "…", '
    '"sentences": [{"text": "…"}, {"text": "…"}]}.'
)


class _Sentence(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str


class _Answer(BaseModel):
    """One line of the file; whatever else is in it (labels, bands) is ignored."""

    model_config = ConfigDict(frozen=True)

    id: str
    rubric: str
    question: str = ""
    sentences: tuple[_Sentence, ...] = Field(min_length=1)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `structure` to the command line."""
    parser = commands.add_parser(
        "structure",
        help="find what a file of written answers contains",
        description="Read answers, one JSON object per line. For each, write the elements of its "
        "rubric with the sentences that show them, their order and a score.",
        epilog="example: greenroom structure answers.jsonl --output found.jsonl",
    )
    parser.add_argument("answers", type=Path, help="a file with one answer per line (JSONL)")
    parser.add_argument("--output", type=Path, required=True, help="the file to write (JSONL)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Analyze every answer of the file; write nothing if one of them is invalid."""
    rubric = cache(partial(load_rubric, paths=arguments.paths))
    lines: list[str] = []
    for answer in _read(arguments.answers):
        sentences = [
            Sentence(place, each.text, _NOWHERE) for place, each in enumerate(answer.sentences)
        ]
        structure = analyse(sentences, answer.question, rubric(answer.rubric))
        lines.append(json.dumps(_line(answer.id, structure)))
    _write(arguments.output, lines)
    print(f"{len(lines)} answers analyzed: {arguments.output}")
    return 0


def _read(file: Path) -> Iterator[_Answer]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise UserError(f"{file.name} is not a text file.", _HINT) from error
    except OSError as error:
        raise UserError(
            f"{file} cannot be read.", "Check its name, and whether you may open it."
        ) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, f"{file.name}, line {number}")


def _answer(line: str, where: str) -> _Answer:
    try:
        return _Answer.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(map(str, first["loc"]))
        what = f"'{entry}' is wrong" if entry else "it is not JSON"
        raise UserError(f"{where}: {what}: {first['msg'].lower()}.", _HINT) from error


def _line(answer_id: str, structure: Structure) -> dict[str, Any]:
    elements = [
        {"element": element.element, "evidence": [it.sentence for it in element.evidence]}
        for element in structure.found
    ]
    return {
        "id": answer_id,
        "found": elements,
        "order": dict(structure.order),
        "score": structure.score,
    }


def _write(file: Path, lines: list[str]) -> None:
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{file} cannot be written.", "Choose another file with --output."
        ) from error
