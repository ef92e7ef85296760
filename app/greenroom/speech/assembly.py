"""What the recogniser wrote of a segment, put where it was heard."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from greenroom.speech.filled_pauses import is_filled_pause
from greenroom.speech.span import Span
from greenroom.speech.words import Word

_NEAR = 0.3
"""Seconds from the nearest speech at which a word may still have been said."""

_SHORTEST = 0.04
"""Seconds that any word takes."""


def heard_words(words: Iterable[Word], speech: Sequence[Span]) -> tuple[Word, ...]:
    """The words with their kind, in order, clamped to where there is speech.

    Words that lie apart from all speech were invented and are left out.

    Args:
        words: as recognised, with times on the axis of `speech`.
        speech: where there is speech, in order.
    """
    kept = [clamped(word, speech) for word in words]
    return _in_order(_with_kind(word) for word in kept if word is not None)


def clamped(word: Word, speech: Sequence[Span]) -> Word | None:
    """The word without the silence at its ends; None if there is no speech near it."""
    touched = [span for span in speech if span.overlaps(word.span)]
    if touched:
        start = max(word.start, touched[0].start)
        end = min(word.end, touched[-1].end)
        return replace(word, start=start, end=max(end, start + _SHORTEST))
    near = [span for span in speech if _distance(span, word.span) <= _NEAR]
    if not near:
        return None
    nearest = min(near, key=lambda span: _distance(span, word.span))
    if nearest.start >= word.end:
        return replace(word, start=nearest.start, end=nearest.start + _SHORTEST)
    return replace(word, start=nearest.end - _SHORTEST, end=nearest.end)


def later(words: Iterable[Word], seconds: float) -> tuple[Word, ...]:
    """The words, `seconds` later."""
    return tuple(
        replace(word, start=word.start + seconds, end=word.end + seconds) for word in words
    )


def _distance(one: Span, other: Span) -> float:
    return max(one.start - other.end, other.start - one.end)


def _with_kind(word: Word) -> Word:
    return replace(word, kind="filled_pause") if is_filled_pause(word.text) else word


def _in_order(words: Iterable[Word]) -> tuple[Word, ...]:
    """No word begins before the one before it, or ends after the next has begun."""
    ordered: list[Word] = []
    for word in words:
        start = max(word.start, ordered[-1].start) if ordered else word.start
        if ordered and ordered[-1].end > start:
            ordered[-1] = replace(ordered[-1], end=start)
        ordered.append(replace(word, start=start, end=max(word.end, start)))
    return tuple(ordered)
