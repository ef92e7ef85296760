"""The pitch of a voice, frame by frame, by YIN (de Cheveigné & Kawahara 2002).

A voiced sound resembles itself one period later. YIN takes the difference between the sound and
itself at each possible period, and of the first one at which that falls almost to nothing, its
lowest point.
"""

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples

FRAME = 1024
"""Samples that a frame looks at: its first half, and how that comes again in all of it."""

HOP = 256
"""Samples from one frame to the next."""

_LOWEST_HZ, _HIGHEST_HZ = 65.0, 500.0
_SHORTEST, _LONGEST = int(SAMPLE_RATE / _HIGHEST_HZ), int(SAMPLE_RATE / _LOWEST_HZ) + 1
_HALF = FRAME // 2
_ALMOST_NOTHING = 0.1
_TINY = 1e-9

Values = npt.NDArray[np.float64]


def pitch(samples: Samples) -> tuple[Values, Values]:
    """What period each frame has, whether or not it is voiced, and how truly it comes again.

    Args:
        samples: at SAMPLE_RATE, at least FRAME of them.

    Returns:
        the pitch in Hz, 65 to 500, and the correlation of the frame with itself one period later,
        −1 to 1, 0 for silence; a value per frame that begins HOP samples after the one before.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples - samples.mean(), FRAME)[::HOP]
    products, energies = _products(frames), _energies(frames)
    periods = _periods(energies[:, :1] + energies - 2 * products)
    at = np.arange(len(frames)), np.round(periods).astype(np.int64)
    scale = np.sqrt(energies[:, 0] * energies[at])
    return SAMPLE_RATE / periods, products[at] / np.maximum(scale, _TINY)


def _products(frames: Samples) -> Values:
    """The first half of each frame times what lies 0, 1, 2 … later: shape (n, _LONGEST + 1)."""
    whole = np.fft.rfft(frames, 2 * FRAME)
    half = np.fft.rfft(frames[:, :_HALF], 2 * FRAME)
    return np.fft.irfft(whole * half.conj())[:, : _LONGEST + 1]


def _energies(frames: Samples) -> Values:
    """The energy of half a frame that begins 0, 1, 2 … later: shape (n, _LONGEST + 1)."""
    sums = np.cumsum(np.square(frames, dtype=np.float64), axis=1)
    sums = np.pad(sums, ((0, 0), (1, 0)))
    return sums[:, _HALF : _HALF + _LONGEST + 1] - sums[:, : _LONGEST + 1]


def _periods(differences: Values) -> Values:
    """The period of each frame in samples, between samples, from its difference at each lag."""
    later = np.maximum(differences[:, 1:], 0)
    lags = np.arange(1, later.shape[1] + 1)
    relative = later * lags / np.maximum(np.cumsum(later, axis=1), _TINY)
    wanted = relative[:, _SHORTEST - 1 :]
    valleys = (wanted[:, 1:-1] < wanted[:, :-2]) & (wanted[:, 1:-1] <= wanted[:, 2:])
    deep = np.pad(valleys & (wanted[:, 1:-1] < _ALMOST_NOTHING), ((0, 0), (1, 1)))
    lowest = np.argmin(wanted[:, 1:-1], axis=1) + 1
    best = np.where(deep.any(axis=1), np.argmax(deep, axis=1), lowest)
    return best + _SHORTEST + _aside(wanted, best)


def _aside(values: Values, at: npt.NDArray[np.int64]) -> Values:
    """How far from these places the parabola through three values is lowest: −0.5 to 0.5."""
    rows = np.arange(len(values))
    before, here, behind = (values[rows, at + step] for step in (-1, 0, 1))
    bend = before + behind - 2 * here
    aside = (before - behind) / (2 * np.where(bend > _TINY, bend, 1))
    return np.where(bend > _TINY, np.clip(aside, -0.5, 0.5), 0)
