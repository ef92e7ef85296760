import numpy as np
import pytest
from spoken import quiet, room, timeline, voice, words

from greenroom.delivery.level_meter import metered
from greenroom.delivery.streaming_measurer import heard_whole
from greenroom.delivery.voice import (
    VoicedFrames,
    fading_ends,
    loudness_variation,
    pitch_variation,
    voiced_frames,
)
from greenroom.delivery.word_index import Timeline
from greenroom.speech.clip import Clip
from greenroom.speech.span import Span


def frames(clip: Clip) -> VoicedFrames:
    alongside = heard_whole(clip, [Span(0.0, clip.seconds)])
    return voiced_frames(alongside.tracks, alongside.meter.levels)


@pytest.mark.parametrize("hertz", [90.0, 120.0, 210.0, 300.0])
def test_a_steady_tone_is_flat_in_pitch_and_loudness(hertz: float) -> None:
    voiced = frames(room(voice(6.0, hertz)))
    assert len(voiced.times) > 300
    pitch, loudness = pitch_variation(voiced), loudness_variation(voiced)
    assert pitch.value == pytest.approx(0, abs=0.15)
    assert loudness.value == pytest.approx(0, abs=0.5)
    assert (pitch.band, loudness.band) == ("amber", "amber")


@pytest.mark.parametrize("hertz", [100.0, 220.0])
def test_a_swinging_pitch_has_the_spread_of_its_swing(hertz: float) -> None:
    measure = pitch_variation(frames(room(voice(6.0, hertz, swing=4.0))))
    assert measure.value == pytest.approx(4 / np.sqrt(2), rel=0.1)
    assert measure.band == "green"


def test_louder_and_softer_turns_are_measured_in_decibels() -> None:
    parts = [voice(1.0) * gain for gain in (1.0, 0.25) * 3]
    measure = loudness_variation(frames(room(np.concatenate(parts))))
    assert measure.value == pytest.approx(20 * np.log10(4) / 2, rel=0.1)


def test_silence_and_noise_have_no_voice() -> None:
    assert len(frames(Clip(quiet(5.0))).times) == 0
    assert len(frames(room(quiet(5.0), decibels=-20)).times) < 10
    assert pitch_variation(frames(Clip(quiet(5.0)))).quality == "insufficient"


def test_no_speech_means_nothing_is_looked_at() -> None:
    clip = room(voice(5.0))
    assert len(voiced_frames([], metered(clip).levels).times) == 0


def test_times_are_where_the_voice_is() -> None:
    clip = room(np.concatenate([quiet(2.0), voice(2.0), quiet(2.0)]))
    times = frames(clip).times
    assert times.min() == pytest.approx(2.0, abs=0.05)
    assert times.max() == pytest.approx(4.0, abs=0.05)


def test_fading_sentences_are_found() -> None:
    fall = np.concatenate([voice(2.0), voice(1.0) * 0.7, voice(1.0) * 0.2]).astype(np.float32)
    level = voice(4.0)
    clip = room(np.concatenate([fall, level, fall, level]))
    said = [w for at in range(4) for w in words("one two three four.", each=1.0, start=4.0 * at)]
    measure = fading_ends(Timeline(tuple(said)), frames(clip))
    assert measure.value == pytest.approx(50)
    assert [span.start for span in measure.spans] == [0.0, 8.0]


def test_short_sentences_do_not_fade() -> None:
    assert fading_ends(timeline("Yes. No."), frames(room(voice(2.0)))).quality == "insufficient"
