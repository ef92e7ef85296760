"""The microphone: takes every block that the sound card gives, in order, at SAMPLE_RATE."""

import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue

import numpy as np

from greenroom.engines.sound.capture import Capture, SoundCardCapture, StartCapture
from greenroom.engines.sound.devices import DEFAULT
from greenroom.engines.sound.resample import Resampler, to_sample_rate
from greenroom.errors import DeviceError
from greenroom.speech.clip import SAMPLE_RATE, Samples

PREROLL_SECONDS = 0.5
"""How much of what a warm microphone heard before `open` is kept."""

_FIRST_BLOCK_SECONDS = 5.0  # a wireless headset takes its time to switch its microphone on
_STALL_SECONDS = 1.5  # no block for so long: lost, whatever PortAudio says
_SUSPICIOUS_SAMPLES = 2 * SAMPLE_RATE  # exact zeros for so long: muted, or unplugged

_NOTHING: Samples = np.zeros(0, np.float32)


class SoundCardMicrophone:
    """A microphone of this computer. One thread uses it; the sound card's own thread feeds it."""

    def __init__(
        self,
        name: str = DEFAULT,
        start: StartCapture = SoundCardCapture,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._start = start
        self._clock = clock
        self._capture: Capture | None = None
        self._blocks: SimpleQueue[Samples] = SimpleQueue()
        self._before: deque[Samples] = deque()
        self._resampler: Resampler | None = None
        self._last_at = 0.0
        self._patience = _FIRST_BLOCK_SECONDS
        self._zeros = 0

    def warm(self) -> None:
        """Have the device running: `open` will then keep the last PREROLL_SECONDS before it.

        Raises:
            DeviceError: there is no such microphone, or it refuses.
        """
        self._running()

    def open(self) -> None:
        """Begin to hear: from PREROLL_SECONDS ago if the microphone was warm, else from now.

        Raises:
            DeviceError: there is no such microphone, or it refuses.
        """
        self._resampler = to_sample_rate(self._running().sample_rate)
        self._zeros = 0
        if self._before:
            self._last_at = self._clock()

    def read(self, timeout: float) -> Samples:
        """The next block at SAMPLE_RATE, empty if none came in `timeout` seconds.

        Raises:
            DeviceError: the microphone was lost; what came before has been delivered.
        """
        if self._capture is None or self._resampler is None:
            raise _lost()
        capture, resampler = self._capture, self._resampler
        block = self._next(timeout)
        if block is None:
            return self._without_block(capture, resampler)
        self._last_at, self._patience = self._clock(), _STALL_SECONDS
        self._watch_for_zeros(block, capture)
        return resampler.convert(block)

    def close(self) -> None:
        """Stop hearing and give the device back; may be called twice."""
        capture, self._capture, self._resampler = self._capture, None, None
        self._before.clear()
        if capture is not None:
            capture.close()

    def _running(self) -> Capture:
        """The capture, started if it is not running; what it heard before is cut to the last."""
        if self._resampler is not None or (self._capture is not None and self._capture.ended):
            self.close()
        capture = self._capture
        if capture is None:
            self._blocks = SimpleQueue()
            capture = self._capture = self._start(self._name, self._blocks.put)
            self._last_at, self._patience = self._clock(), _FIRST_BLOCK_SECONDS
        self._keep_the_last(round(PREROLL_SECONDS * capture.sample_rate))
        return capture

    def _keep_the_last(self, samples: int) -> None:
        """Of what waits, whole blocks with at least so many samples."""
        while (block := self._waiting(0.0)) is not None:
            self._before.append(block)
        kept = sum(map(len, self._before))
        while self._before and kept - len(self._before[0]) >= samples:
            kept -= len(self._before.popleft())

    def _next(self, timeout: float) -> Samples | None:
        return self._before.popleft() if self._before else self._waiting(timeout)

    def _waiting(self, timeout: float) -> Samples | None:
        try:
            return self._blocks.get(timeout=timeout).reshape(-1)
        except Empty:
            return None

    def _without_block(self, capture: Capture, resampler: Resampler) -> Samples:
        """Nothing came: for now, or was the microphone lost?"""
        if not capture.ended and self._clock() - self._last_at <= self._patience:
            return _NOTHING
        self.close()
        tail = resampler.finish()
        if not len(tail):
            raise _lost()
        return tail  # and the next read says that it was lost

    def _watch_for_zeros(self, block: Samples, capture: Capture) -> None:
        """Real microphones never give exact zeros for long; muted and unplugged ones do."""
        self._zeros = 0 if block.any() else self._zeros + len(block)
        if self._zeros < _SUSPICIOUS_SAMPLES:
            return
        self._zeros = 0
        if not capture.device_is_there():
            self.close()  # and the next read says so


def _lost() -> DeviceError:
    return DeviceError(
        "The microphone was lost.",
        "Plug it in again, or choose another one in the system's sound settings.",
    )
