"""What is measured while an answer is spoken is what would be measured afterward."""

import tracemalloc

import numpy as np
from spoken import quiet, voice, words

from greenroom.delivery.measurement import MeasureRequest, measure
from greenroom.delivery.streaming_measurer import StreamingMeasurer
from greenroom.speech.clip import SAMPLE_RATE, Clip
from greenroom.speech.span import Span
from greenroom.speech.words import Transcript

SOUND = np.concatenate([quiet(0.5), voice(2.0), quiet(0.6), voice(1.5, 180.0), quiet(0.4)] * 15)
SPEECH = tuple(
    Span(start + 5.0 * turn, end + 5.0 * turn)
    for turn in range(15)
    for start, end in ((0.5, 2.5), (3.1, 4.6))
)
SAID = Transcript(
    tuple(
        word
        for turn in range(15)
        for word in words("I did one thing.", each=0.5, start=5.0 * turn + 0.5)
    )
)


def measured(sound: Clip | StreamingMeasurer):
    return measure(sound, MeasureRequest(SAID, SPEECH, target_seconds=60))


def hear(samples: np.ndarray, block: int) -> StreamingMeasurer:
    alongside = StreamingMeasurer()
    for begin in range(0, len(samples), block):
        end = begin + block
        settled = [span for span in SPEECH if span.end * SAMPLE_RATE <= end - SAMPLE_RATE]
        alongside.hear(samples[begin:end], settled)
    return alongside


def test_the_measures_are_the_same_and_the_pitch_is_there_before_the_end():
    alongside = hear(SOUND, SAMPLE_RATE)
    assert len(alongside.tracks) == len(SPEECH) - 1, "the last speech was not settled yet"
    assert alongside.samples == len(SOUND)
    assert measured(alongside) == measured(Clip(SOUND))


def test_sound_that_was_measured_is_not_kept():
    tracemalloc.start()
    try:
        alongside = hear(SOUND, SAMPLE_RATE)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert alongside.samples == len(SOUND)
    assert kept < SOUND.nbytes / 5


def test_sound_that_is_no_number_does_no_harm():
    broken = SOUND.copy()
    broken[::1_000] = np.nan
    broken[1::1_000] = np.inf
    assert measured(hear(broken, 3 * SAMPLE_RATE)) == measured(Clip(broken))
