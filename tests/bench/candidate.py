"""A candidate made of sound: says one clip per question, then "that is my answer"."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

_BLOCK = 512  # samples
REAL_SECONDS = 15.0
"""The end of an answer is spoken in real time: a segment lasts 12 s at the most, so whatever had
piled up before is done by then, as if all had been spoken in real time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When each sample of a clip is due: all but the end is `hurry` times faster than spoken."""

    samples: int
    hurry: float

    def due(self, count: int) -> float:
        """Seconds from the beginning until so many samples have been spoken."""
        fast = max(0, self.samples - round(REAL_SECONDS * SAMPLE_RATE))
        hurried = min(count, fast)
        return (hurried / self.hurry + count - hurried) / SAMPLE_RATE


class Candidate:
    """The microphone of such a candidate; port Microphone.

    Behind an answer the quiet room is heard in real time, as a real microphone would.

    Args:
        answers: one clip per `open`, made when its turn has come.
        hurry: how many times faster than real time; 1 for real time.
        began: told when an answer begins.
        finished: told when the last sample of an answer has been given.
    """

    def __init__(
        self,
        answers: Iterable[Clip],
        hurry: float,
        began: Callable[[], None],
        finished: Callable[[], None],
    ) -> None:
        self._answers = iter(answers)
        self._hurry = hurry
        self._tell_began, self._tell_finished = began, finished
        self._sound: Samples = np.zeros(0, np.float32)
        self._given = 0
        self._start = 0.0
        self._pace = Pace(0, 1.0)
        self._room = np.random.default_rng(0).normal(0, 0.0005, _BLOCK).astype(np.float32)

    @property
    def silence_cause(self) -> None:
        """What is not said is as it should be."""

    def warm(self) -> None:
        """Always ready."""

    def open(self) -> None:
        """Begin with the next answer; where none is left, nothing is said."""
        clip = next(self._answers, None)
        self._sound = clip.samples if clip else self._sound[:0]
        self._pace = Pace(len(self._sound), self._hurry)
        self._given, self._start = 0, time.perf_counter()
        self._tell_began()

    def read(self, timeout: float) -> Samples | None:
        """The next block when its time has come, empty before."""
        block = self._sound[self._given : self._given + _BLOCK]
        if not len(block):
            block = self._room
        wait = self._start + self._pace.due(self._given + len(block)) - time.perf_counter()
        if wait > 0:
            time.sleep(min(wait, timeout))
        if wait > timeout:
            return block[:0]
        last = self._given < len(self._sound) <= self._given + len(block)
        self._given += len(block)
        if last:
            self._tell_finished()
        return block

    def close(self) -> None:
        """Nothing is held."""
