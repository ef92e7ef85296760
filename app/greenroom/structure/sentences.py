"""Spoken words → sentences.

A recogniser's full stops are a hint, not the truth: in run-on speech there are none, and a pause in
the middle of a clause may get one. So ends are taken from full stops, pauses and the words that
begin a new thought, together.
"""

from collections.abc import Iterator, Sequence

from greenroom.speech.span import Span
from greenroom.speech.words import Word, join
from greenroom.structure.elements import Sentence

_PAUSE = 0.7
"""Seconds of silence that end a sentence where the next word may begin one."""

_LONG_PAUSE = 2.0
_TOO_LONG = 32
_SHORTEST = 6

_HANGING = frozenset({
    "a", "an", "the", "and", "or", "but", "because", "so", "of", "to", "in", "on", "at",
    "for", "with", "from", "by", "as", "is", "are", "was", "were", "be", "been", "if", "that",
    "which", "who", "when", "my", "our", "your", "his", "her", "its", "their", "this",
    "these", "i", "we", "they", "you", "it", "he", "she", "not", "very", "more", "than",
    "about", "into", "like", "just", "um", "uh",
})  # fmt: skip
"""A sentence does not end in one of these, whatever the recogniser wrote."""

_OPENERS = frozenset({
    "so", "and", "but", "then", "because", "also", "first", "second", "third", "next",
    "after", "now", "well", "okay", "right", "yeah", "finally", "later", "meanwhile",
    "however", "if", "when", "what", "i", "we", "they", "he", "she", "it", "there", "that",
    "this", "my", "for", "once", "since", "before", "in", "one", "the", "another",
})  # fmt: skip
"""A new thought often begins with one of these."""

_STRONG_OPENERS = frozenset({
    "so", "and", "but", "then", "also", "first", "second", "third", "next", "finally",
    "meanwhile",
})  # fmt: skip


def split(words: Sequence[Word]) -> tuple[Sentence, ...]:
    """The sentences of an answer, all words in one of them and in their order."""
    pieces = [part for piece in _by_stops(words) for part in _shortened(piece)]
    return tuple(
        Sentence(index, join(piece), Span(piece[0].start, piece[-1].end))
        for index, piece in enumerate(pieces)
    )


def _by_stops(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut after full stops and at pauses that sound like an end."""
    piece: list[Word] = []
    for word, following in zip(words, [*words[1:], None], strict=True):
        piece.append(word)
        if following is None or _ends(piece, following):
            yield piece
            piece = []


def _ends(piece: Sequence[Word], following: Word) -> bool:
    last = _last_said(piece)
    if last is None:
        return False
    pause = following.start - piece[-1].end
    if _bare(last) in _HANGING:
        return False
    if last.text[-1:] in ".?!":
        return not _is_abbreviation(last.text)
    return pause >= _LONG_PAUSE or (
        pause >= _PAUSE and len(piece) >= _SHORTEST and _bare(following) in _OPENERS
    )


def _shortened(piece: list[Word]) -> list[list[Word]]:
    """Cut what is too long for one thought where a new one most likely begins."""
    if len(piece) <= _TOO_LONG:
        return [piece]
    places = range(_SHORTEST, len(piece) - _SHORTEST + 1)
    best = max(places, key=lambda place: _likely_begin(piece, place))
    return [*_shortened(piece[:best]), *_shortened(piece[best:])]


def _likely_begin(piece: Sequence[Word], place: int) -> float:
    """How likely a new thought begins at this word; long silences and openers tell."""
    before, word = piece[place - 1], piece[place]
    pause = min(word.start - before.end, 1.5)
    opens = 1.0 if _bare(word) in _STRONG_OPENERS else 0.3 * (_bare(word) in _OPENERS)
    hangs = 1.0 if _bare(before) in _HANGING else 0.0
    comma = 0.4 if before.text.endswith((",", ";", ":")) else 0.0
    balance = min(place, len(piece) - place) / len(piece)
    return pause + opens + comma + 0.5 * balance - hangs


def _last_said(piece: Sequence[Word]) -> Word | None:
    return next((word for word in reversed(piece) if word.kind == "word"), None)


def _bare(word: Word) -> str:
    return word.text.lower().strip(".,;:?!\"'-…")


def _is_abbreviation(text: str) -> bool:
    return text.lower() in {"mr.", "mrs.", "ms.", "dr.", "vs.", "etc.", "e.g.", "i.e."}
