"""The microphone: every block from the sound card, in order, at SAMPLE_RATE."""

import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue

import numpy as np

from greenroom.engines.sound.capture import Capture, SoundCardCapture, StartCapture
from greenroom.engines.sound.devices import DEFAULT
from greenroom.engines.sound.resample import Resampler, to_sample_rate
from greenroom.engines.sound.server import no_answer
from greenroom.errors import DeviceError
from greenroom.ports import SilenceCause
from greenroom.speech.clip import Samples

PREROLL_SECONDS = 0.5
"""Seconds before `open` that a warm microphone keeps."""

_OPENING_SECONDS = 4.0  # a device that takes longer to open: the sound system hangs
_FIRST_BLOCK_SECONDS = 5.0  # a wireless headset takes a while to switch on its microphone
_STALL_SECONDS = 1.5  # without a block for so long it counts as lost, whatever PortAudio says
_UNSURE_SECONDS = 0.02

_NOTHING: Samples = np.zeros(0, np.float32)

_MUTED = SilenceCause(
    "Your microphone is muted. Unmute it on the headset or in the system's sound settings. "
    "I am still listening.",
    certain=True,
)
_SILENT = SilenceCause(
    "Your microphone is muted or sends only silence. Unmute it on the device or in the system's "
    "sound settings, and check there that Greenroom may use it. I am still listening."
)


class SoundCardMicrophone:
    """A microphone of this computer. One thread uses it; the sound card's own thread feeds it.

    Nothing here waits for the device: `read` raises an error if it does not open.
    """

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
        self._is_open = False
        self._last_at = 0.0
        self._patience = _FIRST_BLOCK_SECONDS

    @property
    def silence_cause(self) -> SilenceCause:
        """Return what to say when only digital silence comes."""
        return _MUTED if self._capture is not None and self._capture.is_muted else _SILENT

    def warm(self) -> None:
        """Have the device running: `open` will then keep the last PREROLL_SECONDS before it."""
        self._running()

    def open(self) -> None:
        """Begin to capture: from PREROLL_SECONDS ago if the microphone was warm, else from now."""
        capture = self._running()
        self._is_open = True
        if self._before:
            self._last_at = self._clock()
        if not capture.ended and capture.ready(0.0):
            self._resampler = to_sample_rate(capture.sample_rate)

    def read(self, timeout: float) -> Samples:
        """Return the next block at SAMPLE_RATE, empty if none came in `timeout` seconds.

        Raises:
            DeviceError: there is no such microphone, it does not open, or it was lost; what came
                before has been delivered.
        """
        if self._capture is None or not self._is_open:
            raise _lost()
        capture = self._capture
        resampler = self._resampler or self._begun(capture, timeout)
        if resampler is None or self._is_unsure(capture, timeout):
            return _NOTHING
        block = self._next(timeout)
        if block is None:
            return self._without_block(capture, resampler)
        if capture.source == "unsure" and not capture.ended:  # since it began to wait
            self._before.appendleft(block)
            return _NOTHING
        if capture.source == "wrong":
            raise self._moved()
        self._last_at, self._patience = self._clock(), _STALL_SECONDS
        return resampler.convert(block)

    def close(self) -> None:
        """Stop capturing and give the device back; may be called twice."""
        capture, self._capture, self._resampler = self._capture, None, None
        self._is_open = False
        self._before.clear()
        if capture is not None:
            capture.close()

    def _running(self) -> Capture:
        """Return the capture, started if need be; keep only the last of what it recorded before."""
        if self._is_open or (self._capture is not None and _is_useless(self._capture)):
            self.close()
        capture = self._capture
        if capture is None:
            self._blocks = SimpleQueue()
            capture = self._capture = self._start(self._name, self._blocks.put)
            self._last_at, self._patience = self._clock(), _FIRST_BLOCK_SECONDS
        if capture.ended or not capture.ready(0.0):
            return capture
        self._keep_the_last(round(PREROLL_SECONDS * capture.sample_rate))
        return capture

    def _begun(self, capture: Capture, timeout: float) -> Resampler | None:
        """Return what brings blocks to SAMPLE_RATE; None while the device is being opened.

        Raises:
            DeviceError: it cannot be opened, or that takes too long.
        """
        try:
            if capture.ready(timeout):
                self._resampler = to_sample_rate(capture.sample_rate)
                self._last_at = self._clock()
            elif self._clock() - self._last_at > _OPENING_SECONDS:
                raise no_answer()
        except DeviceError:
            self.close()
            raise
        return self._resampler

    def _is_unsure(self, capture: Capture, timeout: float) -> bool:
        """Tell whether nobody knows yet where the sound comes from; it waits then.

        Raises:
            DeviceError: it does not come from the microphone.
        """
        waits = self._before or not self._blocks.empty()
        if capture.source == "unsure" and not capture.ended and waits:
            time.sleep(min(timeout, _UNSURE_SECONDS))
            self._last_at = self._clock()
            return True
        if capture.source == "wrong":
            raise self._moved()
        return False

    def _moved(self) -> DeviceError:
        """Discard what the sound server sends from another device; return the error."""
        self.close()
        return _lost()

    def _keep_the_last(self, samples: int) -> None:
        """Keep the last whole blocks with at least so many samples."""
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
        """Decide whether no sound came for now, or the microphone was lost."""
        if not capture.ended and self._clock() - self._last_at <= self._patience:
            return _NOTHING
        stalled = not capture.ended
        self.close()
        tail = resampler.finish()
        if not len(tail):
            raise _stalled() if stalled else _lost()
        return tail  # and the next read reports the loss


def _is_useless(capture: Capture) -> bool:
    return capture.ended or capture.source == "wrong"


def _lost() -> DeviceError:
    return DeviceError(
        "The microphone was lost.",
        "Plug it in again, or choose another one in the system's sound settings.",
    )


def _stalled() -> DeviceError:
    return DeviceError(
        "The microphone was lost: it is plugged in, but no sound comes from it.",
        "The sound system may recover in a moment; if not, plug the microphone in again.",
    )
