"""Speakers that take sound as it comes: the sound card, and one that only keeps time."""

import time
from collections import deque
from threading import Condition
from typing import TYPE_CHECKING, Any

import numpy as np

from greenroom.engines.sound.devices import DEFAULT, OpenStream, sound_devices
from greenroom.engines.sound.resample import from_sample_rate
from greenroom.engines.sound.server import no_answer
from greenroom.errors import DeviceError
from greenroom.ports import Output
from greenroom.speech.clip import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from greenroom.engines.sound.device_thread import Job

_QUEUE_SECONDS = 0.08  # written ahead of the device; `drop` forgets it
_DEVICE_SECONDS = 0.12  # held by the device: old sound goes on for so long after a `drop`
_OPENING_SECONDS = 4.0  # a device that takes longer to open: the sound system hangs
_STALL_SECONDS = 2.0  # a device that takes no sound for so long counts as lost


def make_output(speaker: str) -> Output:
    """Return the speaker of the settings; one that is no device keeps time without a sound."""
    silent = speaker == "none" or speaker.startswith("file:")
    return SilentOutput() if silent else SoundCardOutput(speaker)


class SoundCardOutput:
    """A speaker of this computer. One thread writes; the sound card's own thread reads."""

    def __init__(self, name: str = DEFAULT) -> None:
        self._name = name
        self._stream: Job[OpenStream] | None = None
        self._rate = SAMPLE_RATE
        self._blocks: deque[Samples] = deque()
        self._queued = 0
        self._changed = Condition()

    def open(self) -> None:
        """Start the device, unless it is running.

        Raises:
            DeviceError: there is no such speaker, or it does not open.
        """
        if self._stream is not None:
            return
        opening = sound_devices.open("output", self._name, self._prepare)
        if not opening.wait(_OPENING_SECONDS):
            sound_devices.close(opening)
            raise no_answer()
        self._rate = opening.result().rate
        self._resampler = from_sample_rate(self._rate)
        self._stream = opening

    def write(self, samples: Samples) -> None:
        """Queue sound; return when less than _QUEUE_SECONDS wait.

        Raises:
            DeviceError: the device was lost.
        """
        block = self._resampler.convert(samples)
        with self._changed:
            self._blocks.append(block)
            self._queued += len(block)
            room = self._changed.wait_for(self._has_room, _STALL_SECONDS)
        if not room or (self._stream and self._stream.result().route.certainty == "wrong"):
            self.close()
            raise DeviceError(
                "The speaker was lost.",
                "Plug it in again, or choose another one in the system's sound settings.",
            )

    def drop(self) -> None:
        """Forget what the device has not taken yet."""
        with self._changed:
            self._blocks.clear()
            self._queued = 0

    @property
    def waiting(self) -> float:
        """Return the seconds that are written and not yet heard."""
        return self._queued / self._rate + _DEVICE_SECONDS

    def close(self) -> None:
        """Stop at once and give the device back."""
        stream, self._stream = self._stream, None
        if stream is not None:
            sound_devices.close(stream)
        self.drop()

    def _prepare(self, _rate: int, _channels: int) -> dict[str, Any]:
        return {"latency": _DEVICE_SECONDS, "callback": self._fill}

    def _has_room(self) -> bool:
        return self._queued <= _QUEUE_SECONDS * self._rate

    def _fill(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """Play what was written, and silence where nothing was; runs on PortAudio's thread."""
        filled = 0
        with self._changed:
            while self._blocks and filled < frames:
                block = self._blocks.popleft()
                part = block[: frames - filled]
                out[filled : filled + len(part)] = part[:, np.newaxis]
                filled += len(part)
                if len(part) < len(block):
                    self._blocks.appendleft(block[len(part) :])
            self._queued -= filled
            self._changed.notify()
        out[filled:] = 0


class SilentOutput:
    """No speaker: it takes as long as playing would, so that one can read along."""

    def __init__(self) -> None:
        self._heard_until = 0.0  # by the clock

    def open(self) -> None:
        """Do nothing: there is no device."""

    def write(self, samples: Samples) -> None:
        """Wait while more than _QUEUE_SECONDS are ahead."""
        now = time.monotonic()
        self._heard_until = max(self._heard_until, now) + len(samples) / SAMPLE_RATE
        time.sleep(max(0.0, self._heard_until - now - _QUEUE_SECONDS))

    def drop(self) -> None:
        """Count what was written as heard."""
        self._heard_until = 0.0

    @property
    def waiting(self) -> float:
        """Return the seconds that are written and not over yet."""
        return max(0.0, self._heard_until - time.monotonic())

    def close(self) -> None:
        """Do nothing else: there is no device."""
        self.drop()
