"""Measurement of an answer while it is spoken: what needs only the sound need not wait."""

from collections.abc import Sequence

import numpy as np

from greenroom.delivery import voice
from greenroom.delivery.level_meter import LevelMeter
from greenroom.speech.audio_buffer import AudioBuffer
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span


class StreamingMeasurer:
    """The sound of one answer so far, measured.

    Sound that has been measured is not kept, so a long answer takes no more memory than a short
    one.

    Attributes:
        meter: its level.
        tracks: the pitch in the speech that is settled.
    """

    def __init__(self) -> None:
        self.meter = LevelMeter()
        self.tracks: list[voice.Track] = []
        self._tape = AudioBuffer()
        self._told = 0

    @property
    def samples(self) -> int:
        """How many have been heard."""
        return round(self._tape.seconds * SAMPLE_RATE)

    def hear(self, samples: Samples, speech: Sequence[Span]) -> None:
        """Take in more of the answer and measure all that can be measured by now.

        Args:
            samples: what follows what was heard before; what is no number counts as 0, what is
                infinite as ±1.
            speech: all speech that is settled, in order, in what was heard so far; it only ever
                grows.
        """
        finite = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)
        self.meter.feed(finite)
        self._tape.append(finite)
        for span in speech[self._told :]:
            self.tracks += voice.tracked(self._tape, span)
            self._tape.forget(span.end)
        self._told = len(speech)


def heard_whole(clip: Clip, speech: Sequence[Span]) -> StreamingMeasurer:
    """Measure a whole recording as if it had come in while it was spoken."""
    measurer = StreamingMeasurer()
    for begin in range(0, len(clip.samples), SAMPLE_RATE):
        block = clip.samples[begin : begin + SAMPLE_RATE]
        so_far = (begin + len(block)) / SAMPLE_RATE
        measurer.hear(block, [span for span in speech if span.end <= so_far])
    return measurer
