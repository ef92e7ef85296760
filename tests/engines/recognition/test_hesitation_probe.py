"""The probe that hears hesitations: what it looks at, and which model it belongs to."""

import numpy as np
import pytest

from greenroom.engines.recognition.hesitation_probe import FILE, Probe, load_probe, probe_input

RNG = np.random.default_rng(7)
WIDTH = 8


def probe(**changes: object) -> Probe:
    fields = {"weights": np.ones(2 * WIDTH), "bias": 0.0, "silence": np.arange(WIDTH) + 1.0}
    return Probe(**{**fields, **changes})  # pyright: ignore[reportArgumentType]


def test_a_frame_is_seen_beside_its_near_and_its_far_neighbors() -> None:
    frames = np.zeros((101, WIDTH), np.float32)
    frames[50] = 1.0
    near, far = probe_input(frames)[:, 0], probe_input(frames)[:, WIDTH]
    assert np.flatnonzero(near).tolist() == list(range(48, 53))
    assert np.flatnonzero(far).tolist() == list(range(35, 66))
    assert near[50] == pytest.approx(1 / 5)
    assert far[50] == pytest.approx(1 / 31)


@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_the_edges_have_fewer_neighbors_and_the_same_mean(count: int) -> None:
    assert probe_input(np.full((count, WIDTH), 2.0, np.float32)) == pytest.approx(
        np.full((count, 2 * WIDTH), 2.0)
    )


def test_probabilities_rise_with_what_is_seen() -> None:
    frames = np.linspace(-1, 1, 50, dtype=np.float32)[:, None] * np.ones(WIDTH, np.float32)
    found = probe().probabilities(frames)
    assert found.shape == (50,)
    assert np.all(np.diff(found) > 0)
    assert 0 < found[0] < 0.5 < found[-1] < 1


def test_a_model_is_known_by_how_it_hears_silence() -> None:
    silence = probe().silence + RNG.normal(0, 0.05, (20, WIDTH))
    assert probe().fits(silence.astype(np.float32))
    assert not probe().fits(silence[:, ::-1].astype(np.float32)), "another model of this width"
    assert not probe().fits(np.ones((20, WIDTH + 4), np.float32)), "a larger one"


def test_the_shipped_probe_is_whole() -> None:
    shipped = load_probe(FILE)
    assert shipped.weights.shape == (2 * len(shipped.silence),)
    assert np.all(np.isfinite(shipped.weights))
    assert shipped.probabilities(np.tile(shipped.silence, (100, 1))).max() < 0.1
