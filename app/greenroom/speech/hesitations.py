"""Filled pauses as the ear hears them, set against those that the recogniser wrote.

Each of the two errs in its own way: the recogniser writes what people usually write, the ear takes
a drawn-out word for an "uh". What was written and does not sound like one is no filled pause; what
sounds very much like one and was not written is one, unless a word runs on into it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.span import Span
from greenroom.speech.words import Word

FRAME_SECONDS = 0.02

Probabilities = npt.NDArray[np.float32]
"""How probable a filled pause is at one frame after the other, shape (n,), 0…1."""

_LIKELY = 0.3
"""A hesitation is a run of frames of at least this."""

_LIKELIEST = 5
"""Frames whose mean says how sure a hesitation is."""

_SURE = 0.4
_SHORTEST = 0.12
"""What the recogniser left out has to be this sure and this long."""

_LEAST_ODDS = 0.5
"""What it wrote counts from here on: the odds it gives, times those of the sound, times those that
it gives the words of the clip. Where it understands nobody it makes up filled pauses, too."""

_NO_MATTER = 0.5
"""How well it understands a clip in which it wrote no words."""

_CERTAIN = 0.99
"""Nobody's word is worth more than this, or less than what is left to one."""

_BESIDE = 0.1
"""Seconds by which the recogniser may miss where a filled pause sounds."""

_AUDIBLE = 0.03
"""Seconds to either side of where it sounds most like one: there it has to be heard."""

_ROUNDING = 1e-6

_APART = 0.1
"""Seconds to the next filled pause; closer, it is the same one."""

_LEAST_ROOM = 0.06
"""Seconds that a word keeps beside a hesitation; with less it stays where it is."""

_FAINTEST_DB = 23.0
"""So far below the loudest, sound is a breath or the room, and no speech."""

_BREAK_DB = 26.0
_BREAK_SECONDS = 0.06
_BREAK_WITHIN = 0.2
"""A break is so soft and so long; a hesitation sets in so soon behind it. What follows on a word
without one is that word drawn out."""

_LOUDEST = 0.99
"""The share of a clip's samples that are not its loudest."""


@dataclass(frozen=True, slots=True)
class Hesitation:
    """A stretch that sounds like a filled pause.

    Attributes:
        span: where it is.
        probability: the mean of its likeliest 0.1 s.
        audible: whether it is as loud as speech.
        apart: whether a break lies before it.
    """

    span: Span
    probability: float
    audible: bool
    apart: bool

    @property
    def sure(self) -> bool:
        """Whether it counts although nobody wrote it down."""
        long = self.span.seconds >= _SHORTEST
        return self.audible and self.apart and long and self.probability >= _SURE


class _Loudness:
    """How loud a clip is at its places, beside its loudest."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._loudest = float(np.quantile(np.abs(samples), _LOUDEST)) if len(samples) else 0.0

    def reaches(self, span: Span, below: float) -> bool:
        """Whether it is louder there than so many dB below the loudest."""
        return self._level(span) > self._loudest * 10 ** (-below / 20)

    def audible(self, span: Span) -> bool:
        """Whether it is as loud there as speech."""
        return self.reaches(span, _FAINTEST_DB)

    def breaks_before(self, moment: float) -> bool:
        """Whether there is a break shortly before; the clip begins with one."""
        ends = moment - np.arange(0.0, _BREAK_WITHIN - _BREAK_SECONDS, FRAME_SECONDS)
        spans = (Span(float(end) - _BREAK_SECONDS, float(end)) for end in ends)
        return any(span.start <= 0 or not self.reaches(span, _BREAK_DB) for span in spans)

    def _level(self, span: Span) -> float:
        """Root of the mean square, 0…1."""
        heard = self._samples[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)]
        return float(np.sqrt(np.mean(np.square(heard, dtype=np.float64)))) if len(heard) else 0.0


def hesitations(probabilities: Probabilities, samples: Samples) -> tuple[Hesitation, ...]:
    """All stretches that may be filled pauses, in order.

    Args:
        probabilities: of one frame after the other, from the beginning of the samples.
        samples: the clip.
    """
    return _hesitations(probabilities, _Loudness(samples))


def _hesitations(probabilities: Probabilities, loudness: _Loudness) -> tuple[Hesitation, ...]:
    edges = np.flatnonzero(np.diff(probabilities >= _LIKELY, prepend=False, append=False))
    spans = [Span(*(edge * FRAME_SECONDS for edge in run)) for run in edges.reshape(-1, 2).tolist()]
    return tuple(
        Hesitation(
            span=span,
            probability=_likeliest(_within(probabilities, span)),
            audible=loudness.audible(span),
            apart=loudness.breaks_before(span.start),
        )
        for span in spans
    )


def with_hesitations(
    words: Sequence[Word], probabilities: Probabilities, samples: Samples
) -> tuple[Word, ...]:
    """The words with the filled pauses that both of them tell of, or one of them for sure.

    Those that both tell of lie where they sound. Where there are no words there are no filled
    pauses: music and machines hum, too.

    Args:
        words: as recognised, filled pauses by their kind, with times from the clip's beginning.
        probabilities: of one frame of FRAME_SECONDS after the other.
        samples: the clip.
    """
    loudness = _Loudness(samples)
    found = _hesitations(probabilities, loudness)
    clear = _odds(_understood(words))
    kept = [word for word in words if not _contradicted(word, clear, probabilities, loudness)]
    told = [_where_it_sounds(word, kept, found) for word in kept]
    if not any(word.kind == "word" for word in told):
        return tuple(told)
    for hesitation in found:
        if hesitation.sure and not _told(told, hesitation.span):
            told = _inserted(told, hesitation, loudness)
    return tuple(told)


def _likeliest(probabilities: Probabilities) -> float:
    return float(np.sort(probabilities)[-_LIKELIEST:].mean()) if len(probabilities) else 0.0


def _within(probabilities: Probabilities, span: Span) -> Probabilities:
    """Those of the frames that touch this span."""
    return probabilities[_first(span) : math.ceil(span.end / FRAME_SECONDS - _ROUNDING)]


def _first(span: Span) -> int:
    """The first frame that touches this span."""
    return max(0, math.floor(span.start / FRAME_SECONDS + _ROUNDING))


def _understood(words: Iterable[Word]) -> float:
    """How sure the recogniser is of the words, 0…1."""
    said = [word.confidence for word in words if word.kind == "word"]
    return sum(said) / len(said) if said else _NO_MATTER


def _contradicted(
    word: Word, clear: float, probabilities: Probabilities, loudness: _Loudness
) -> bool:
    """Whether this was written as a filled pause and is none.

    Written half-heartedly, or among words that are not clear (odds), it does not sound like one;
    or where it sounds most like one there is nothing to hear.
    """
    if word.kind == "word":
        return False
    around = Span(word.start - _BESIDE, word.end + _BESIDE)
    sound = _within(probabilities, around)
    if _odds(word.confidence) * _odds(_likeliest(sound)) * clear < _LEAST_ODDS:
        return True
    middle = (_first(around) + int(np.argmax(sound)) + 0.5) * FRAME_SECONDS
    return not loudness.audible(Span(max(0.0, middle - _AUDIBLE), middle + _AUDIBLE))


def _odds(probability: float) -> float:
    certain = min(max(probability, 1 - _CERTAIN), _CERTAIN)
    return certain / (1 - certain)


def _where_it_sounds(word: Word, words: Iterable[Word], found: Sequence[Hesitation]) -> Word:
    """A filled pause where it sounds, if there is one sound for it alone; other words as is."""
    if word.kind == "word":
        return word
    touched = [hesitation.span for hesitation in found if hesitation.span.overlaps(word.span)]
    if not touched:
        return word
    span = max(touched, key=lambda span: span.seconds)
    others = (one for one in words if one.kind == "filled_pause" and one is not word)
    if any(one.span.overlaps(span) for one in others):
        return word
    return replace(word, start=span.start, end=span.end, found_by="both")


def _told(words: Iterable[Word], span: Span) -> bool:
    """Whether one of the words is this filled pause."""
    near = Span(span.start - _APART, span.end + _APART)
    return any(word.kind == "filled_pause" and word.span.overlaps(near) for word in words)


def _inserted(words: Iterable[Word], hesitation: Hesitation, loudness: _Loudness) -> list[Word]:
    """The words with this one among them; those stretched over it give way."""
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


def _is_behind(word: Span, sound: Span, loudness: _Loudness) -> bool:
    """Whether a word has more room behind the sound than before it; silence is no room."""
    before, behind = sound.start - word.start, word.end - sound.end
    if word.overlaps(sound) and before > 0 and not loudness.audible(Span(word.start, sound.start)):
        return True
    return behind > before


def _until(word: Word, end: float) -> Word:
    return replace(word, end=end) if word.start + _LEAST_ROOM <= end < word.end else word


def _from(word: Word, start: float) -> Word:
    return replace(word, start=start) if word.start < start <= word.end - _LEAST_ROOM else word
