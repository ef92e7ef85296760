"""Answers with labeled sentences, as people write them in `rubrics/training/`.

    # star-001 | strong | Tell me about a time you disagreed with a colleague.
    [situation] Last spring I was the only data scientist at a freight broker.
    [] She was not happy.
    [result quantified] It took us four days instead of nine.

A blank line ends an answer; the file is named after its rubric.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Literal, cast, get_args

from greenroom.errors import ContentError
from greenroom.structure.elements import OrderVerdict, order_of
from greenroom.structure.rubric import Rubric

AnswerBand = Literal["weak", "middle", "strong"]

_HEAD = re.compile(r"# ([a-z0-9_]+-\d+) \| (\w+) \| (\S.*)")
_SENTENCE = re.compile(r"\[([a-z_ ]*)\] (\S.*)")
_HINT = "See rubrics/training/README.md for how training answers are written."


@dataclass(frozen=True, slots=True)
class LabeledAnswer:
    """One answer: its sentences, and for each the ids of the elements it shows."""

    id: str
    rubric: str
    band: AnswerBand
    question: str
    sentences: tuple[str, ...]
    labels: tuple[frozenset[str], ...]

    @property
    def elements(self) -> frozenset[str]:
        """All elements that the answer shows."""
        return frozenset[str]().union(*self.labels)

    def lot(self, of: int, salt: str = "") -> int:
        """Draw a number below `of` from the id: always the same one."""
        return int(md5(f"{salt}{self.id}".encode(), usedforsecurity=False).hexdigest(), 16) % of

    def order(self, rubric: Rubric) -> dict[str, OrderVerdict]:
        """Return the verdict per order rule, by the first sentence of each element."""
        return {
            name: order_of(self._first(rule.first), self._first(rule.before))
            for name, rule in rubric.order.items()
        }

    def _first(self, element: str) -> int | None:
        places = (place for place, labels in enumerate(self.labels) if element in labels)
        return next(places, None)


def read_folder(folder: Path) -> tuple[LabeledAnswer, ...]:
    """Read all answers of a folder, by file name.

    Raises:
        ContentError: a line cannot be understood; names file and line.
    """
    return tuple(answer for file in sorted(folder.glob("*.txt")) for answer in read(file))


def read(file: Path) -> Iterator[LabeledAnswer]:
    """Yield the answers of one file.

    Raises:
        ContentError: a line cannot be understood; names file and line.
    """
    block: list[str] = []
    for number, line in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield _answer(block, file, number - len(block))
            block = []


def _answer(block: list[str], file: Path, line: int) -> LabeledAnswer:
    head = _HEAD.fullmatch(block[0])
    if not head or head[2] not in get_args(AnswerBand):
        raise _off(file, line, "an answer begins with '# id | weak, middle or strong | question'")
    matches = [_SENTENCE.fullmatch(text) for text in block[1:]]
    for offset, sentence in enumerate(matches, start=1):
        if not sentence:
            raise _off(file, line + offset, "a sentence begins with its labels in [brackets]")
    sentences = [sentence for sentence in matches if sentence]
    if not sentences:
        raise _off(file, line, "the answer has no sentences")
    return LabeledAnswer(
        id=head[1],
        rubric=file.stem,
        band=cast("AnswerBand", head[2]),
        question=head[3],
        sentences=tuple(sentence[2] for sentence in sentences),
        labels=tuple(frozenset(sentence[1].split()) for sentence in sentences),
    )


def _off(file: Path, line: int, what: str) -> ContentError:
    return ContentError(f"{file.name}, line {line}: {what}.", _HINT)
