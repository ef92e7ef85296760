"""The loudness of a recording, measured while it comes in."""

import numpy as np
import numpy.typing as npt

from greenroom.delivery.levels import HOP_SECONDS, Levels
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.level import dbfs, frame_powers

_HOP = round(HOP_SECONDS * SAMPLE_RATE)
_FULL_SCALE = 0.99


class LevelMeter:
    """Meter that takes sound block by block and keeps one number per 10 ms."""

    def __init__(self) -> None:
        self._powers: list[npt.NDArray[np.float64]] = []
        self._rest: Samples = np.zeros(0, np.float32)
        self._count = 0
        self._overdriven = 0

    def feed(self, samples: Samples) -> None:
        """Take in the next block, mono at SAMPLE_RATE, of any length."""
        self._count += len(samples)
        self._overdriven += int(np.count_nonzero(np.abs(samples) >= _FULL_SCALE))
        waiting = np.concatenate((self._rest, samples))
        powers = frame_powers(waiting, _HOP)
        self._powers.append(powers)
        self._rest = waiting[len(powers) * _HOP :]

    @property
    def seconds(self) -> float:
        """How long the recording has been so far."""
        return self._count / SAMPLE_RATE

    @property
    def clipping_percent(self) -> float:
        """Share of the samples at full scale."""
        return 100 * self._overdriven / self._count if self._count else 0.0

    @property
    def levels(self) -> Levels:
        """Loudness in dB below full scale, one value per 10 ms, smoothed over its neighbors."""
        power = np.concatenate([np.zeros(0), *self._powers])
        padded = np.pad(power, 1, mode="edge") if len(power) else np.zeros(2)
        smooth = (padded[:-2] + 2 * power + padded[2:]) / 4
        return dbfs(smooth)


def metered(clip: Clip) -> LevelMeter:
    """Return a meter that has taken in all of a clip."""
    meter = LevelMeter()
    for begin in range(0, len(clip.samples), SAMPLE_RATE):
        meter.feed(clip.samples[begin : begin + SAMPLE_RATE])
    return meter
