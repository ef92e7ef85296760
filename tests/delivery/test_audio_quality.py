import numpy as np
import pytest
from spoken import quiet, room, voice

from greenroom.delivery.audio_quality import audio_quality, pauses_quality
from greenroom.delivery.level_meter import metered
from greenroom.delivery.measure import AudioQuality
from greenroom.speech.clip import Clip
from greenroom.speech.span import Span

SPEECH = [Span(1.0, 4.0)]


def judged(clip: Clip, rate: int = 48_000, speech: list[Span] | None = None) -> AudioQuality:
    spans = SPEECH if speech is None else speech
    return audio_quality(metered(clip), spans, sample_rate=rate)


def answer(gain: float = 1.0, noise: float = -66.0) -> Clip:
    return room(np.concatenate([quiet(1.0), voice(3.0) * gain, quiet(1.0)]), noise)


def test_a_good_recording_is_ok() -> None:
    audio = judged(answer())
    level = 20 * np.log10(float(np.sqrt(np.mean(np.square(voice(3.0))))))
    assert audio.quality == "ok"
    assert audio.remark == ""
    assert audio.level_dbfs == pytest.approx(level, abs=0.3)
    assert audio.snr_db == pytest.approx(level + 66, abs=1.0)
    assert (audio.seconds, audio.sample_rate) == (5.0, 48_000)


@pytest.mark.parametrize(
    ("clip", "about"),
    [
        (answer(noise=-34), "noise"),
        (answer(gain=0.05), "too quiet"),
        (answer(gain=5.0), "loud"),
        (Clip(np.clip(answer(gain=30.0).samples, -1, 1)), "distorted"),
    ],
)
def test_a_fault_is_named_with_a_hint(clip: Clip, about: str) -> None:
    audio = judged(clip)
    assert audio.quality == "low_confidence"
    assert about in audio.remark


def test_clipping_is_a_share_of_samples() -> None:
    samples = answer().samples.copy()
    samples[20_000:20_800] = 1.0
    assert judged(Clip(samples)).clipping_percent == pytest.approx(1.0)


def test_telephone_quality_is_named() -> None:
    assert "phone quality" in judged(answer(), rate=8_000).remark


@pytest.mark.parametrize(
    ("clip", "speech", "about"),
    [
        (Clip(quiet(0.0)), [], "too short"),
        (room(voice(0.3)), [Span(0, 0.3)], "too short"),
        (Clip(quiet(3.0)), [], "silent"),
        (room(quiet(3.0), -50), [], "No speech"),
    ],
)
def test_nothing_to_measure_is_said(clip: Clip, speech: list[Span], about: str) -> None:
    audio = judged(clip, speech=speech)
    assert audio.quality == "insufficient"
    assert about in audio.remark
    assert audio.snr_db is None


def test_only_noise_hides_pauses() -> None:
    assert pauses_quality(judged(answer(gain=0.05, noise=-80))) == "ok"
    assert pauses_quality(judged(answer(noise=-34))) == "low_confidence"
    assert pauses_quality(judged(Clip(quiet(3.0)), speech=[])) == "insufficient"
