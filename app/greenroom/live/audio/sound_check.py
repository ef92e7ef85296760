"""The sound check before an interview: is the recording good enough to be measured?

The caller decides on which executor; `stop` may be set from any thread.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event as Flag

import numpy as np

from greenroom.delivery.audio_quality import audio_quality
from greenroom.delivery.level_meter import metered
from greenroom.delivery.measure import AudioQuality
from greenroom.ports import Microphone, VoiceActivity
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.level import level_dbfs
from greenroom.speech.speech_spans import SURE, WINDOW_SECONDS, speech_spans

READ_SECONDS = 0.05
"""How long one wait for sound lasts; `stop` is obeyed as fast."""

SILENCE_SECONDS = 1.2
"""After so much silence behind speech, the sentence is over."""

LONGEST_SECONDS = 10.0
"""A sentence ends after so long in any case, also when nobody says anything."""

OnLevel = Callable[[float], None]
"""Takes the level of each block, in dBFS."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said into the microphone, and how good the recording is."""

    clip: Clip
    audio: AudioQuality


def watch(microphone: Microphone, on_level: OnLevel, stop: Flag) -> None:
    """Report the level until `stop`; keep nothing.

    Raises:
        DeviceError: the microphone is missing, does not open, or was lost.
    """
    for block in _blocks(microphone, stop):
        on_level(level_dbfs(block))


def hear_sentence(
    microphone: Microphone, activity: VoiceActivity, on_level: OnLevel, stop: Flag
) -> Sentence:
    """Listen until a sentence has been said, until `stop`, or for LONGEST_SECONDS.

    Raises:
        DeviceError: the microphone is missing, does not open, or was lost.
    """
    activity.reset()
    blocks: list[Samples] = []
    probabilities: list[float] = []
    for block in _blocks(microphone, stop):
        blocks.append(block)
        probabilities.extend(float(value) for value in activity.feed(block))
        on_level(level_dbfs(block))
        if _is_over(probabilities):
            break
    clip = Clip(np.concatenate([np.zeros(0, np.float32), *blocks]))
    spans = speech_spans(probabilities, clip.samples)
    quality = audio_quality(metered(clip), spans, sample_rate=SAMPLE_RATE)
    return Sentence(clip, quality)


def _blocks(microphone: Microphone, stop: Flag) -> Iterator[Samples]:
    try:
        microphone.open()
        while not stop.is_set():
            block = microphone.read(READ_SECONDS)
            if block is None:
                return
            if len(block):
                yield block
    finally:
        microphone.close()


def _is_over(probabilities: list[float]) -> bool:
    if len(probabilities) * WINDOW_SECONDS >= LONGEST_SECONDS:
        return True
    behind = round(SILENCE_SECONDS / WINDOW_SECONDS)
    latest, before = probabilities[-behind:], probabilities[:-behind]
    return any(value >= SURE for value in before) and all(value < SURE for value in latest)
