"""Where somebody hesitates, found by a linear probe on the output of Whisper's encoder.

The decoder writes what people usually write, and nobody writes "uh". But the encoder's output still
shows it: one weighted sum over a frame separates filled pauses from words.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped
from greenroom.speech.hesitations import Probabilities

FILE = shipped("assets") / "recognition" / "hesitation_base.npz"
"""The probe for the base model; `training/hesitation` writes it."""

_NEAR, _FAR = 2, 15
"""Frames on either side that are averaged with each: the sound, and its surroundings."""

_SAME_MODEL = 0.95

Frames = npt.NDArray[np.float32]
"""The encoder's output, a row for each 20 ms, shape (n, width)."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One weighted sum, fitted to one model.

    Attributes:
        weights: of `probe_input`, shape (2 · width,).
        bias: what is added.
        silence: how that model encodes silence, shape (width,), to recognize the model.
    """

    weights: npt.NDArray[np.float32]
    bias: float
    silence: npt.NDArray[np.float32]

    def probabilities(self, frames: Frames) -> Probabilities:
        """Return how probable a filled pause is at each frame, shape (n,)."""
        logits = probe_input(frames) @ self.weights + self.bias
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def fits(self, silence: Frames) -> bool:
        """Tell whether a model that encodes silence like this is the one it was fitted to."""
        if silence.shape[-1] != len(self.silence):
            return False
        mean = silence.mean(axis=0)
        lengths = float(np.linalg.norm(mean) * np.linalg.norm(self.silence))
        return float(mean @ self.silence) > _SAME_MODEL * lengths


def load_probe(file: Path = FILE) -> Probe:
    """Load the probe from a file."""
    with np.load(file) as stored:
        return Probe(stored["weights"], float(stored["bias"]), stored["silence"])


def probe_input(frames: Frames) -> Frames:
    """Return the probe's input: each frame's mean with its near and with its far neighbors.

    Returns:
        shape (n, 2 · width).
    """
    sums = np.cumsum(np.pad(frames, ((1, 0), (0, 0))), axis=0, dtype=np.float64)
    return np.hstack([_means(sums, around) for around in (_NEAR, _FAR)])


def _means(sums: npt.NDArray[np.float64], around: int) -> Frames:
    """Return the mean of `around` frames to either side, from running sums of shape (n + 1, w)."""
    at = np.arange(len(sums) - 1)
    first, behind = np.maximum(at - around, 0), np.minimum(at + around + 1, len(at))
    return ((sums[behind] - sums[first]) / (behind - first)[:, None]).astype(np.float32)
