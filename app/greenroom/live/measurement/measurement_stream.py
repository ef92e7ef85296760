"""An answer on its way to the measurement process while it is spoken."""

from collections.abc import Callable, Sequence
from itertools import count

import numpy as np

from greenroom.live.measurement.measurement_worker import AudioChunk
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span

_COLLECTED = SAMPLE_RATE
"""How many samples are sent at once."""

_numbers = count()


class MeasurementStream:
    """An answer that is measured while it is spoken. One thread feeds it.

    Args:
        send: takes what was collected to the measurement process, without waiting.
        read: returns the sound of the whole answer, should that process be lost.
    """

    def __init__(self, send: Callable[[AudioChunk], None], read: Callable[[], Clip]) -> None:
        self.number = next(_numbers)
        self.samples = 0
        self.read = read
        self._send = send
        self._blocks: list[Samples] = []
        self._waiting = 0

    def feed(self, samples: Samples, speech: Callable[[], Sequence[Span]]) -> None:
        """Take more of the answer; `speech` returns all that is settled so far."""
        self._blocks.append(samples)
        self._waiting += len(samples)
        if self._waiting >= _COLLECTED:
            self.flush(tuple(speech()))

    def flush(self, speech: tuple[Span, ...]) -> None:
        """Hand over what was collected."""
        if self._blocks:
            samples = np.concatenate(self._blocks)
            self._send(AudioChunk(self.number, self.samples, samples, speech))
            self.samples += len(samples)
        self._blocks, self._waiting = [], 0
