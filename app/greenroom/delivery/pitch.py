"""The pitch of a voice, frame by frame, by YIN (de Cheveigné & Kawahara 2002), as librosa has it.

A voiced sound resembles itself one period later. YIN takes the difference between the sound and
itself at each possible period, and of the first one at which that falls almost to nothing, its
lowest point. librosa's own function would give the same, for 220 MB of memory.
"""

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples

FRAME = 1024
"""Samples that a frame looks at."""

HOP = 256
"""Samples from one frame to the next."""

_LOWEST_HZ, _HIGHEST_HZ = 65.0, 500.0
_SHORTEST, _LONGEST = int(SAMPLE_RATE / _HIGHEST_HZ), int(SAMPLE_RATE / _LOWEST_HZ) + 1
_ALMOST_NOTHING = 0.1
_TINY = 1e-9

Values = npt.NDArray[np.float64]


def pitch(samples: Samples) -> tuple[Values, Values]:
    """Return what period each frame has, whether or not it is voiced, and how truly it comes again.

    Args:
        samples: at SAMPLE_RATE, at least FRAME of them.

    Returns:
        the pitch in Hz, 65 to 500, and how little the frame differs from itself one period later,
        1 for not at all, 0 for silence and for as much as at other distances; a value per frame
        that begins HOP samples after the one before.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples - samples.mean(), FRAME)[::HOP]
    relative = _relative(_differences(frames))[:, _SHORTEST - 1 :]
    lowest = _lowest(relative)
    periods = lowest + _SHORTEST + _aside(relative, lowest)
    return SAMPLE_RATE / periods, 1 - relative[np.arange(len(relative)), lowest]


def _differences(frames: Samples) -> Values:
    """Return how much each frame differs from itself 1, 2, 3 … later, shape (n, _LONGEST + 1).

    Whatever has left the frame counts as a difference, so of two periods the shorter one is
    preferred: the frame as a whole comes again after each multiple of its period, too.
    """
    spectra = np.fft.rfft(frames, 2 * FRAME)
    alike = np.fft.irfft(spectra * spectra.conj())[:, : _LONGEST + 2].astype(np.float64)
    begun = np.cumsum(np.square(frames[:, : _LONGEST + 1], dtype=np.float64), axis=1)
    return np.maximum(2 * (alike[:, :1] - alike[:, 1:]) - begun, 0)


def _relative(differences: Values) -> Values:
    """Return each difference as a share of the mean of those at shorter lags; 1 in silence."""
    means = np.cumsum(differences, axis=1) / np.arange(1, differences.shape[1] + 1)
    return np.where(means > _TINY, differences / np.maximum(means, _TINY), 1.0)


def _lowest(relative: Values) -> npt.NDArray[np.int64]:
    """Return the place of the first valley that is almost nothing, or else of the lowest value."""
    here = relative[:, 1:-1]
    valleys = (here < relative[:, :-2]) & (here <= relative[:, 2:])
    deep = np.pad(valleys & (here < _ALMOST_NOTHING), ((0, 0), (1, 1)))
    return np.where(deep.any(axis=1), np.argmax(deep, axis=1), np.argmin(here, axis=1) + 1)


def _aside(values: Values, at: npt.NDArray[np.int64]) -> Values:
    """Return how far off these places the parabola through three values is lowest, −0.5 to 0.5."""
    rows = np.arange(len(values))
    before, here, behind = (values[rows, at + step] for step in (-1, 0, 1))
    bend = before + behind - 2 * here
    aside = (before - behind) / (2 * np.where(bend > _TINY, bend, 1))
    return np.where(bend > _TINY, np.clip(aside, -0.5, 0.5), 0)
