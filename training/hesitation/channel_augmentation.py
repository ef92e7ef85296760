"""Simulated channels from mouth to program: rooms, microphones, noise, telephone lines."""

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import SAMPLE_RATE, Samples

_ECHO_SECONDS = 0.35
_TONES = (0, 0.02, 0.1, 0.3, 0.6, 1)
_TONE_RANGES = ((-12, 3), (-4, 4), (0, 0), (-5, 5), (-9, 6), (-12, 6))
"""dB by which a microphone may bend the spectrum at these shares of 8 kHz."""

_MU = 255
_EVERY_OTHER = 0.5
_DARK = 0.6

Sound = npt.NDArray[np.float64]


def recorded(samples: Samples, rate: int, rng: np.random.Generator) -> Samples:
    """Record the samples as some microphone in some room would have, at SAMPLE_RATE."""
    import soxr

    sound = soxr.resample(samples, rate, SAMPLE_RATE).astype(np.float64)
    if rng.random() < _EVERY_OTHER:
        sound = _in_a_room(sound, rng)
    sound = _noisy(_microphone(sound, rng), rng)
    if rng.random() < _EVERY_OTHER:
        sound = _by_telephone(sound, rng)
    return (sound / _peak(sound) * 10 ** (rng.uniform(-24, -1) / 20)).astype(np.float32)


def _peak(sound: Sound) -> float:
    return max(1e-6, float(np.abs(sound).max()))


def _in_a_room(sound: Sound, rng: np.random.Generator) -> Sound:
    from scipy import signal

    seconds = np.arange(round(_ECHO_SECONDS * SAMPLE_RATE)) / SAMPLE_RATE
    echoes = rng.normal(size=len(seconds)) * np.exp(-seconds / rng.uniform(0.02, 0.09))
    echoes *= rng.uniform(0.02, 0.12)
    echoes[0] = 1
    return signal.fftconvolve(sound, echoes)[: len(sound)]


def _microphone(sound: Sound, rng: np.random.Generator) -> Sound:
    from scipy import signal

    gains = [10 ** (rng.uniform(low, high) / 20) for low, high in _TONE_RANGES]
    return np.asarray(signal.lfilter(signal.firwin2(129, _TONES, gains), 1, sound))


def _noisy(sound: Sound, rng: np.random.Generator) -> Sound:
    """Add white or darker noise 8 to 45 dB below the speech."""
    from scipy import signal

    noise = rng.normal(size=len(sound))
    if rng.random() < _DARK:
        noise = np.asarray(signal.lfilter([1], [1, -rng.uniform(0.5, 0.97)], noise))
    power = float(np.mean(sound**2) / np.mean(noise**2))
    return sound + noise * np.sqrt(power) * 10 ** (-rng.uniform(8, 45) / 20)


def _by_telephone(sound: Sound, rng: np.random.Generator) -> Sound:
    """Keep about 300 to 3400 Hz in eight bits, sometimes overdriven."""
    from scipy import signal

    band = [rng.uniform(200, 350), rng.uniform(3000, 3700)]
    sections = signal.butter(4, band, "band", fs=SAMPLE_RATE, output="sos")
    slow = signal.resample_poly(signal.sosfilt(sections, sound), 1, 2)
    loud = np.clip(slow / _peak(slow) * rng.uniform(0.05, 1.3), -1, 1)
    coded = np.round(np.sign(loud) * np.log1p(_MU * np.abs(loud)) / np.log1p(_MU) * 127) / 127
    decoded = np.sign(coded) * ((1 + _MU) ** np.abs(coded) - 1) / _MU
    return signal.resample_poly(decoded, 2, 1)
