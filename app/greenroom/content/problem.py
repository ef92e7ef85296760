"""Problems in a file that somebody wrote, in words for that person."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from greenroom.errors import ContentError

_FEW = 16
"""The most right words to list where none is close; more would hide the sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where.

    Attributes:
        file: the file it is in.
        what: what is wrong, without where; no period.
        line: counted from 1; 0 where no line can be named.
        entry: e.g. "question 'late-labels', probe 2"; empty for the file as a whole.
        hint: what to do about it.
    """

    file: Path
    what: str
    line: int = 0
    entry: str = ""
    hint: str = ""

    @property
    def sentence(self) -> str:
        """Where and what: "mine.yaml, line 7, question 'late-labels': 'ask' is missing."."""
        name = f"{self.file.parent.name}/{self.file.name}"
        places = [name, f"line {self.line}" if self.line else "", self.entry]
        return ended(f"{', '.join(filter(None, places))}: {self.what}")

    def error(self) -> "FileError":
        """Return the problem as an error to raise."""
        return FileError(self)


class FileError(ContentError):
    """A file that cannot be used, with the problem that stands in the way."""

    def __init__(self, problem: Problem) -> None:
        again = f"Edit {problem.file}, then run: greenroom scripts check"
        super().__init__(problem.sentence, f"{problem.hint} {again}".strip())
        self.problem = problem


def close(word: str, right_words: Iterable[str]) -> str:
    """Return the right word that was probably meant; empty if none is close."""
    return next(iter(get_close_matches(word, sorted(right_words), n=1, cutoff=0.55)), "")


def nearest(word: str, right_words: Iterable[str]) -> str:
    """Return a sentence ending: "; did you mean 'ask'?", or the right words if none is close."""
    choices = sorted(right_words)
    if match := close(word, choices):
        return f"; did you mean '{match}'?"
    return f"; there is {listed(choices)}" if 0 < len(choices) <= _FEW else ""


def ended(sentence: str) -> str:
    """End the sentence with a period, unless it is a question."""
    return sentence if sentence.endswith("?") else f"{sentence}."


def listed(words: Iterable[str], last: str = "and") -> str:
    """List words in a row: 'a', 'b' and 'c'."""
    quoted = [f"'{word}'" for word in words]
    if len(quoted) < 2:  # noqa: PLR2004 - one word needs no "and"
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
