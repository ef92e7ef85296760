"""Speech before it sounds: the neural voice's spectra, which can be stretched, bent and joined."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from greenroom import onnx_runtime
from greenroom.speech.clip import Samples

FRAMES_PER_SECOND = 80
BINS = 601
_SILENT = -9.0
_VOICED = 60.0
_SOUNDING = 8.0  # nepers of power below the loudest frame
_SEAM = 3

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Spectra:
    """The voice network's output for phonemes; n frames of 12.5 ms.

    Attributes:
        harmonic, noise, rest: log magnitudes of what swings with the pitch, of breath, and of what
            is left; each of shape (601, n).
        phase, rest_phase: the phases that go with them, shape (601, n).
        pitch: Hz, shape (n,); 0 where nothing is voiced.
    """

    harmonic: Array
    phase: Array
    noise: Array
    rest: Array
    rest_phase: Array
    pitch: Array

    def __len__(self) -> int:
        """Count the frames."""
        return len(self.pitch)

    @property
    def voiced(self) -> npt.NDArray[np.bool_]:
        """Which frames have a pitch."""
        return self.pitch > _VOICED

    def pick(self, frames: npt.NDArray[np.int_] | slice) -> "Spectra":
        """Return these frames alone, in this order."""
        return _with(*(getattr(self, part.name)[..., frames] for part in fields(self)))

    def stretched(self, frames: int) -> "Spectra":
        """Stretch to so many frames."""
        return self.pick(np.round(np.linspace(0, len(self) - 1, frames)).astype(int))

    def louder(self, nepers: float) -> "Spectra":
        """Raise all magnitudes."""
        more = np.float32(nepers)
        return replace(
            self, harmonic=self.harmonic + more, noise=self.noise + more, rest=self.rest + more
        )

    def bent(self, factor: float) -> "Spectra":
        """Raise all formants by this factor, as from a shorter throat."""
        return replace(
            self,
            harmonic=_bent(self.harmonic, factor),
            phase=_bent(self.phase, factor),
            noise=_bent(self.noise, factor),
            rest=_bent(self.rest, factor),
            rest_phase=_bent(self.rest_phase, factor),
        )

    def pitched(self, pitch: Array) -> "Spectra":
        """Set this pitch in Hz where it is voiced, shape (n,)."""
        return replace(self, pitch=np.where(self.voiced, pitch, self.pitch).astype(np.float32))


def _with(*parts: Array) -> Spectra:
    """Make spectra of their six parts in order."""
    harmonic, phase, noise, rest, rest_phase, pitch = parts
    return Spectra(harmonic, phase, noise, rest, rest_phase, pitch)


class Material:
    """Phonemes in, spectra out, sound at the end: the neural voice, taken apart."""

    def __init__(self) -> None:
        """Load the voice."""
        from hibari import Hibari

        onnx_runtime.load()
        self._voice: Any = Hibari()
        self.rate: int = Hibari.sample_rate

    def phonemes(self, text: str) -> str:
        """Return a text's phonemes, in the voice's alphabet."""
        return " ".join(self._voice.phonemize(text))

    def spoken(self, phonemes: str, speed: float) -> Spectra:
        """Say phonemes as the voice does, without the silence around.

        Raises:
            ValueError: there is nothing to say.
        """
        ids = self._voice.ids(phonemes)
        if len(ids) < 3:  # noqa: PLR2004 - nothing between its two ends
            raise ValueError(phonemes)
        outputs = self._voice.sess.run(
            None,
            {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)},
        )
        return _trimmed(_with(*(part[0] for part in outputs)))

    def sound(self, spectra: Spectra, rng: np.random.Generator) -> Samples:
        """Return samples at `rate`."""
        from hibari import dsp

        return dsp.synth(
            spectra.harmonic,
            spectra.phase,
            spectra.noise,
            spectra.rest,
            spectra.rest_phase,
            spectra.pitch,
            rng,
        )


def silence(seconds: float) -> Spectra:
    """Make silence of `seconds`."""
    frames = max(1, round(seconds * FRAMES_PER_SECOND))
    silent = np.full((BINS, frames), _SILENT, np.float32)
    flat = np.zeros((BINS, frames), np.float32)
    return Spectra(silent, flat, silent, silent, flat, np.zeros(frames, np.float32))


def joined(parts: list[Spectra]) -> Spectra:
    """Join spectra one after the other, gliding over each seam."""
    whole = [
        np.concatenate([getattr(spectra, part.name) for spectra in parts], axis=-1)
        for part in fields(Spectra)
    ]
    seams = np.cumsum([len(spectra) for spectra in parts])[:-1]
    for magnitudes in (whole[0], whole[2], whole[3]):
        for seam in seams.tolist():
            _glide(magnitudes, seam)
    return _with(*whole)


def _glide(magnitudes: Array, seam: int) -> None:
    """Draw straight lines over the frames around a seam, in place; silence keeps its edge."""
    first, last = max(0, seam - _SEAM), min(magnitudes.shape[1] - 1, seam + _SEAM - 1)
    edges = magnitudes[:, [seam - 1, seam]]
    if float(edges.mean(axis=0).min()) <= _SILENT + 0.5:
        return
    shares = np.linspace(0, 1, last - first + 1, dtype=np.float32)
    begin, end = magnitudes[:, first].copy(), magnitudes[:, last].copy()
    magnitudes[:, first : last + 1] = np.outer(begin, 1 - shares) + np.outer(end, shares)


def _trimmed(spectra: Spectra) -> Spectra:
    power = np.exp(2 * np.minimum(spectra.harmonic, 7)).sum(0)
    power += np.exp(2 * np.minimum(spectra.noise, 7)).sum(0)
    level = np.log(power + 1e-12)
    sounding = np.flatnonzero(level > level.max() - _SOUNDING)
    return spectra.pick(slice(max(0, int(sounding[0]) - 1), int(sounding[-1]) + 3))


def _bent(part: Array, factor: float) -> Array:
    at = np.arange(BINS) / factor
    low = np.clip(at.astype(int), 0, BINS - 2)
    share: Array = np.clip(at - low, 0, 1)[:, None].astype(np.float32)
    return (part[low] * (1 - share) + part[low + 1] * share).astype(np.float32)
