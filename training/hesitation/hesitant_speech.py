"""Hesitant speech in many voices, with the place of each filled pause known.

One neural voice speaks; its spectra are bent into throats, pitches and paces that it does not
have. Nobody is recorded for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from greenroom.speech.clip import Samples
from training.hesitation.spectra import (
    BINS,
    FRAMES_PER_SECOND,
    Material,
    Spectra,
    joined,
    silence,
)

_VOWELS = ("ʌ", "ʌ", "ʌ", "ə", "ə", "ɜɹ", "ɑ", "ɐ")
_WITH_M = ("ʌm", "ʌm", "əm", "əm", "ɑm")
_HUMS = ("m", "hm")
_VOWEL_SHARE, _HUM_SHARE = 0.52, 0.05
_DRAWN_WORDS = ("the", "a", "and", "so", "to", "I", "of", "is", "or", "her", "that", "but")
_ENDINGS = ("", ",", ",", ".")

_VOICE_PITCH = 185.0
"""Hz, about where the voice speaks."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken utterance.

    Attributes:
        samples: mono, at the voice's rate.
        hesitating: for each frame of 12.5 ms whether it belongs to a filled pause, shape (n,).
    """

    samples: Samples
    hesitating: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """One of the people that the voice plays: factors of its pitch, formants, pace and melody."""

    pitch: float
    formants: float
    speed: float
    melody: float


class Actor:
    """Speaker of words with hesitations between them, as somebody else each time."""

    def __init__(self, material: Material, rng: np.random.Generator) -> None:
        self._material = material
        self._rng = rng

    def say(self, words: Sequence[str]) -> Utterance:
        """Say the words in a voice of their own, with filled pauses at random places."""
        speaker = self._anybody()
        parts: list[tuple[Spectra, bool]] = []
        at = 0
        while at < len(words):
            count = int(self._rng.integers(2, 10))
            if self._chance(0.45):
                parts += self._hesitation(speaker)
            parts += self._phrase(" ".join(words[at : at + count]), speaker)
            at += count
        spectra = joined([part for part, _ in parts])
        hesitating = np.concatenate([np.full(len(part), uh) for part, uh in parts])
        return Utterance(self._material.sound(_voiced_by(speaker, spectra), self._rng), hesitating)

    def _anybody(self) -> _Speaker:
        pitch = float(np.exp(self._rng.uniform(np.log(0.45), np.log(1.15))))
        throat = 0.8 + 0.3 * (pitch - 0.45) / 0.7 + self._rng.normal(0, 0.05)
        return _Speaker(
            pitch=pitch,
            formants=float(np.clip(throat, 0.74, 1.15)),
            speed=self._between(0.75, 1.35),
            melody=self._between(0.5, 1.3),
        )

    def _phrase(self, text: str, speaker: _Speaker) -> list[tuple[Spectra, bool]]:
        """Say words in one breath; some drawn out, for that is no filled pause."""
        parts: list[tuple[Spectra, bool]] = []
        if self._chance(0.15):
            word = self._spoken(str(self._rng.choice(_DRAWN_WORDS)), speaker.speed)
            parts.append((word.stretched(round(len(word) * self._between(1.0, 2.2))), False))
        phrase = self._spoken(text, speaker.speed * self._between(0.85, 1.2))
        for _ in range(int(self._rng.choice((0, 0, 1, 1, 2)))):
            phrase = self._drawn_out(phrase)
        parts.append((phrase, False))
        if self._chance(0.3):
            parts.append((silence(self._between(0.1, 0.8)), False))
        if self._chance(0.25):
            parts.append((self._breath(), False))
        return parts

    def _spoken(self, text: str, speed: float) -> Spectra:
        ending = str(self._rng.choice(_ENDINGS))
        return self._material.spoken(self._material.phonemes(text) + ending, speed)

    def _drawn_out(self, phrase: Spectra) -> Spectra:
        """Draw out one of its vowels, or its last sound, up to three times as long."""
        voiced = np.flatnonzero(phrase.voiced)
        if not len(voiced):
            return phrase
        last = int(voiced[-min(len(voiced), 6)])
        middle = int(self._rng.choice(voiced)) if self._chance(0.5) else last
        around = int(self._rng.integers(3, 7))
        first, behind = max(0, middle - around), min(len(phrase), middle + around)
        longer = round((behind - first) * self._between(1.3, 3.5))
        at = np.linspace(first, behind - 1, longer).round().astype(int)
        return phrase.pick(np.concatenate((np.arange(first), at, np.arange(behind, len(phrase)))))

    def _hesitation(self, speaker: _Speaker) -> list[tuple[Spectra, bool]]:
        parts: list[tuple[Spectra, bool]] = [(self._filled_pause(speaker), True)]
        if self._chance(0.5):
            parts.insert(0, (silence(self._between(0.04, 0.7)), False))
        if self._chance(0.5):
            parts.append((silence(self._between(0.04, 0.7)), False))
        return parts

    def _filled_pause(self, speaker: _Speaker) -> Spectra:
        """Make an "uh", an "um", or a hum of 0.12 to 1 s, on almost one tone."""
        kind = self._rng.random()
        sounds = _VOWELS if kind < _VOWEL_SHARE else _WITH_M if kind < 1 - _HUM_SHARE else _HUMS
        phonemes = str(self._rng.choice(("", "ˈ"))) + str(self._rng.choice(sounds))
        sound = self._material.spoken(phonemes, self._between(0.6, 1.1))
        if kind < _VOWEL_SHARE:
            first = int(len(sound) * self._between(0.1, 0.3))
            behind = max(first + 3, int(len(sound) * self._between(0.6, 0.9)))
            sound = sound.pick(slice(first, behind))
        seconds = float(np.clip(0.3 * np.exp(self._rng.normal(0, 0.42)), 0.12, 1.0))
        stretched = sound.stretched(max(6, round(seconds * FRAMES_PER_SECOND)))
        creaky = self._chance(0.15)
        tone = self._between(95, 140) if creaky else self._between(150, 205)
        falling = np.linspace(1, self._between(0.88, 1.03), len(stretched))
        bent = stretched.bent(1 + self._rng.normal(0, 0.04)).louder(self._between(-1.0, 0.3))
        # What the speaker's pitch does to all of the utterance is done once, at its end.
        return bent.pitched((tone * falling).astype(np.float32))

    def _breath(self) -> Spectra:
        """Make noise that swells and dies away, of 80 to 500 ms."""
        breath = silence(self._between(0.08, 0.5))
        height = np.arange(BINS) / BINS
        middle, width = self._between(0.05, 0.5), self._between(0.05, 0.4)
        color = -3 * (height - middle) ** 2 / (2 * width**2) + self._rng.normal(0, 0.2, BINS)
        swell = np.log(np.hanning(len(breath) + 2)[1:-1] + 0.02)
        noise = self._between(-5, -1.5) + color[:, None] + swell[None]
        return replace(breath, noise=noise.astype(np.float32))

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def _between(self, low: float, high: float) -> float:
        return float(self._rng.uniform(low, high))


def _voiced_by(speaker: _Speaker, spectra: Spectra) -> Spectra:
    around = np.maximum(spectra.pitch, 1) / _VOICE_PITCH
    pitch = _VOICE_PITCH * speaker.pitch * around**speaker.melody
    return spectra.bent(speaker.formants).pitched(pitch.astype(np.float32))
