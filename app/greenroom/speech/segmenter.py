"""The segmenter: cuts an answer at its pauses into segments that fit one transcriber window.

What is cut depends on the sound alone, not on how it came in: a file and a live answer give
the same segments.
"""

from dataclasses import dataclass, field

from greenroom.speech.span import Span
from greenroom.speech.speech_spans import WINDOW_SECONDS

LONGEST = 12.0
"""Seconds that a segment may last."""

_LEAD, _TAIL = 32, 20
LEAD, TAIL = _LEAD * WINDOW_SECONDS, _TAIL * WINDOW_SECONDS
"""Seconds of silence kept before the first and after the last sound of speech in a segment: an
"uh" may lie there that the speech detector missed."""

_SPEECH = 0.1
"""Far below what counts as speech elsewhere: what is left out here is never transcribed, and on bad
phone lines the detector gets above 0.1 only in the middle of an "uh" after a pause."""

_PAUSES = ((0.0, 1.2), (6.0, 0.8), (8.0, 0.4), (10.0, 0.1))
"""From a segment length in seconds, the pause in seconds that ends it. The recognizer does better
with whole thoughts than with their pieces."""


@dataclass(slots=True)
class Segmenter:
    """Turns speech probabilities, window by window, into the parts of the answer that are ready.

    Segments follow each other without overlap; what lies between them is silence.
    """

    _probabilities: list[float] = field(default_factory=list[float])
    _free: int = 0  # the first window that belongs to no segment yet
    _first: int | None = None  # the first and last window with speech of the segment being spoken
    _last: int = 0

    def feed(self, probability: float) -> Span | None:
        """Return the segment that this window ends, in seconds from the beginning of the answer."""
        index = len(self._probabilities)
        self._probabilities.append(probability)
        if probability >= _SPEECH:
            self._first = index if self._first is None else self._first
            self._last = index
        if self._first is None:
            return None
        seconds = (index + 1 - self._first) * WINDOW_SECONDS
        if self._pause() >= _pause_that_ends(seconds):
            return self._cut_at_pause(self._first)
        if seconds + LEAD >= LONGEST:
            return self._cut_at_quietest(self._first)
        return None

    @property
    def speaking(self) -> bool:
        """Whether something has been said since the last segment."""
        return self._first is not None

    def pending(self) -> Span | None:
        """Return what has been said since the last segment, once a pause of TAIL follows it.

        It becomes the next segment as it is if nothing more is said: worth transcribing early.
        """
        if self._first is None or self._pause() < TAIL:
            return None
        return _span(*self._bounds(self._first))

    def finish(self, seconds: float) -> Span | None:
        """Return the last segment of an answer of `seconds`; None if nothing was said since."""
        if self._first is None:
            return None
        start, end = self._bounds(self._first)
        self._first = None
        beyond = max(end, self._last + 1 + _TAIL)  # the last window may not be a whole one
        return Span(start * WINDOW_SECONDS, min(seconds, beyond * WINDOW_SECONDS))

    def _pause(self) -> float:
        """Return the seconds since the last speech."""
        return (len(self._probabilities) - 1 - self._last) * WINDOW_SECONDS

    def _bounds(self, first: int) -> tuple[int, int]:
        """Return the windows of the segment, with the silence that is there around it."""
        end = min(self._last + 1 + _TAIL, len(self._probabilities))
        return max(self._free, first - _LEAD), end

    def _cut_at_pause(self, first: int) -> Span:
        start, self._free = self._bounds(first)
        self._first = None
        return _span(start, self._free)

    def _cut_at_quietest(self, first: int) -> Span:
        """Cut where speech is least probable in the second half, because nobody paused."""
        begin = (first + len(self._probabilities)) // 2
        start, _ = self._bounds(first)
        self._free = begin + _quietest(self._probabilities[begin:])
        later = range(self._free, self._last + 1)
        self._first = next((i for i in later if self._probabilities[i] >= _SPEECH), None)
        return _span(start, self._free)


def _span(start: int, end: int) -> Span:
    return Span(start * WINDOW_SECONDS, end * WINDOW_SECONDS)


def _pause_that_ends(seconds: float) -> float:
    """Return the pause that ends a segment of so many seconds: the longer it is, the shorter."""
    return next(pause for begin, pause in reversed(_PAUSES) if seconds >= begin)


def _quietest(probabilities: list[float]) -> int:
    """Return the middle of the three windows in a row with the least speech."""
    sums = [sum(probabilities[i - 1 : i + 2]) for i in range(1, len(probabilities) - 1)]
    return 1 + min(range(len(sums)), key=sums.__getitem__)
