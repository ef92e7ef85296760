"""The speaker: plays a clip to its end, or until it is stopped."""

import time
from threading import Event
from typing import Any

import numpy as np

from greenroom.engines.sound.devices import DEFAULT, OpenStream, sound_devices
from greenroom.engines.sound.resample import at_rate
from greenroom.engines.sound.server import no_answer
from greenroom.errors import DeviceError
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

_BUFFER_SECONDS = 0.2  # covers pauses of a busy process; `stop` discards what is in it
_DRAIN_SECONDS = (
    _BUFFER_SECONDS + 0.1
)  # of silence behind the clip, because ALSA drops what it still holds
_LOOK_SECONDS = 0.02  # how often `play` checks whether to stop
_STALL_SECONDS = 2.0  # a device that takes no sound for so long counts as lost
_OPENING_SECONDS = 4.0  # a device that takes longer to open: the sound system hangs


class SoundCardSpeaker:
    """A speaker of this computer; its device is open only while something plays."""

    def __init__(self, name: str = DEFAULT) -> None:
        self._name = name

    def play(self, clip: Clip, stop: Event) -> bool:
        """Play to the end; False if `stop` cut it short. One clip at a time.

        Raises:
            DeviceError: there is no such speaker, it does not open, or it was lost.
        """
        if not len(clip.samples):
            return True
        if stop.is_set():
            return False
        playback = _Playback(self._name, clip)
        try:
            return playback.wait(stop)
        finally:
            playback.close()

    def close(self) -> None:
        """Do nothing: `play` gives the device back."""


class _Playback:
    """One clip on its way to the device, through PortAudio's own thread."""

    def __init__(self, name: str, clip: Clip) -> None:
        self._clip = clip
        self._samples: Samples = clip.samples
        self._position = 0
        self._end = 0
        self._ended = Event()
        self._stop_here: type[Exception] = Exception
        self._opening = sound_devices.open("output", name, self._prepare)

    def wait(self, stop: Event) -> bool:
        """Wait until the last sample has sounded (True) or `stop` is set (False).

        Raises:
            DeviceError: the device does not open, ended early, or does not take the sound.
        """
        stream = self._open(stop)
        if stream is None:
            return False
        position, since = self._position, time.monotonic()
        while not self._ended.is_set():
            if stop.wait(_LOOK_SECONDS):
                return False
            now = time.monotonic()
            if position != self._position:
                position, since = self._position, now
            if stream.route.certainty == "wrong":
                raise _lost()
            if now - since > _STALL_SECONDS:
                raise _stalled()
        if self._position < self._end:
            raise _lost()
        return True

    def close(self) -> None:
        """Give the device back; discard what it still holds."""
        sound_devices.close(self._opening)

    def _open(self, stop: Event) -> OpenStream | None:
        """Return the device as soon as it runs; None if stopped before."""
        until = time.monotonic() + _OPENING_SECONDS
        while not self._opening.wait(_LOOK_SECONDS):
            if stop.is_set():
                return None
            if time.monotonic() > until:
                raise no_answer()
        return self._opening.result()

    def _prepare(self, rate: int, channels: int) -> dict[str, Any]:
        from sounddevice import CallbackStop

        self._stop_here = CallbackStop
        self._samples = at_rate(self._clip.samples, SAMPLE_RATE, rate)
        self._end = len(self._samples) + round(_DRAIN_SECONDS * rate)
        return {
            "latency": _BUFFER_SECONDS,
            "callback": self._fill,
            "finished_callback": self._ended.set,
        }

    def _fill(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """Play the next samples, the same on every channel; runs on PortAudio's thread."""
        part = self._samples[self._position : self._position + frames]
        out[: len(part)] = part[:, np.newaxis]
        out[len(part) :] = 0
        self._position += frames
        if self._position >= self._end:
            raise self._stop_here


def _lost() -> DeviceError:
    return DeviceError(
        "The speaker was lost.",
        "Plug it in again, or choose another one in the system's sound settings.",
    )


def _stalled() -> DeviceError:
    return DeviceError(
        "The speaker takes no sound.",
        "The sound system may recover in a moment; if not, plug the speaker in again.",
    )
