"""What the recogniser wrote of a segment, put where it was heard."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.span import Span
from greenroom.speech.steady import SteadySound
from greenroom.speech.unspoken import with_unspoken
from greenroom.speech.words import Word

_NEAR = 0.3
"""Seconds from the nearest speech at which a word may still have been said."""

_SOUND = 0.15
"""Seconds of steady sound that may be an "uh" although nobody seems to speak: on bad lines the
detector of speech wakes up too late for the one with which an answer begins."""


def heard_words(
    words: Iterable[Word], speech: Sequence[Span], sounds: Sequence[SteadySound] = ()
) -> tuple[Word, ...]:
    """The words with their kind, in order, clamped to where there is speech.

    Words that lie apart from all speech were invented and are left out. Filled pauses that the
    recogniser left out are added where the sound tells of them.

    Args:
        words: as recognised, with times on the axis of `speech`.
        speech: where there is speech, in order.
        sounds: steady sounds on the same axis, in order.
    """
    voiced = _with_sounds(speech, sounds)
    kept = (_placed(_with_kind(word), speech, voiced) for word in words)
    ordered = tuple(_in_order([word for word in kept if word is not None]))
    return with_unspoken(ordered, sounds, speech)


def _with_sounds(speech: Sequence[Span], sounds: Sequence[SteadySound]) -> list[Span]:
    """Speech, and the steady sounds beside it that were not taken for speech."""
    beside = [
        sound.span
        for sound in sounds
        if sound.span.seconds >= _SOUND and not any(sound.span.overlaps(span) for span in speech)
    ]
    return sorted([*speech, *beside], key=lambda span: span.start)


def _placed(word: Word, speech: Sequence[Span], voiced: Sequence[Span]) -> Word | None:
    """The word where it was said; a filled pause may lie where no speech was noticed."""
    if word.kind == "word":
        return clamped(word, speech)
    touched = [span for span in voiced if span.overlaps(word.span)]
    if not touched:
        return clamped(word, speech)
    return clamped(word, [max(touched, key=lambda span: _shared(span, word.span))])


def clamped(word: Word, speech: Sequence[Span]) -> Word | None:
    """The word without the silence at its ends; None if there is no speech near it."""
    touched = [span for span in speech if span.overlaps(word.span)]
    if touched:
        start = max(word.start, touched[0].start)
        end = min(word.end, touched[-1].end)
        return replace(word, start=start, end=max(start, end))
    near = [span for span in speech if _distance(span, word.span) <= _NEAR]
    if not near:
        return None
    nearest = min(near, key=lambda span: _distance(span, word.span))
    if nearest.start >= word.end:
        return replace(word, start=nearest.start, end=nearest.start)
    return replace(word, start=nearest.end, end=nearest.end)


def later(words: Iterable[Word], seconds: float) -> tuple[Word, ...]:
    """The words, `seconds` later."""
    return tuple(
        replace(word, start=word.start + seconds, end=word.end + seconds) for word in words
    )


def _shared(one: Span, other: Span) -> float:
    return min(one.end, other.end) - max(one.start, other.start)


def _distance(one: Span, other: Span) -> float:
    return max(one.start - other.end, other.start - one.end)


def _with_kind(word: Word) -> Word:
    return replace(word, kind="filled_pause") if is_filled_pause(word.text) else word


def _in_order(words: Sequence[Word]) -> Iterator[Word]:
    """The words one after the other; those squeezed together at an edge of speech get room."""
    free = 0.0
    for word, following in zip_longest(words, words[1:]):
        start = max(word.start, free)
        end = max(word.end, start + _shortest(word))
        if following is not None and following.start < end:
            end = max(following.start, start + _shortest(word))
        free = end
        yield replace(word, start=start, end=end)


def _shortest(word: Word) -> float:
    """Seconds that a word takes at the least, spoken very fast."""
    return 0.04 + 0.015 * len(word.text)
