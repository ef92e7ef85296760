"""Where there is speech: from probabilities per window to spans."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE
from greenroom.speech.span import Span

WINDOW = 512
"""Samples for which the voice activity detector gives one probability."""

WINDOW_SECONDS = WINDOW / SAMPLE_RATE

Probabilities = npt.NDArray[np.float32]
"""Speech probability of one window after the other, shape (n,), 0…1."""

BEGINS = 0.5
ENDS = 0.35
"""Speech begins at a window of at least BEGINS and ends before one below ENDS."""


def speech_spans(
    probabilities: Sequence[float] | Probabilities,
    *,
    shortest: float = 0.06,
    bridge: float = 0.1,
) -> tuple[Span, ...]:
    """Speech as spans in seconds.

    Silences shorter than `bridge` seconds do not part a span, spans shorter than `shortest`
    seconds are passed over as clicks.
    """
    spans = _joined(_runs(probabilities), bridge)
    return tuple(span for span in spans if span.seconds >= shortest)


def _runs(probabilities: Sequence[float] | Probabilities) -> Iterable[Span]:
    first: int | None = None
    for index, probability in enumerate(probabilities):
        if first is None and probability >= BEGINS:
            first = index
        elif first is not None and probability < ENDS:
            yield Span(first * WINDOW_SECONDS, index * WINDOW_SECONDS)
            first = None
    if first is not None:
        yield Span(first * WINDOW_SECONDS, len(probabilities) * WINDOW_SECONDS)


def _joined(spans: Iterable[Span], bridge: float) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - joined[-1].end < bridge:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
