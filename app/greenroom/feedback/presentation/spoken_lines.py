"""The words of an answer line by line: a line per sentence, silences and filled pauses marked."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from greenroom.delivery.measure import Pause
from greenroom.feedback.presentation.answer_structure import Part
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript, Word

LONG_PAUSE = 1.0
"""From here on a pause is shown with its length, in seconds."""

_END_OF_LINE = 2.0  # seconds of silence that end a line without a full stop
_UNSURE = 0.5  # below this confidence, the recognizer may have misheard
_ENDS = (".", "?", "!", ".”", "?”", "!”", '."', '?"', '!"')
_SLACK = 1e-6  # seconds

PieceKind = Literal["word", "unsure", "filled_pause", "pause", "long_pause"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a pause with its length as text.

    Attributes:
        word: its number in the transcript, from 0; None for a pause.
    """

    kind: PieceKind
    text: str
    span: Span
    word: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or what was said between two long silences.

    Attributes:
        parts: the parts of the structure that begin in it.
    """

    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...] = ()

    @property
    def start(self) -> float:
        """Return where its first word begins, in seconds."""
        words = self.words
        return words[0].span.start if words else self.pieces[0].span.start

    @property
    def end(self) -> float:
        """Return where its last word ends, in seconds."""
        return self.pieces[-1].span.end

    @property
    def text(self) -> str:
        """Return what was said, without the pauses."""
        return " ".join(piece.text for piece in self.words)

    @property
    def words(self) -> tuple[Piece, ...]:
        """Return the words and filled pauses."""
        return tuple(piece for piece in self.pieces if piece.word is not None)


def spoken_lines(
    transcript: Transcript, pauses: Sequence[Pause], parts: Sequence[Part] = ()
) -> tuple[Line, ...]:
    """Return the transcript in lines; each pause stands before the word that ended it.

    Args:
        transcript: the words.
        pauses: the silences between them.
        parts: the parts of the structure, in the order in which they begin.
    """
    words = [_word(number, word) for number, word in enumerate(transcript.words)]
    pieces = sorted([*words, *map(_pause, pauses)], key=lambda piece: piece.span.start)
    return tuple(_with_parts(Line(tuple(line)), parts) for line in _cut(pieces))


def _cut(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    ended = False
    for piece in pieces:
        long = piece.kind == "long_pause" and piece.span.seconds >= _END_OF_LINE
        if line and (ended or long):
            yield line
            line = []
        line.append(piece)
        ended = piece.word is not None and piece.text.endswith(_ENDS)
    if line:
        yield line


def _word(number: int, word: Word) -> Piece:
    kind: PieceKind = "filled_pause" if word.kind == "filled_pause" else "word"
    if kind == "word" and word.confidence < _UNSURE:
        kind = "unsure"
    return Piece(kind, word.text, word.span, number)


def _pause(pause: Pause) -> Piece:
    span = Span(pause.start, pause.end)
    kind: PieceKind = "long_pause" if span.seconds >= LONG_PAUSE else "pause"
    return Piece(kind, f"{span.seconds:.1f} s", span)


def _with_parts(line: Line, parts: Sequence[Part]) -> Line:
    first = bisect_left(parts, line.start - _SLACK, key=lambda part: part.span.start)
    last = bisect_left(parts, line.end, key=lambda part: part.span.start)
    return Line(line.pieces, tuple(parts[first:last]))
