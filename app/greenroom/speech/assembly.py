"""The recognizer's words of a segment, put where they were heard."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from greenroom.speech.span import Span
from greenroom.speech.words import Word

_NEAR = 0.3
"""Seconds from the nearest speech at which a word may still have been said."""

_BARE = re.compile(r"[^\w']")


def heard_words(words: Iterable[Word], speech: Sequence[Span]) -> tuple[Word, ...]:
    """Clamp the words to where there is speech, in order.

    Words that lie apart from all speech were invented and are left out, as are repetitions that
    nobody had the time for. A filled pause that was
    heard lies where it sounds: on bad lines the detector of speech wakes up too late for the "uh"
    with which an answer begins.

    Args:
        words: as recognized, with times on the axis of `speech`.
        speech: where there is speech, in order.
    """
    placed = (_placed(word, speech) for word in _without_stutter(words))
    return in_order([word for word in placed if word is not None])


def in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words one after the other; those squeezed together get room one after another.

    Their order stays, and their times follow it: word number n is the n-th to begin.
    """
    placed: list[Word] = []
    free = 0.0
    for word, following in zip_longest(words, words[1:]):
        start = max(word.start, free)
        end = max(word.end, start + _shortest(word))
        if following is not None and following.start < end:
            end = max(following.start, start + _shortest(word))
        free = end
        placed.append(replace(word, start=start, end=end))
    return tuple(placed)


def _without_stutter(words: Iterable[Word]) -> list[Word]:
    """Keep each word once where the recognizer wrote it twice."""
    result: list[Word] = []
    for word in words:
        begin = result.pop().start if result and _is_stutter(result[-1], word) else word.start
        result.append(replace(word, start=begin))
    return result


def _is_stutter(word: Word, again: Word) -> bool:
    """Tell whether a word repeats the one before, and one of the two takes hardly any time."""
    if again.kind != "word" or _bare(word) != _bare(again):
        return False
    return min(word.span.seconds, again.span.seconds) < _shortest(again) / 2


def _bare(word: Word) -> str:
    return _BARE.sub("", word.text.lower())


def _placed(word: Word, speech: Sequence[Span]) -> Word | None:
    """Put the word where it was said; one filled pause lies in one stretch of speech."""
    if word.found_by != "words":
        return word
    overlapping = [span for span in speech if span.overlaps(word.span)]
    if word.kind == "filled_pause" and overlapping:
        return clamped(word, [max(overlapping, key=lambda span: _shared(span, word.span))])
    return clamped(word, speech)


def clamped(word: Word, speech: Sequence[Span]) -> Word | None:
    """Cut the silence at the word's ends; None if there is no speech near it."""
    overlapping = [span for span in speech if span.overlaps(word.span)]
    if overlapping:
        start = max(word.start, overlapping[0].start)
        end = min(word.end, overlapping[-1].end)
        return replace(word, start=start, end=max(start, end))
    near = [span for span in speech if _distance(span, word.span) <= _NEAR]
    if not near:
        return None
    nearest = min(near, key=lambda span: _distance(span, word.span))
    if nearest.start >= word.end:
        return replace(word, start=nearest.start, end=nearest.start)
    return replace(word, start=nearest.end, end=nearest.end)


def later(words: Iterable[Word], seconds: float) -> tuple[Word, ...]:
    """Shift the words by `seconds`."""
    return tuple(
        replace(word, start=word.start + seconds, end=word.end + seconds) for word in words
    )


def _shared(one: Span, other: Span) -> float:
    return min(one.end, other.end) - max(one.start, other.start)


def _distance(one: Span, other: Span) -> float:
    return max(one.start - other.end, other.start - one.end)


def _shortest(word: Word) -> float:
    """Return the least seconds that a word takes, spoken very fast."""
    return 0.04 + 0.015 * len(word.text)
