"""Sound at another rate, whole or block by block."""

from typing import Protocol

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples


def at_rate(samples: Samples, rate: int, wanted: int) -> Samples:
    """Return `samples` at `wanted` samples per second; the same array where nothing changes."""
    if rate == wanted or not len(samples):
        return samples
    import soxr

    return soxr.resample(samples, rate, wanted)


def as_clip(samples: Samples, rate: int) -> Clip:
    """Return mono sound of any rate as a clip."""
    return Clip(at_rate(samples, rate, SAMPLE_RATE).astype(np.float32, copy=False))


class Resampler(Protocol):
    """Brings sound to another rate block by block, without a seam between the blocks."""

    def convert(self, block: Samples) -> Samples:
        """Return what is ready by now; a little may be held back."""
        ...

    def finish(self) -> Samples:
        """Return what was held back."""
        ...


def to_sample_rate(rate: int) -> Resampler:
    """Return a resampler from `rate` to SAMPLE_RATE."""
    return _Unchanged() if rate == SAMPLE_RATE else _Streaming(rate, SAMPLE_RATE)


def from_sample_rate(rate: int) -> Resampler:
    """Return a resampler from SAMPLE_RATE to `rate`."""
    return _Unchanged() if rate == SAMPLE_RATE else _Streaming(SAMPLE_RATE, rate)


class _Unchanged:
    def convert(self, block: Samples) -> Samples:
        return block

    def finish(self) -> Samples:
        return np.zeros(0, np.float32)


class _Streaming:
    def __init__(self, rate: int, wanted: int) -> None:
        import soxr

        self._stream = soxr.ResampleStream(rate, wanted, 1, dtype="float32")

    def convert(self, block: Samples) -> Samples:
        return self._stream.resample_chunk(block)

    def finish(self) -> Samples:
        return self._stream.resample_chunk(np.zeros(0, np.float32), last=True)
