"""The sound of one answer, or of a part of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.speech.span import Span

SAMPLE_RATE = 16_000
"""Samples per second everywhere after the microphone; what Whisper hears."""

Samples = npt.NDArray[np.float32]
"""Mono samples, shape (n,), nominally within −1…1."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Mono sound at SAMPLE_RATE: `samples` has shape (n,), float32, nominally −1…1."""

    samples: Samples

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / SAMPLE_RATE

    def cut(self, span: Span) -> "Clip":
        """Return the part of the clip inside `span`; shares memory with the whole."""
        first = max(0, round(span.start * SAMPLE_RATE))
        return Clip(self.samples[first : max(first, round(span.end * SAMPLE_RATE))])
