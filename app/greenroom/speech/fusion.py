"""Filled pauses as they were written and as they were heard, put together.

Each of the two witnesses errs in its own way: the recognizer writes what people usually write, the
ear takes a drawn-out word for an "uh". What was written and does not sound like one is no filled
pause; what sounds very much like one and was not written is one, unless a word runs on into it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from greenroom.speech.clip import Samples
from greenroom.speech.hesitations import (
    Hesitation,
    Probabilities,
    hesitations,
    likeliest,
    likeliest_moment,
)
from greenroom.speech.loudness import Loudness
from greenroom.speech.span import Span
from greenroom.speech.words import Word

_LEAST_ODDS = 0.5
"""The odds from which a written filled pause counts: its own, times those of the sound, times those
of the clip's words. A recognizer that understands nobody makes up filled pauses, too."""

_NO_MATTER = 0.5
"""The clarity of a clip in which no words were written."""

_CERTAIN = 0.99
"""The most that any probability counts; the least is what is left to one."""

_BESIDE = 0.1
"""Seconds by which the recognizer may miss where a filled pause sounds."""

_AUDIBLE = 0.03
"""Seconds to either side of where it sounds most like one: there it has to be heard."""

_APART = 0.1
"""Seconds to the next filled pause; closer, it is the same one."""

_LEAST_ROOM = 0.06
"""Seconds that a word must keep beside a hesitation; else it stays where it is."""


def with_hesitations(
    words: Sequence[Word], probabilities: Probabilities, samples: Samples
) -> tuple[Word, ...]:
    """Merge in the filled pauses that both report, or one of them with certainty.

    Those that both report lie where they sound. Where there are no words there are no filled
    pauses: music and machines hum, too.

    Args:
        words: as recognized, filled pauses by their kind, with times from the clip's beginning.
        probabilities: of one frame of FRAME_SECONDS after the other.
        samples: the clip.
    """
    loudness = Loudness(samples)
    candidates = hesitations(probabilities, loudness)
    clarity = _odds(_clarity(words))
    plausible = [
        word for word in words if not _contradicted(word, clarity, probabilities, loudness)
    ]
    fused = [_where_it_sounds(word, plausible, candidates) for word in plausible]
    if not any(word.kind == "word" for word in fused):
        return tuple(fused)
    for hesitation in candidates:
        if hesitation.is_certain and not _is_among(fused, hesitation.span):
            fused = _inserted(fused, hesitation, loudness)
    return tuple(fused)


def _clarity(words: Iterable[Word]) -> float:
    """Return the recognizer's mean confidence in the words, 0…1."""
    confidences = [word.confidence for word in words if word.kind == "word"]
    return sum(confidences) / len(confidences) if confidences else _NO_MATTER


def _contradicted(
    word: Word, clear: float, probabilities: Probabilities, loudness: Loudness
) -> bool:
    """Tell whether this was written as a filled pause and is none.

    Written half-heartedly, or among words that are not clear (odds), it does not sound like one;
    or where it sounds most like one there is nothing to hear.
    """
    if word.kind == "word":
        return False
    around = Span(word.start - _BESIDE, word.end + _BESIDE)
    sound = likeliest(probabilities, around)
    if _odds(word.confidence) * _odds(sound) * clear < _LEAST_ODDS:
        return True
    middle = likeliest_moment(probabilities, around)
    return not loudness.audible(Span(max(0.0, middle - _AUDIBLE), middle + _AUDIBLE))


def _odds(probability: float) -> float:
    certain = min(max(probability, 1 - _CERTAIN), _CERTAIN)
    return certain / (1 - certain)


def _where_it_sounds(word: Word, words: Iterable[Word], candidates: Sequence[Hesitation]) -> Word:
    """Move a filled pause to where it sounds, if one sound is its alone; leave other words."""
    if word.kind == "word":
        return word
    overlapping = [
        hesitation.span for hesitation in candidates if hesitation.span.overlaps(word.span)
    ]
    if not overlapping:
        return word
    span = max(overlapping, key=lambda span: span.seconds)
    others = (one for one in words if one.kind == "filled_pause" and one is not word)
    if any(one.span.overlaps(span) for one in others):
        return word
    return replace(word, start=span.start, end=span.end, found_by="both")


def _is_among(words: Iterable[Word], span: Span) -> bool:
    """Tell whether one of the words is this filled pause."""
    near = Span(span.start - _APART, span.end + _APART)
    return any(word.kind == "filled_pause" and word.span.overlaps(near) for word in words)


def _inserted(words: Iterable[Word], hesitation: Hesitation, loudness: Loudness) -> list[Word]:
    """Insert the hesitation among the words; those stretched over it give way."""
    span = hesitation.span
    pause = Word("uh,", span.start, span.end, hesitation.probability, "filled_pause", "sound")
    before: list[Word] = []
    behind: list[Word] = []
    for word in words:
        if behind or _is_behind(word.span, span, loudness):
            behind.append(_from(word, span.end))
        else:
            before.append(_until(word, span.start))
    return [*before, pause, *behind]


def _is_behind(word: Span, sound: Span, loudness: Loudness) -> bool:
    """Tell whether a word has more room after the sound than before it; silence is no room."""
    before, behind = sound.start - word.start, word.end - sound.end
    if word.overlaps(sound) and before > 0 and not loudness.audible(Span(word.start, sound.start)):
        return True
    return behind > before


def _until(word: Word, end: float) -> Word:
    return replace(word, end=end) if word.start + _LEAST_ROOM <= end < word.end else word


def _from(word: Word, start: float) -> Word:
    return replace(word, start=start) if word.start < start <= word.end - _LEAST_ROOM else word
