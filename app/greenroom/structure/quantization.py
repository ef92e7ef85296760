"""Matrices rounded to a few bits, with one scale per small group of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
_GROUP = 32


@dataclass(frozen=True, slots=True)
class Rounded:
    """A matrix of shape (n, m) in four bits a number: two neighbours share a byte.

    Attributes:
        packed: shape (n, m / 2), uint8; the low half is the earlier number.
        scales: shape (n, m / 32), float16; a number is (stored - 8) times its group's scale.
    """

    packed: npt.NDArray[np.uint8]
    scales: npt.NDArray[np.float16]

    @classmethod
    def of(cls, matrix: Matrix) -> "Rounded":
        """Round a matrix whose width is a multiple of 32."""
        groups = matrix.reshape(len(matrix), -1, _GROUP)
        scales = _best_scales(groups)
        whole = _rounded(groups, scales.astype(np.float32)[..., None])
        codes = (whole + 8).astype(np.uint8).reshape(len(matrix), -1, 2)
        return cls(codes[..., 0] + np.uint8(16) * codes[..., 1], scales)

    @classmethod
    def stored(cls, name: str, arrays: Mapping[str, npt.NDArray[Any]]) -> "Rounded":
        """As `to_store` kept it."""
        return cls(arrays[f"{name}.packed"], arrays[f"{name}.scales"])

    def to_store(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays by name, for a file."""
        return {f"{name}.packed": self.packed, f"{name}.scales": self.scales}

    def __getitem__(self, rows: npt.NDArray[np.int64]) -> Matrix:
        """These rows, as float32."""
        return _unpacked(self.packed[rows], self.scales[rows])

    def whole(self) -> Matrix:
        """All rows, as float32."""
        return _unpacked(self.packed, self.scales)


def _unpacked(packed: npt.NDArray[np.uint8], scales: npt.NDArray[np.float16]) -> Matrix:
    codes = np.stack([packed & 15, packed >> 4], axis=-1).reshape(len(packed), -1, _GROUP)
    values = (codes.astype(np.float32) - 8) * scales.astype(np.float32)[..., None]
    return values.reshape(len(packed), -1)


def _rounded(groups: Matrix, scales: Matrix) -> Matrix:
    return np.clip(np.round(groups / scales), -8, 7)


def _best_scales(groups: Matrix) -> npt.NDArray[np.float16]:
    # Clipping the largest numbers a little often costs less than a coarser grid for all.
    largest = np.maximum(np.abs(groups).max(-1), np.float32(1e-6))
    best = (largest / 7).astype(np.float16)
    least = np.full(largest.shape, np.inf, np.float32)
    for share in np.linspace(0.6, 1.0, 9, dtype=np.float32):
        scales = np.maximum((largest * share / 7).astype(np.float16), np.float16(1e-6))
        wide = scales.astype(np.float32)[..., None]
        error = np.square(_rounded(groups, wide) * wide - groups).sum(-1)
        better = error < least
        best[better], least[better] = scales[better], error[better]
    return best
