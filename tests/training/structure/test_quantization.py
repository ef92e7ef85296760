import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.structure.quantization import GROUP, Rounded, rounded


def whole(matrix: Rounded) -> np.ndarray:
    steps = np.stack([matrix.packed & 15, matrix.packed >> 4], axis=-1).astype(np.float32) - 8
    groups = steps.reshape(len(matrix.packed), -1, GROUP)
    return (groups * matrix.scales.astype(np.float32)[..., None]).reshape(len(groups), -1)


@given(st.integers(0, 1000), st.floats(1e-3, 100))
def test_rounding_is_off_by_at_most_what_clipping_costs(seed: int, size: float):
    matrix = np.random.default_rng(seed).normal(0, size, (3, 2 * GROUP)).astype(np.float32)
    largest = np.abs(matrix.reshape(3, -1, GROUP)).max(-1)
    off = (whole(rounded(matrix)) - matrix).reshape(3, -1, GROUP)
    plainly = (
        largest[..., None] / 7 * np.round(matrix.reshape(3, -1, GROUP) / (largest[..., None] / 7))
    )
    coarse = np.square(plainly - matrix.reshape(3, -1, GROUP)).sum(-1)
    assert np.all(np.square(off).sum(-1) <= coarse * 1.01)


def test_nothing_stays_nothing():
    assert not whole(rounded(np.zeros((2, GROUP), np.float32))).any()
