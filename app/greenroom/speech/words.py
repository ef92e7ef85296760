"""The words of an answer, one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from greenroom.speech.span import Span

WordKind = Literal["word", "filled_pause"]
FoundBy = Literal["words", "sound", "both"]


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word or filled pause.

    Attributes:
        text: as the recognizer wrote it, with its punctuation, without spaces around it.
        start: seconds from the beginning of the answer's clip.
        end: seconds from the beginning of the answer's clip.
        confidence: the recognizer's probability, 0…1.
        kind: "filled_pause" for um, uh, er, ah, hm, mm; else "word".
        found_by: "sound" where a filled pause was heard that the recognizer had left out, "both"
            where it wrote what was heard.
    """

    text: str
    start: float
    end: float
    confidence: float = 1.0
    kind: WordKind = "word"
    found_by: FoundBy = "words"

    @property
    def span(self) -> Span:
        """From its first to its last sound."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one answer in the order of their times."""

    words: tuple[Word, ...] = ()
    language: str = "en"

    @property
    def text(self) -> str:
        """All words, joined by single spaces."""
        return join(self.words)

    @property
    def lexical(self) -> tuple[Word, ...]:
        """The words that are not filled pauses."""
        return tuple(word for word in self.words if word.kind == "word")


def join(words: Iterable[Word]) -> str:
    """Join the words into one line of text."""
    return " ".join(word.text for word in words)
