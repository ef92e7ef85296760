"""Filled pauses as the ear hears them, whether or not they were written down."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.speech.loudness import Loudness
from greenroom.speech.span import Span

FRAME_SECONDS = 0.02

Probabilities = npt.NDArray[np.float32]
"""How probable a filled pause is at one frame after the other, shape (n,), 0…1."""

_LIKELY = 0.3
"""A hesitation is a run of frames of at least this."""

_LIKELIEST = 5
"""Frames whose mean is the probability of a hesitation."""

_SURE = 0.4
_SHORTEST = 0.12
"""The least certainty and length of what the recognizer left out."""

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Hesitation:
    """A stretch that sounds like a filled pause.

    Attributes:
        span: where it is.
        probability: the mean of its likeliest 0.1 s.
        audible: whether it is as loud as speech.
        apart: whether a break lies before it; what follows on a word without one is that word
            drawn out.
    """

    span: Span
    probability: float
    audible: bool
    apart: bool

    @property
    def is_certain(self) -> bool:
        """Whether it counts although nobody wrote it down."""
        long = self.span.seconds >= _SHORTEST
        return self.audible and self.apart and long and self.probability >= _SURE


def hesitations(probabilities: Probabilities, loudness: Loudness) -> tuple[Hesitation, ...]:
    """Find all stretches that may be filled pauses, in order.

    Args:
        probabilities: of one frame after the other, from the beginning of a clip.
        loudness: of that clip.
    """
    edges = np.flatnonzero(np.diff(probabilities >= _LIKELY, prepend=False, append=False))
    spans = [Span(*(edge * FRAME_SECONDS for edge in run)) for run in edges.reshape(-1, 2).tolist()]
    return tuple(
        Hesitation(
            span=span,
            probability=likeliest(probabilities, span),
            audible=loudness.audible(span),
            apart=loudness.breaks_before(span.start),
        )
        for span in spans
    )


def likeliest(probabilities: Probabilities, span: Span) -> float:
    """Return the probability of a filled pause in a stretch: the mean of its likeliest 0.1 s."""
    within = probabilities[_frames(span)]
    return float(np.sort(within)[-_LIKELIEST:].mean()) if len(within) else 0.0


def likeliest_moment(probabilities: Probabilities, span: Span) -> float:
    """Return when it sounds most like one, in seconds; outside of the clip, the middle."""
    frames = _frames(span)
    within = probabilities[frames]
    if not len(within):
        return (span.start + span.end) / 2
    return (frames.start + int(np.argmax(within)) + 0.5) * FRAME_SECONDS


def _frames(span: Span) -> slice:
    """Return the frames that touch this span."""
    first = max(0, math.floor(span.start / FRAME_SECONDS + _ROUNDING))
    return slice(first, max(first, math.ceil(span.end / FRAME_SECONDS - _ROUNDING)))
