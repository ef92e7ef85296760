"""Where the ear hears filled pauses."""

import numpy as np
import pytest

from greenroom.speech.clip import SAMPLE_RATE
from greenroom.speech.hesitations import hesitations, likeliest, likeliest_moment
from greenroom.speech.loudness import Loudness
from greenroom.speech.span import Span


def clip(*levels: float) -> np.ndarray:
    """A tone that has each of these levels for a second."""
    tone = np.sin(np.arange(SAMPLE_RATE) / 20).astype(np.float32)
    return np.concatenate([level * tone for level in levels])


def heard(seconds: float, *sounds: tuple[float, float, float]) -> np.ndarray:
    probabilities = np.full(round(seconds * 50), 0.01, np.float32)
    for start, end, probability in sounds:
        probabilities[round(start * 50) : round(end * 50)] = probability
    return probabilities


def test_each_stretch_is_told_with_where_it_is_and_how_sure_it_is() -> None:
    sound = heard(3.0, (0.5, 0.9, 0.8), (1.1, 1.3, 0.35))
    first, second = hesitations(sound, Loudness(clip(0.3, 0.3, 0.3)))
    assert (first.span.start, first.span.end) == (pytest.approx(0.5), pytest.approx(0.9))
    assert first.probability == pytest.approx(0.8)
    assert second.probability == pytest.approx(0.35)


def test_what_follows_on_sound_is_not_apart_and_what_is_soft_is_not_heard() -> None:
    sound = heard(5.0, (0.5, 0.8, 0.9), (2.05, 2.3, 0.9), (3.4, 3.7, 0.9), (4.0, 4.3, 0.9))
    loud = Loudness(clip(0.3, 0.001, 0.3, 0.001, 0.3))
    found = hesitations(sound, loud)
    assert [one.apart for one in found] == [False, True, True, True]
    assert [one.audible for one in found] == [True, True, False, True]
    assert [one.is_certain for one in found] == [False, True, False, True]


def test_silence_and_nothing_at_all_hold_none() -> None:
    assert hesitations(heard(1.0), Loudness(clip(0.0))) == ()
    assert hesitations(np.zeros(0, np.float32), Loudness(np.zeros(0, np.float32))) == ()


def test_the_likeliest_moment_of_a_stretch() -> None:
    sound = heard(2.0, (0.7, 0.72, 0.9))
    assert likeliest_moment(sound, Span(0.2, 1.5)) == pytest.approx(0.71)
    assert likeliest_moment(sound, Span(5.0, 6.0)) == 5.5
    assert likeliest(sound, Span(5.0, 6.0)) == 0.0


def test_a_clip_begins_with_a_break() -> None:
    assert Loudness(clip(0.3)).breaks_before(0.05)
    assert not Loudness(clip(0.3)).breaks_before(0.5)
