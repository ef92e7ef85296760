"""Sound in which nobody says a word, made here: silence, breath, keyboard, music."""

from collections.abc import Callable

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Samples


def silence(seconds: float, seed: int = 0) -> Samples:
    """A quiet room: hiss at −65 dBFS and mains hum at −70."""
    noise = np.random.default_rng(seed)
    count = round(seconds * SAMPLE_RATE)
    hum = 0.0003 * np.sin(2 * np.pi * 50 * np.arange(count) / SAMPLE_RATE)
    return (noise.normal(0, 0.00056, count) + hum).astype(np.float32)


def breath(seconds: float, seed: int = 0) -> Samples:
    """In and out every four seconds: noise around 500 to 2500 Hz that swells and falls."""
    noise = np.random.default_rng(seed)
    sound = silence(seconds, seed)
    at = 0.5
    while at + 1.6 < seconds:
        for low, high, length, level in ((800, 2500, 0.9, 0.05), (400, 1500, 1.2, 0.03)):
            count = round(length * SAMPLE_RATE)
            begin = round(at * SAMPLE_RATE)
            puff = _band(noise.normal(0, 1, count), low, high) * np.hanning(count) ** 2
            stop = min(begin + count, len(sound))
            sound[begin:stop] += (level * puff[: stop - begin]).astype(np.float32)
            at += length + 0.4
        at += noise.uniform(0.5, 1.5)
    return sound


def keyboard(seconds: float, seed: int = 0) -> Samples:
    """Typing, six keys a second with gaps: a click, a thud and the release."""
    noise = np.random.default_rng(seed)
    sound = silence(seconds, seed)
    at = 0.2
    while at + 0.2 < seconds:
        for delay, level in ((0.0, noise.uniform(0.1, 0.4)), (0.08, noise.uniform(0.03, 0.1))):
            count = round(0.02 * SAMPLE_RATE)
            begin = round((at + delay) * SAMPLE_RATE)
            click = noise.normal(0, 1, count) * np.exp(-np.arange(count) / (0.003 * SAMPLE_RATE))
            thud = np.sin(2 * np.pi * 180 * np.arange(count) / SAMPLE_RATE)
            sound[begin : begin + count] += (level * (click + 0.5 * thud)).astype(np.float32)
        at += noise.gamma(2.0, 0.08) + (noise.uniform(1, 3) if noise.random() < 0.05 else 0.0)
    return sound


def music(seconds: float, seed: int = 0) -> Samples:
    """Four chords and a tune over them, plucked, with overtones and a beat."""
    noise = np.random.default_rng(seed)
    sound = np.zeros(round(seconds * SAMPLE_RATE) + 4 * SAMPLE_RATE)
    chords = (
        (220.0, 261.6, 329.6),
        (174.6, 220.0, 261.6),
        (196.0, 246.9, 293.7),
        (164.8, 196, 247),
    )
    beat = 0.5
    for number in range(int(seconds / beat)):
        begin = round(number * beat * SAMPLE_RATE)
        chord = chords[number // 4 % 4]
        if number % 4 == 0:
            for tone in chord:
                _add(sound, begin, _pluck(tone, 2.0, 0.08))
        _add(sound, begin, _pluck(2 * chord[noise.integers(3)], 0.6, 0.12))
        drum = noise.normal(0, 1, 1600) * np.exp(-np.arange(1600) / 300)
        _add(sound, begin, 0.05 * drum)
    return sound[: round(seconds * SAMPLE_RATE)].astype(np.float32)


KINDS: dict[str, Callable[[float, int], Samples]] = {
    "silence": silence,
    "breath": breath,
    "keyboard": keyboard,
    "music": music,
}


def _add(sound: np.ndarray, begin: int, part: np.ndarray) -> None:
    sound[begin : begin + len(part)] += part[: len(sound) - begin]


def _pluck(hertz: float, seconds: float, level: float) -> np.ndarray:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    tones = sum(np.sin(2 * np.pi * hertz * n * time) / n for n in range(1, 7))
    return level * tones * np.exp(-time * 3 / seconds) * np.minimum(1, time / 0.005)


def _band(samples: np.ndarray, low: float, high: float) -> np.ndarray:
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    spectrum[(hertz < low) | (hertz > high)] = 0
    sound = np.fft.irfft(spectrum, len(samples))
    return sound / (np.abs(sound).max() + 1e-9)
