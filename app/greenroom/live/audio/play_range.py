"""The part of a recording that is played: from a moment on, or a span over and over."""

from dataclasses import dataclass

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span

_FADE = SAMPLE_RATE // 200  # 5 ms; without it, a cut in the middle of a sound clicks


@dataclass(frozen=True, slots=True)
class Course:
    """From `start` to `end`; if `again`, from `first` to `end` over and over after that.

    All are samples of the recording. What has been played is counted from 0, across repeats.
    """

    start: int
    first: int
    end: int
    again: bool = False

    @classmethod
    def through(cls, span: Span, start: float, *, again: bool) -> "Course":
        """Return the course through a span in seconds, beginning somewhere inside it."""
        first, end = round(span.start * SAMPLE_RATE), round(span.end * SAMPLE_RATE)
        begin = min(max(first, round(start * SAMPLE_RATE)), end)
        return cls(begin, first, end, again and end > first)

    def at(self, played: int) -> int:
        """Return the sample of the recording that comes after so many on this course."""
        left = self.end - self.start
        if played < left or not self.again:
            return min(self.start + max(0, played), self.end)
        return self.first + (played - left) % (self.end - self.first)

    def cut(self, clip: Clip, played: int, count: int) -> Samples:
        """Return at most `count` samples from there to the end of the span; empty when it is over.

        They are faded where the course begins and ends, so that nothing clicks.
        """
        here = self.at(played)
        samples = clip.samples[here : min(here + count, self.end)]
        begins = played == 0 or here == self.first
        ends = here + len(samples) >= self.end < len(clip.samples)
        return _softened(samples, head=begins and here > 0, tail=ends)


def _softened(samples: Samples, *, head: bool, tail: bool) -> Samples:
    count = min(len(samples), _FADE)
    if not count or not (head or tail):
        return samples
    ramp = np.linspace(0, 1, count, dtype=np.float32)
    soft = samples.copy()
    if head:
        soft[:count] *= ramp
    if tail:
        soft[-count:] *= ramp[::-1]
    return soft
