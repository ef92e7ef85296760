"""Speech made for training: known hesitations, many speakers, and a probe that learns them."""

import numpy as np
import pytest

from greenroom.engines.recognition.hesitation_probe import Probe
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.recognition.whisper import load_transcriber
from greenroom.paths import Paths
from greenroom.speech.clip import SAMPLE_RATE, Clip
from training.hesitation.channel_augmentation import recorded
from training.hesitation.hesitant_speech import Actor
from training.hesitation.probe_training import area, fitted, lessons, mean
from training.hesitation.spectra import (
    FRAMES_PER_SECOND,
    Material,
    joined,
    silence,
)

pytestmark = pytest.mark.real
WORDS = ["we", "moved", "the", "whole", "pipeline", "to", "another", "region", "last", "May"]


@pytest.fixture(scope="module")
def material() -> Material:
    return Material()


def test_each_utterance_knows_where_it_hesitates(material: Material) -> None:
    said = [Actor(material, np.random.default_rng(seed)).say(WORDS) for seed in range(4)]
    for one in said:
        assert len(one.hesitating) / FRAMES_PER_SECOND == pytest.approx(
            len(one.samples) / material.rate, abs=0.05
        )
        assert np.isfinite(one.samples).all()
    shares = [one.hesitating.mean() for one in said]
    assert max(shares) > 0.02
    assert max(shares) < 0.5
    assert len({len(one.samples) for one in said}) == len(said), "each speaks in its own way"


def test_the_same_seed_says_the_same(material: Material) -> None:
    first, second = (Actor(material, np.random.default_rng(3)).say(WORDS) for _ in range(2))
    assert np.array_equal(first.samples, second.samples)


def test_speech_can_be_stretched_and_raised(material: Material) -> None:
    vowel = material.spoken("ʌ", 1.0)
    longer = vowel.stretched(3 * len(vowel))
    assert len(longer) == 3 * len(vowel)
    higher = longer.pitched(2 * longer.pitch)
    assert higher.pitch[longer.voiced] == pytest.approx(2 * longer.pitch[longer.voiced])
    assert len(joined([longer, silence(0.5), higher])) == 2 * len(longer) + 40


def test_every_line_gives_sound_of_the_same_length_that_does_not_clip(
    material: Material,
) -> None:
    tone = 0.1 * np.sin(np.arange(material.rate) / 10).astype(np.float32)
    for seed in range(12):
        sound = recorded(tone, material.rate, np.random.default_rng(seed))
        assert sound.dtype == np.float32
        assert len(sound) == pytest.approx(SAMPLE_RATE, abs=2)
        assert 0.01 < np.abs(sound).max() <= 1


def test_a_few_utterances_teach_a_probe_something(paths: Paths) -> None:
    transcriber = load_transcriber(find_model("base", paths.models))
    rng = np.random.default_rng(11)
    heard = list(lessons(transcriber, 14, rng))
    probe = fitted(
        heard[4:], transcriber.encoder_frames(Clip(np.zeros(SAMPLE_RATE, np.float32))), rng
    )
    assert area(probe, heard[:4]) > 0.75


def test_the_mean_of_probes_lies_between_them() -> None:
    one = Probe(np.array([1.0, 3.0], np.float32), 1.0, np.ones(1, np.float32))
    other = Probe(np.array([3.0, 5.0], np.float32), -2.0, np.ones(1, np.float32))
    between = mean([one, other])
    assert between.weights.tolist() == [2.0, 4.0]
    assert between.bias == -0.5
