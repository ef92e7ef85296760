"""Sound files in place of a microphone: each answer comes from the next file."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from greenroom.engines.sound.file import read_clip
from greenroom.errors import SoundFileError
from greenroom.formatting import counted
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

_BLOCK = 512  # samples; as long as a sound card's block

_NOTHING: Samples = np.zeros(0, np.float32)


class FileMicrophone:
    """Gives one file per `open`, in real time or `speed` times faster; speed 0 does not wait."""

    def __init__(
        self,
        paths: Sequence[Path],
        speed: float = 1.0,
        read: Callable[[Path], tuple[Clip, int]] = read_clip,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._paths = tuple(paths)
        self._speed = speed
        self._read = read
        self._clock = clock
        self._sleep = sleep
        self._taken = 0
        self._samples = _NOTHING
        self._position = 0
        self._began = 0.0

    @property
    def silence_cause(self) -> None:
        """Return None: silence in a file is what was recorded."""

    def warm(self) -> None:
        """Do nothing: a file is always ready."""

    def open(self) -> None:
        """Take the next file, from its beginning.

        Raises:
            SoundFileError: it cannot be read, or there is no further one.
        """
        if self._taken == len(self._paths):
            raise SoundFileError(
                f"There are no more answers: only {counted(self._taken, 'sound file')} given.",
                "Give one sound file per question and follow-up, or ask fewer questions.",
            )
        path, self._taken = self._paths[self._taken], self._taken + 1
        self._samples = self._read(path)[0].samples
        self._position, self._began = 0, self._clock()

    def read(self, timeout: float) -> Samples | None:
        """Return the next block when its time has come, empty before; None at the file's end."""
        if self._position >= len(self._samples):
            return None
        block = self._samples[self._position : self._position + _BLOCK]
        if not self._wait_for(self._position + len(block), timeout):
            return _NOTHING
        self._position += len(block)
        return block

    def close(self) -> None:
        """Skip the rest of the file."""
        self._samples = _NOTHING

    def _wait_for(self, samples: int, timeout: float) -> bool:
        """Wait until so many samples have been spoken; return False if `timeout` comes first."""
        if not self._speed:
            return True
        remaining = self._began + samples / SAMPLE_RATE / self._speed - self._clock()
        if remaining > 0:
            self._sleep(min(remaining, timeout))
        return remaining <= timeout
