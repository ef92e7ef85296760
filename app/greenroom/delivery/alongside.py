"""Measuring an answer while it is spoken: what needs only the sound does not wait for its end."""

from collections.abc import Sequence

import numpy as np

from greenroom.delivery import voice
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples
from greenroom.speech.span import Span

_ROOM = 60 * SAMPLE_RATE


class Alongside:
    """The sound of one answer so far, and the pitch of the speech in it."""

    def __init__(self) -> None:
        self.tracks: voice.Tracks = {}
        self._samples: Samples = np.empty(_ROOM, np.float32)
        self._count = 0
        self._told = 0

    @property
    def clip(self) -> Clip:
        """All that was heard so far; shares its memory."""
        return Clip(self._samples[: self._count])

    def hear(self, samples: Samples, speech: Sequence[Span]) -> None:
        """More of the answer; returns when all that can be measured by now is measured.

        Args:
            samples: what follows what was heard before.
            speech: all speech that is settled, in what was heard so far; it only ever grows.
        """
        self._append(samples)
        voice.track(self.clip, speech[self._told :], self.tracks)
        self._told = len(speech)

    def _append(self, samples: Samples) -> None:
        count = self._count + len(samples)
        if count > len(self._samples):
            grown = np.empty(max(count, 2 * len(self._samples)), np.float32)
            grown[: self._count] = self._samples[: self._count]
            self._samples = grown
        self._samples[self._count : count] = finite(Clip(samples)).samples
        self._count = count


def finite(clip: Clip) -> Clip:
    """The clip with numbers alone: 0 for what is none, ±1 for what is infinite."""
    return Clip(np.nan_to_num(clip.samples, nan=0.0, posinf=1.0, neginf=-1.0))
