"""Sound levels, in dB below full scale."""

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import Samples

FLOOR_DBFS = -100.0
"""The level of silence."""


def dbfs(powers: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Return mean squares, each 0…1, as levels in dB below full scale; FLOOR_DBFS at the least."""
    return 10 * np.log10(np.maximum(powers, 10 ** (FLOOR_DBFS / 10)))


def frame_powers(samples: Samples, size: int) -> npt.NDArray[np.float64]:
    """Return the mean square of each whole frame of `size` samples, without the rest."""
    count = len(samples) // size
    frames = samples[: count * size].reshape(count, size)
    return np.mean(np.square(frames, dtype=np.float64), axis=1)


def power(samples: npt.NDArray[np.generic]) -> float:
    """Return the mean square of the samples, 0…1; 0 for none at all."""
    return float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0


def level_dbfs(samples: Samples) -> float:
    """Return the RMS level in dBFS: 0 for a full-scale square wave, −3 for a sine.

    FLOOR_DBFS for silence and for no samples at all.
    """
    return float(dbfs(np.array(power(samples))))


def course_dbfs(samples: Samples, stride: int) -> tuple[float, ...]:
    """Return the level of each stretch of `stride` samples in dBFS; the last may be shorter."""
    begins = range(0, len(samples), stride)
    return tuple(level_dbfs(samples[begin : begin + stride]) for begin in begins)


def meter(dbfs: float, *, quietest: float = -60.0) -> float:
    """Return the share of a meter to fill, 0…1, with `quietest` dBFS at its lower end."""
    return min(1.0, max(0.0, 1.0 - dbfs / quietest))
