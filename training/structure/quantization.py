"""Matrices rounded to four bits, with one scale per small group of numbers.

Numbers lie as ONNX Runtime's operators for such matrices want them: two neighbors share a byte, the
earlier one in its low half, and a number is (stored - 8) times its group's scale.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

GROUP = 32
"""Neighboring numbers of a row that share a scale."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A matrix of shape (n, m) in four bits a number.

    Attributes:
        packed: shape (n, m / 2), uint8.
        scales: shape (n, m / 32), float16.
    """

    packed: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]


def rounded(matrix: Matrix) -> Rounded:
    """Round a matrix whose width is a multiple of 32."""
    groups = matrix.reshape(len(matrix), -1, GROUP)
    scales = _best_scales(groups)
    steps = _steps(groups, scales.astype(np.float32)[..., None])
    codes = (steps + 8).astype(np.uint8).reshape(len(matrix), -1, 2)
    return Rounded(codes[..., 0] + np.uint8(16) * codes[..., 1], scales)


def _steps(groups: Matrix, scales: Matrix) -> Matrix:
    return np.clip(np.round(groups / scales), -8, 7)


def _best_scales(groups: Matrix) -> npt.NDArray[np.float16]:
    # Clipping the largest numbers a little often costs less than a coarser grid for all.
    largest = np.maximum(np.abs(groups).max(-1), np.float32(1e-6))
    best = (largest / 7).astype(np.float16)
    least = np.full(largest.shape, np.inf, np.float32)
    for share in np.linspace(0.6, 1.0, 9, dtype=np.float32):
        scales = np.maximum((largest * share / 7).astype(np.float16), np.float16(1e-6))
        wide = scales.astype(np.float32)[..., None]
        error = np.square(_steps(groups, wide) * wide - groups).sum(-1)
        better = error < least
        best[better], least[better] = scales[better], error[better]
    return best
