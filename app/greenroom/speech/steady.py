"""Steady voiced sound, the stuff that "uh" and "um" are made of, by signal processing alone.

A vowel in a word is on its way to the next sound all the time; in a filled pause the mouth stands
still. So a stretch counts whose spectrum keeps its shape while the voice sounds.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.speech.span import Span

_RATE = SAMPLE_RATE // 2  # all that is looked at lies below 4 kHz
_HOP = 80
_FRAME = 320
_FFT = 512
_HOP_SECONDS = _HOP / _RATE
_MIDDLE = _FRAME / 2 / _RATE

_LOWEST_PITCH, _HIGHEST_PITCH = 70.0, 350.0
_LOWEST, _HIGHEST = 100.0, 3800.0
_BANDS = 20
"""Mel bands from 100 to 3800 Hz: what a telephone lets through."""

_VOICED = 0.45
_BELOW_PEAK_DB = 22.0
_ABOVE_NOISE_DB = 8.0
_DRIFT = 0.75
"""How far a frame's shape may be from that of the stretch, in nepers of band power."""

_MEMORY = 15
_MISSES = 2
_SHORTEST = 0.1

_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SteadySound:
    """A stretch of voice that keeps its spectrum.

    Attributes:
        start: seconds from the beginning of the clip.
        end: seconds from the beginning of the clip.
        centroid: the middle of its spectrum in Hz; low for "uh" and "um", high for "ee".
    """

    start: float
    end: float
    centroid: float

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Frames:
    """What is known of n frames of 40 ms, one every 10 ms.

    Attributes:
        level: dB, shape (n,).
        voicing: how periodic, 0…1, shape (n,).
        centroid: Hz, shape (n,).
        shapes: log power per band less the frame's mean, smoothed over three frames, (n, bands).
    """

    level: _Array
    voicing: _Array
    centroid: _Array
    shapes: _Array


def steady_sounds(samples: Samples, begin: float = 0.0) -> tuple[SteadySound, ...]:
    """All stretches of at least 100 ms, in order; takes some 4 ms per second of sound.

    Args:
        samples: part of a clip.
        begin: where in the clip they begin, in seconds.
    """
    halved = samples[: len(samples) // 2 * 2].reshape(-1, 2).mean(axis=1)
    if len(halved) < _FRAME:
        return ()
    frames = _frames(halved)
    peak, noise = np.quantile(frames.level, (0.97, 0.1))
    loud = frames.level > max(peak - _BELOW_PEAK_DB, noise + _ABOVE_NOISE_DB)
    sounding = (frames.voicing > _VOICED) & loud
    found = (
        SteadySound(
            start=begin + first * _HOP_SECONDS + _MIDDLE - _HOP_SECONDS / 2,
            end=begin + last * _HOP_SECONDS + _MIDDLE + _HOP_SECONDS / 2,
            centroid=float(frames.centroid[first : last + 1].mean()),
        )
        for first, last in _runs(frames.shapes, sounding)
    )
    return tuple(sound for sound in found if sound.span.seconds >= _SHORTEST)


def _frames(samples: Samples) -> _Frames:
    blocks = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP]
    power = np.abs(np.fft.rfft(blocks * _WINDOW, _FFT)) ** 2
    bands = np.log(power @ _FILTERS + 1e-8)
    smooth = _smoothed(bands)
    audible = power[:, _AUDIBLE]
    return _Frames(
        level=10 * np.log10(power.mean(axis=1) + 1e-10),
        voicing=_voicing(power),
        centroid=(audible @ _HERTZ[_AUDIBLE]) / (audible.sum(axis=1) + 1e-12),
        shapes=smooth - smooth.mean(axis=1, keepdims=True),
    )


def _voicing(power: _Array) -> _Array:
    """The highest autocorrelation at a lag of one period of a voice."""
    correlation = np.fft.irfft(power, axis=1)[:, _LAGS]
    energy = power[:, 0] + power[:, -1] + 2 * power[:, 1:-1].sum(axis=1)
    return (correlation * _FFT / (energy[:, None] + 1e-12) / _WINDOW_CORRELATION).max(axis=1)


def _smoothed(bands: _Array) -> _Array:
    padded = np.pad(bands, ((1, 1), (0, 0)), mode="edge")
    return (padded[:-2] + padded[1:-1] + padded[2:]) / 3


def _runs(shapes: _Array, sounding: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last frame of each stretch in which the shape stays near its running mean."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(shapes):
        if sounding[at]:
            last = _steady_until(shapes, sounding, at)
            runs.append((at, last))
            at = last
        at += 1
    return runs


def _steady_until(shapes: _Array, sounding: npt.NDArray[np.bool_], first: int) -> int:
    """The last frame of the stretch that begins here; one or two frames may stray."""
    mean, count, last = shapes[first].copy(), 1, first
    for at in range(first + 1, len(shapes)):
        if at - last > _MISSES + 1:
            break
        away: _Array = shapes[at] - mean
        drift = math.sqrt(float(away @ away) / len(away))
        if sounding[at] and drift < _DRIFT:
            mean += (shapes[at] - mean) / (count + 1)
            count = min(count + 1, _MEMORY)
            last = at
    return last


def _mel(hertz: float) -> float:
    return 2595 * math.log10(1 + hertz / 700)


def _mel_edges() -> _Array:
    low, high = _mel(_LOWEST), _mel(_HIGHEST)
    edges = [low + (high - low) * band / _BANDS for band in range(_BANDS + 1)]
    return np.array([700 * (math.pow(10, mel / 2595) - 1) for mel in edges])


def _filters(hertz: _Array) -> _Array:
    """Which of the spectrum's bins belong to which band, shape (bins, bands)."""
    edges = _mel_edges()
    narrowest = _RATE / _FFT
    upper = np.maximum(edges[1:], edges[:-1] + narrowest)
    inside = (hertz[:, None] >= edges[:-1]) & (hertz[:, None] < upper)
    return inside.astype(np.float64)


_WINDOW = np.hanning(_FRAME)
_HERTZ: _Array = np.arange(_FFT // 2 + 1, dtype=np.float64) * _RATE / _FFT
_FILTERS = _filters(_HERTZ)
_AUDIBLE = (_HERTZ > _LOWEST - 20) & (_HERTZ < _HIGHEST + 100)
_LAGS = slice(int(_RATE / _HIGHEST_PITCH), int(_RATE / _LOWEST_PITCH))
_WINDOW_AUTO = np.fft.irfft(np.abs(np.fft.rfft(_WINDOW, _FFT)) ** 2)
_WINDOW_CORRELATION = (_WINDOW_AUTO / _WINDOW_AUTO[0])[_LAGS]
