"""The loudness of a clip's stretches, relative to its loudest."""

import math

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.level import power
from greenroom.speech.span import Span

_FAINTEST_DB = 23.0
"""Sound this far below the loudest is a breath or the room, and no speech."""

_BREAK_DB = 26.0
_BREAK_SECONDS = 0.06
_BREAK_WITHIN = 0.2
_STEP_SECONDS = 0.02
"""The softness and length of a break, and how soon after it a new sound counts as separate."""

_LOUDEST = 0.99
"""The share of a clip's samples that are not its loudest."""


class Loudness:
    """The loudness of one clip."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._loudest = float(np.quantile(np.abs(samples), _LOUDEST)) if len(samples) else 0.0

    def audible(self, span: Span) -> bool:
        """Tell whether it is as loud there as speech."""
        return self._exceeds(span, _FAINTEST_DB)

    def breaks_before(self, moment: float) -> bool:
        """Tell whether there is a break shortly before; the clip begins with one."""
        ends = moment - np.arange(0.0, _BREAK_WITHIN - _BREAK_SECONDS, _STEP_SECONDS)
        spans = (Span(float(end) - _BREAK_SECONDS, float(end)) for end in ends)
        return any(span.start <= 0 or not self._exceeds(span, _BREAK_DB) for span in spans)

    def _exceeds(self, span: Span, below: float) -> bool:
        """Tell whether it is less than `below` dB softer there than the loudest."""
        samples = self._samples[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)]
        return math.sqrt(power(samples)) > self._loudest * 10 ** (-below / 20)
