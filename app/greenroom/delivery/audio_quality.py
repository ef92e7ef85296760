"""The gate: is a recording good enough to measure?"""

from collections.abc import Sequence

from greenroom.delivery.level_meter import LevelMeter
from greenroom.delivery.levels import mask, mean_level, noise_level
from greenroom.delivery.measure import AudioQuality, Quality
from greenroom.speech.span import Span

_MOST_CLIPPING_PERCENT = 0.1
_LEAST_SNR_DB = 15.0
_SOFTEST_DBFS = -30.0
_LOUDEST_DBFS = -12.0
_SILENT_DBFS = -70.0
_LEAST_SECONDS = 0.5
_TELEPHONE_HZ = 11_025


def audio_quality(meter: LevelMeter, speech: Sequence[Span], *, sample_rate: int) -> AudioQuality:
    """Measure a recording's level, clipping, and noise, and grade it for the measures.

    The gate is open with a signal at least 15 dB over the noise, under 0.1 % of the samples at
    full scale, and speech between −30 and −12 dB below full scale; the values are ours. Without
    speech everything is "insufficient", as hiring software does with bad sound (HireVue).

    Args:
        meter: has taken in the raw sound.
        speech: where voice activity was found.
        sample_rate: of the recording as it was made, in Hz.
    """
    levels, seconds = meter.levels, meter.seconds
    speaking = mask(speech, len(levels))
    level = mean_level(levels[speaking] if speaking.any() else levels)
    clipping = meter.clipping_percent
    noise = noise_level(levels, speaking) if speaking.any() else None
    snr = None if noise is None else level - noise
    quality, remark = _gate(seconds, level, clipping, snr, sample_rate, bool(speaking.any()))
    return AudioQuality(seconds, sample_rate, level, clipping, snr, quality, remark)


def pauses_quality(audio: AudioQuality) -> Quality:
    """Grade how far pauses and filled pauses can be trusted: only noise hides them.

    A soft, loud or overdriven recording that is clean between the words hides none.
    """
    if audio.quality == "insufficient":
        return "insufficient"
    noisy = audio.snr_db is not None and audio.snr_db < _LEAST_SNR_DB
    return "low_confidence" if noisy else "ok"


def _gate(
    seconds: float, level: float, clipping: float, snr: float | None, rate: int, any_speech: bool
) -> tuple[Quality, str]:
    """Grade the recording and choose the one remark that helps most."""
    if seconds < _LEAST_SECONDS:
        return "insufficient", "The recording is too short to measure. Say a sentence or two."
    if level < _SILENT_DBFS:
        return "insufficient", (
            "The recording is silent. Check that the right microphone is selected and not muted."
        )
    if not any_speech:
        return "insufficient", "No speech was heard. Check the microphone and speak closer to it."
    faults = (
        (clipping >= _MOST_CLIPPING_PERCENT,
         "The recording is distorted. Turn the microphone down or move away from it."),
        (snr is not None and snr < _LEAST_SNR_DB,
         "There is a lot of noise in the recording. A quieter room or a headset helps."),
        (level < _SOFTEST_DBFS,
         "The recording is too quiet. Turn the microphone up or move closer to it."),
        (level > _LOUDEST_DBFS,
         "The recording is too loud. Turn the microphone down a little."),
        (rate < _TELEPHONE_HZ,
         "The recording has phone quality. A better microphone makes the counts more accurate."),
    )  # fmt: skip
    remark = next((remark for fault, remark in faults if fault), "")
    return ("low_confidence", remark) if remark else ("ok", "")
