"""The level of a recording frame by frame, and where it is too soft to be speech."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from greenroom.speech.level import FLOOR_DBFS, dbfs
from greenroom.speech.span import Span

HOP_SECONDS = 0.01
_BELOW_SPEECH_DB = 25.0
_ABOVE_NOISE_DB = 6.0
_LEAST_CONTRAST_DB = 7.0
_LEAST_NOISE_SECONDS = 0.2
_MARGIN = 10  # frames at the edges of speech that are neither speech nor noise

Levels = npt.NDArray[np.float64]
"""Loudness in dB below full scale, one value per 10 ms."""

Mask = npt.NDArray[np.bool_]


def mask(spans: Iterable[Span], frames: int) -> Mask:
    """Mark the 10 ms frames that lie inside any of the spans; shape (frames,)."""
    inside = np.zeros(frames, dtype=np.bool_)
    for span in spans:
        inside[max(0, round(span.start / HOP_SECONDS)) : max(0, round(span.end / HOP_SECONDS))] = (
            True
        )
    return inside


def runs(inside: Mask) -> tuple[tuple[int, int], ...]:
    """Return the stretches of True as (first frame, frame after the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return tuple((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))


def mean_level(levels: Levels) -> float:
    """Return the level of the mean power, in dB; FLOOR_DBFS for no frames."""
    return (
        float(dbfs(np.asarray(np.mean(10 ** (levels / 10)), np.float64)))
        if len(levels)
        else FLOOR_DBFS
    )


def noise_level(levels: Levels, speech: Mask) -> float | None:
    """Return the median level away from speech, in dB; None with under 200 ms of it."""
    near = speech.copy()
    for first, after in runs(speech):
        near[max(0, first - _MARGIN) : after + _MARGIN] = True
    away = levels[~near]
    return float(np.median(away)) if len(away) * HOP_SECONDS >= _LEAST_NOISE_SECONDS else None


def silence_threshold(levels: Levels, speech: Mask) -> float | None:
    """Return the level below which a frame is silent, in dB; None if noise hides it.

    25 dB below the level of speech, and at least 6 dB above the noise.
    """
    speech_level = mean_level(levels[speech])
    noise = noise_level(levels, speech)
    if noise is None:
        noise = float(np.percentile(levels, 5)) if len(levels) else FLOOR_DBFS
        noise = min(noise, speech_level - _BELOW_SPEECH_DB)
    threshold = max(speech_level - _BELOW_SPEECH_DB, noise + _ABOVE_NOISE_DB)
    return threshold if threshold <= speech_level - _LEAST_CONTRAST_DB else None


def grown(speech: Mask, loud: Mask, reach: int) -> Mask:
    """Extend speech at its edges while it is loud there, by at most `reach` frames."""
    wide = speech.copy()
    for first, after in runs(speech):
        before = loud[max(0, first - reach) : first][::-1]
        wide[first - _leading(before) : first] = True
        wide[after : after + _leading(loud[after : after + reach])] = True
    return wide


def _leading(flags: Mask) -> int:
    """Count the leading flags that are True without a break."""
    return len(flags) if flags.all() else int(np.argmin(flags))


def to_spans(stretches: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Convert frame numbers to seconds."""
    return tuple(Span(a * HOP_SECONDS, b * HOP_SECONDS) for a, b in stretches)
