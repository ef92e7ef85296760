"""The words of an answer line by line: a line per sentence, silences and filled pauses marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from greenroom.delivery.measure import Pause
from greenroom.speech.words import Transcript, Word

LONG_PAUSE = 1.0
"""From here on a pause is shown with its length."""

_END_OF_LINE = 2.0  # a silence that ends a line without a full stop
_UNSURE = 0.5  # below, the recogniser may have misheard
_ENDS = (".", "?", "!", ".”", "?”", "!”", '."', '?"', '!"')

Kind = Literal["word", "unsure", "filled_pause", "pause", "long_pause"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a pause with its length as text."""

    kind: Kind
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or what was said between two long silences."""

    pieces: tuple[Piece, ...]

    @property
    def start(self) -> float:
        """Where its first word begins."""
        return next((it.start for it in self.pieces if it.kind in _WORDS), self.pieces[0].start)

    @property
    def text(self) -> str:
        """What was said, without the pauses."""
        return " ".join(it.text for it in self.pieces if it.kind in _WORDS)

    @property
    def end(self) -> float:
        """Where its last word ends."""
        return self.pieces[-1].end


_WORDS = ("word", "unsure", "filled_pause")


def lines(transcript: Transcript, pauses: Sequence[Pause]) -> tuple[Line, ...]:
    """The transcript in lines; each pause stands before the word that ended it."""
    pieces = sorted([*map(_word, transcript.words), *map(_pause, pauses)], key=lambda it: it.start)
    return tuple(Line(tuple(line)) for line in _cut(pieces))


def _cut(pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    line: list[Piece] = []
    ended = False
    for piece in pieces:
        long = piece.kind == "long_pause" and piece.end - piece.start >= _END_OF_LINE
        if line and (ended or long):
            yield line
            line = []
        line.append(piece)
        ended = piece.kind in _WORDS and piece.text.endswith(_ENDS)
    if line:
        yield line


def _word(word: Word) -> Piece:
    kind: Kind = "filled_pause" if word.kind == "filled_pause" else "word"
    if kind == "word" and word.confidence < _UNSURE:
        kind = "unsure"
    return Piece(kind, word.text, word.start, word.end)


def _pause(pause: Pause) -> Piece:
    seconds = pause.end - pause.start
    kind: Kind = "long_pause" if seconds >= LONG_PAUSE else "pause"
    return Piece(kind, f"{seconds:.1f} s", pause.start, pause.end)
