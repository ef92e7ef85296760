"""The spans with speech, from probabilities and levels."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.level import FLOOR_DBFS, dbfs, frame_powers
from greenroom.speech.span import Span

WINDOW = 512
"""Samples for which the voice activity detector gives one probability."""

WINDOW_SECONDS = WINDOW / SAMPLE_RATE

Probabilities = npt.NDArray[np.float32]
"""Speech probability of one window after the other, shape (n,), 0…1."""

SURE = 0.5
LIKELY = 0.15
"""Speech is a run of windows of at least LIKELY with one of at least SURE among them: after a
silence the detector takes its time to become sure, and before one to let go."""

_FRAMES = 4
"""Frames in a window: its level is followed more closely than its probability."""

_FRAME_SECONDS = WINDOW_SECONDS / _FRAMES
_BELOW_PEAK_DB = 30.0
_ABOVE_NOISE_DB = 6.0
_LEAST_RANGE_DB = 12.0
_SHORTEST = 0.04
_BRIDGE = 0.1
"""Seconds: a stop consonant is a silence of up to 100 ms inside a word; less speech is a click."""


def speech_spans(
    probabilities: Sequence[float] | Probabilities, samples: Samples
) -> tuple[Span, ...]:
    """Find speech as spans in seconds, split where it falls silent for 100 ms.

    The probabilities say where there is speech, the levels where exactly it begins and ends: a
    frame sounds if it is less than 30 dB below the speech around it and above the noise.

    Args:
        probabilities: of n windows.
        samples: what they were computed from; what is left over behind the last window is ignored.
    """
    levels = _frame_levels(samples[: len(probabilities) * WINDOW])
    sounding = np.zeros(len(levels), bool)
    noise = _noise(np.asarray(probabilities, np.float32), levels)
    for first, last in _runs(probabilities):
        frames = slice(first * _FRAMES, last * _FRAMES)
        peak = float(np.quantile(levels[frames], 0.95))
        limit = min(max(peak - _BELOW_PEAK_DB, noise + _ABOVE_NOISE_DB), peak - _LEAST_RANGE_DB)
        sounding[frames] = levels[frames] >= limit
    return _spans(sounding)


def _frame_levels(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the level of each whole frame of 8 ms in dBFS, shape (n,), n a multiple of four."""
    whole = samples[: len(samples) // WINDOW * WINDOW]
    return dbfs(frame_powers(whole, WINDOW // _FRAMES))


def _noise(probabilities: Probabilities, levels: npt.NDArray[np.float64]) -> float:
    """Return the level between speech; the lowest possible one if nothing lies between."""
    quiet = levels[np.repeat(probabilities < LIKELY, _FRAMES)]
    return float(np.median(quiet)) if len(quiet) else FLOOR_DBFS


def _runs(probabilities: Sequence[float] | Probabilities) -> list[tuple[int, int]]:
    """Return the first window and the one after the last of each run of speech."""
    runs: list[tuple[int, int]] = []
    for likely, run in groupby(enumerate(probabilities), key=lambda window: window[1] >= LIKELY):
        windows = list(run)
        if likely and max(probability for _, probability in windows) >= SURE:
            runs.append((windows[0][0], windows[-1][0] + 1))
    return runs


def _spans(sounding: npt.NDArray[np.bool_]) -> tuple[Span, ...]:
    edges = np.flatnonzero(np.diff(sounding, prepend=False, append=False)) * _FRAME_SECONDS
    joined: list[Span] = []
    for start, end in edges.reshape(-1, 2).tolist():
        if joined and start - joined[-1].end < _BRIDGE:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return tuple(span for span in joined if span.seconds >= _SHORTEST)
