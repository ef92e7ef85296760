"""The shape of a sound, to be drawn: how loud it is in slices of equal length."""

from collections.abc import Sequence

import numpy as np

from greenroom.speech.clip import Clip

_PERCENTILE = 98  # a single loud click shall not make all else look small
_SOFTER = 0.6  # lifts soft speech, as ears do


def shape(clip: Clip, slices: int) -> tuple[float, ...]:
    """Return heights of `slices` bars, 0…1; fewer for a very short clip, none for an empty one."""
    size = len(clip.samples) // slices or 1
    whole = len(clip.samples) // size * size
    if not whole:
        return ()
    squares = np.square(clip.samples[:whole]).reshape(-1, size).mean(axis=1)
    return heights(np.sqrt(squares)[:slices].tolist())


def resampled(heights: Sequence[float], count: int) -> list[float]:
    """Return `count` bars, each as high as the highest that falls to it; all 0 without heights."""
    if not heights or count <= 0:
        return [0.0] * max(0, count)
    step = len(heights) / count
    return [
        max(heights[int(at * step) : max(int((at + 1) * step), int(at * step) + 1)])
        for at in range(count)
    ]


def heights(levels: Sequence[float]) -> tuple[float, ...]:
    """Return how high each slice is drawn, 0…1, from its RMS; none if all is silent."""
    loudest = float(np.percentile(levels, _PERCENTILE)) if levels else 0.0
    if loudest <= 0:
        return ()
    return tuple(min(level / loudest, 1.0) ** _SOFTER for level in levels)
