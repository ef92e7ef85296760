"""`greenroom structure`: what a file of written answers contains."""

import argparse
import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from greenroom.commands.answer_lines import WrittenAnswer, read_lines, write_lines
from greenroom.content import load_rubric
from greenroom.speech.span import Span
from greenroom.structure.elements import Sentence, Structure
from greenroom.structure.engine import analyze

_NOWHERE = Span(0, 0)
_HINT = (
    'A line looks like {"id": "a1", "rubric": "star", "question": "…", '
    '"sentences": [{"text": "…"}, {"text": "…"}]}.'
)


class _Answer(WrittenAnswer):
    rubric: str
    question: str = ""


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
    for _, answer in read_lines(arguments.answers, _Answer, _HINT):
        sentences = [
            Sentence(place, each.text, _NOWHERE) for place, each in enumerate(answer.sentences)
        ]
        structure = analyze(sentences, answer.question, rubric(answer.rubric))
        lines.append(json.dumps(_line(answer.id, structure)))
    write_lines(arguments.output, lines)
    print(f"{len(lines)} answers analyzed: {arguments.output}")
    return 0


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
