"""The virtual sound card itself: several may run side by side, and nothing is left behind."""

import time
from pathlib import Path

import numpy as np
import pytest

from virtual_sound import VirtualSound

pytestmark = pytest.mark.real


@pytest.mark.parametrize("virtual_sound", [16_000], indirect=True)
def test_two_cards_do_not_hear_each_other(virtual_sound: VirtualSound) -> None:
    other = VirtualSound(16_000, channels=1)
    try:
        said = np.full(8_000, 0.25, np.float32)
        with other.hearing_speakers() as heard:
            virtual_sound.play(said)
            time.sleep(0.2)
        assert len(heard.samples) > 4_000
        assert not heard.samples.any()
    finally:
        other.close()
    assert not Path(other.environment["XDG_RUNTIME_DIR"]).exists()
