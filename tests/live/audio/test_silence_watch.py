"""Digital silence against the silence of a room."""

import numpy as np
import pytest

from greenroom.live.audio.silence_watch import (
    CERTAIN_SECONDS,
    FIRST_SECONDS,
    FLOOR,
    LATER_SECONDS,
    SilenceWatch,
)
from greenroom.ports import SilenceCause
from greenroom.speech.clip import Samples

GUESS, CERTAIN = SilenceCause("Perhaps muted."), SilenceCause("Muted.", certain=True)
BLOCK = 512
SECOND = 16_000


def zeros(seconds: float) -> Samples:
    return np.zeros(round(seconds * SECOND), np.float32)


def room(seconds: float, level: float = 0.0002) -> Samples:
    """Some −77 dBFS: a quiet room and a weak microphone."""
    generator = np.random.default_rng(1)
    return (level * generator.standard_normal(round(seconds * SECOND))).astype(np.float32)


def told(watch: SilenceWatch, sound: Samples, cause: SilenceCause) -> list[tuple[str, float]]:
    """What was told, each with the seconds after which."""
    ends = range(BLOCK, len(sound) + 1, BLOCK)
    changes = ((watch.feed(sound[end - BLOCK : end], cause), end / SECOND) for end in ends)
    return [(change, at) for change, at in changes if change]


@pytest.mark.parametrize(("cause", "seconds"), [(GUESS, FIRST_SECONDS), (CERTAIN, CERTAIN_SECONDS)])
def test_zeros_are_told_once_and_in_time(cause: SilenceCause, seconds: float) -> None:
    ((what, at),) = told(SilenceWatch(), zeros(60), cause)
    assert what == "silent"
    assert at == pytest.approx(seconds, abs=0.05)
    assert at < 4


def test_some_muted_microphones_give_the_least_step_of_16_bits() -> None:
    dither = np.random.default_rng(1).integers(-1, 2, 5 * SECOND).astype(np.float32) / np.float32(
        32768
    )
    assert np.abs(dither).max() < FLOOR
    assert told(SilenceWatch(), dither, GUESS)


def test_a_quiet_room_is_never_told() -> None:
    assert told(SilenceWatch(), room(60), GUESS) == []


def test_that_sound_comes_again_is_told_once() -> None:
    watch = SilenceWatch()
    sound = np.concatenate([zeros(4), room(1), zeros(1), room(1)])
    assert [what for what, _ in told(watch, sound, GUESS)] == ["silent", "sound"]
    assert not watch.is_silent


def test_a_gated_headset_may_be_silent_while_somebody_thinks() -> None:
    watch = SilenceWatch()
    assert (
        told(watch, np.concatenate([room(0.1), zeros(LATER_SECONDS - 0.5), room(1)]), GUESS) == []
    )
    assert [what for what, _ in told(watch, zeros(LATER_SECONDS + 1), GUESS)] == ["silent"]


def test_muted_in_the_middle_is_told_as_soon_as_the_system_says_so() -> None:
    watch = SilenceWatch()
    assert told(watch, np.concatenate([room(5), zeros(3)]), GUESS) == []
    assert told(watch, zeros(1), CERTAIN)[0][1] < 0.1


def test_what_came_before_the_microphone_was_closed_does_not_count() -> None:
    watch = SilenceWatch()
    assert told(watch, zeros(FIRST_SECONDS - 1), GUESS) == []
    watch.restart()
    assert told(watch, zeros(FIRST_SECONDS - 1), GUESS) == []
