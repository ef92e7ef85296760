"""The silent pauses of an answer, and their place in its sentences.

A silent pause is a silence of at least 250 ms between two words of an answer, found on the raw
sound: voice activity says where nobody speaks, the loudness moves the edges to where the sound
really ends and begins, and a word or filled pause heard inside keeps its sound.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from greenroom.delivery.levels import (
    HOP_SECONDS,
    Levels,
    Mask,
    grown,
    mask,
    runs,
    silence_threshold,
    to_spans,
)
from greenroom.delivery.measure import Pause, PausePlace
from greenroom.delivery.vocabulary import CONJUNCTIONS
from greenroom.delivery.word_index import bare, ends_clause, ends_sentence
from greenroom.speech.span import Span
from greenroom.speech.words import Word

SHORTEST_SECONDS: Final = 0.25
LONG_SECONDS: Final = 1.0
VERY_LONG_SECONDS: Final = 2.5

_REACH_FRAMES = 20  # how far voice activity may cut into a sound


def silent_pauses(
    levels: Levels, words: Sequence[Word], speech: Sequence[Span]
) -> tuple[Pause, ...]:
    """Find the silent pauses between the first and the last word.

    Args:
        levels: of the raw sound of the answer.
        words: all its words in order, inside the answer.
        speech: where voice activity was found on the raw sound.
    """
    if not words or not speech:
        return ()
    answer = Span(words[0].start, max(word.end for word in words))
    silences = (_common(span, answer) for span in _silences(levels, words, speech))
    return tuple(
        Pause(span.start, span.end, place(words, span))
        for span in silences
        if span.seconds >= SHORTEST_SECONDS - HOP_SECONDS / 2
    )


def _silences(levels: Levels, words: Sequence[Word], speech: Sequence[Span]) -> tuple[Span, ...]:
    """Find everything silent that has sound before and after it."""
    speaking = mask(speech, len(levels))
    worded = mask((word.span for word in words), len(levels))
    threshold = silence_threshold(levels, speaking)
    if threshold is None:  # too noisy for loudness to tell anything
        sound = speaking | mask((w.span for w in words if w.kind == "filled_pause"), len(levels))
    else:
        loud = levels > threshold
        sound = (grown(speaking, loud, _REACH_FRAMES) | worded) & loud
    return to_spans(_inner_gaps(sound))


def _inner_gaps(sound: Mask) -> list[tuple[int, int]]:
    stretches = runs(sound)
    return [(before[1], after[0]) for before, after in pairwise(stretches)]


def _common(one: Span, other: Span) -> Span:
    start = max(one.start, other.start)
    return Span(start, max(start, min(one.end, other.end)))


def place(words: Sequence[Word], silence: Span) -> PausePlace:
    """Tell where in its sentence a silence lies, by punctuation and conjunctions.

    The comma that a recognizer sets before a filled pause ends no clause.
    """
    middle = (silence.start + silence.end) / 2
    at = bisect_right(words, middle, key=lambda word: (word.start + word.end) / 2)
    earlier, later = words[:at], words[at:]
    before = next((word for word in reversed(earlier) if word.kind == "word"), None)
    after = next((word for word in later if word.kind == "word"), None)
    if before is None or after is None or ends_sentence(before) or _sentence_filler(earlier):
        return "between_sentences"
    if bare(after) in CONJUNCTIONS:
        return "between_clauses"
    beside_filler = earlier[-1].kind == "filled_pause" or later[0].kind == "filled_pause"
    return "between_clauses" if ends_clause(before) and not beside_filler else "inside_clause"


def _sentence_filler(earlier: Sequence[Word]) -> bool:
    """Tell whether the last thing said is a filled pause that closes a sentence ("Um.")."""
    return earlier[-1].kind == "filled_pause" and ends_sentence(earlier[-1])
