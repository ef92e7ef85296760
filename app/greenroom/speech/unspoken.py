"""Filled pauses that the recogniser left out: steady sound for which there is no word.

Only what stands alone counts, with silence around it: within words steady vowels are too common.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from greenroom.speech.span import Span
from greenroom.speech.steady import SteadySound
from greenroom.speech.words import Word

_SHORTEST, _LONGEST = 0.2, 1.2
_LOWEST_CENTROID, _HIGHEST_CENTROID = 300.0, 1000.0
"""Hz. Below it hums, above it is no "uh" but a bright vowel of a word."""

_ROUND_ABOUT = 0.2
"""Seconds of other sound that may belong to it: how it begins and dies away, the m of "um"."""

_APART = 0.15
"""Seconds to the next filled pause; closer, it is the same one."""

_AT_EDGE = 0.05
_CONFIDENCE = 0.5


def with_unspoken(
    words: Sequence[Word], sounds: Iterable[SteadySound], speech: Sequence[Span]
) -> tuple[Word, ...]:
    """The words, and in their order the filled pauses that only the sound tells of.

    A word that was stretched over such a sound gives way. Where there are no words there are no
    filled pauses: music and machines hum, too.
    """
    found = list(words)
    for sound in sounds:
        island = _island(sound, speech)
        if island and words and not _told(found, island):
            found = _inserted(found, island, speech)
    return tuple(found)


def _island(sound: SteadySound, speech: Sequence[Span]) -> Span | None:
    """The short stretch of speech that is nothing but this sound; None if it is not like that."""
    if not _SHORTEST <= sound.span.seconds <= _LONGEST:
        return None
    if not _LOWEST_CENTROID <= sound.centroid <= _HIGHEST_CENTROID:
        return None
    for span in speech:
        inside = span.start - _AT_EDGE <= sound.start and sound.end <= span.end + _AT_EDGE
        if inside and span.seconds <= sound.span.seconds + _ROUND_ABOUT:
            return span
    return None


def _told(words: Iterable[Word], island: Span) -> bool:
    """Whether one of the words is this filled pause."""
    near = Span(island.start - _APART, island.end + _APART)
    return any(word.kind == "filled_pause" and word.span.overlaps(near) for word in words)


def _inserted(words: list[Word], island: Span, speech: Sequence[Span]) -> list[Word]:
    """The words with the filled pause among them; as they are if a word needs that sound."""
    kept: list[Word] = []
    for word in words:
        rest = _beside(word, island, speech) if word.span.overlaps(island) else word
        if rest is None:
            return words
        kept.append(rest)
    pause = Word("uh,", island.start, island.end, _CONFIDENCE, "filled_pause", "sound")
    return sorted([*kept, pause], key=lambda word: word.start)


def _beside(word: Word, island: Span, speech: Sequence[Span]) -> Word | None:
    """The word on that side of the island where it has time enough; None if on neither."""
    sides = (Span(word.start, island.start), Span(island.end, word.end))
    spoken = [_within(speech, side) for side in sides]
    room = [sum(span.seconds for span in spans) for spans in spoken]
    side = spoken[room.index(max(room))]
    if max(room) < _needed(word):
        return None
    return replace(word, start=side[0].start, end=side[-1].end)


def _within(speech: Sequence[Span], part: Span) -> list[Span]:
    """What is spoken within that part."""
    return [
        Span(max(span.start, part.start), min(span.end, part.end))
        for span in speech
        if span.overlaps(part)
    ]


def _needed(word: Word) -> float:
    """Seconds without which a word cannot have been said."""
    return 0.1 + 0.035 * sum(letter.isalnum() for letter in word.text)
