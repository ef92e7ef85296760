"""The sound of an answer as it comes in, as far back as it is still needed."""

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span


class AudioBuffer:
    """Buffer that takes blocks at its end, gives clips, and forgets what has been dealt with."""

    def __init__(self) -> None:
        self._blocks: list[Samples] = []
        self._first = 0  # the sample of the answer with which the first block begins
        self._count = 0

    @property
    def seconds(self) -> float:
        """How long the answer has been so far, forgotten parts included."""
        return self._count / SAMPLE_RATE

    def append(self, samples: Samples) -> None:
        """Add sound at the end."""
        self._blocks.append(samples)
        self._count += len(samples)

    def cut(self, span: Span) -> Clip:
        """Return the sound within `span`, in seconds from the beginning of the answer."""
        begin = self._place(span.start)
        return Clip(self._whole()[begin : max(begin, self._place(span.end))].copy())

    def forget(self, seconds: float) -> None:
        """Free the memory of what lies before `seconds`."""
        begin = self._place(seconds)
        self._blocks = [self._whole()[begin:].copy()]
        self._first += begin

    def _place(self, seconds: float) -> int:
        return max(0, round(seconds * SAMPLE_RATE) - self._first)

    def _whole(self) -> Samples:
        whole = np.concatenate(self._blocks) if self._blocks else np.zeros(0, np.float32)
        self._blocks = [whole]
        return whole
