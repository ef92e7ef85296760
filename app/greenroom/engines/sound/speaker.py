"""The loudspeaker: plays a clip to its end, or until told to stop."""

from threading import Event
from typing import Any

import numpy as np

from greenroom.engines.sound import portaudio
from greenroom.engines.sound.devices import DEFAULT, Device, pick, usable_format
from greenroom.engines.sound.resample import at_rate
from greenroom.errors import DeviceError
from greenroom.speech.clip import SAMPLE_RATE, Clip, Samples

_BUFFER_SECONDS = 0.2  # rides out a busy process; `stop` throws away what is in it
_DRAIN_SECONDS = _BUFFER_SECONDS + 0.1  # of silence behind the clip: ALSA drops what it still holds
_LOOK_SECONDS = 0.02  # so often `play` looks whether it was told to stop
_STALL_SECONDS = 2.0  # so much longer than the clip may take before the speaker counts as lost


class SoundCardSpeaker:
    """A speaker of this computer; its device is open only while something plays."""

    def __init__(self, name: str = DEFAULT) -> None:
        self._name = name

    def play(self, clip: Clip, stop: Event) -> bool:
        """Play to the end; False if `stop` cut it short. One clip at a time.

        Raises:
            DeviceError: there is no such speaker, it refuses, or it was lost.
        """
        if not len(clip.samples):
            return True
        if stop.is_set():
            return False
        device = pick(self._name, "output")
        playback = _Playback(device, clip)
        try:
            return playback.wait(stop)
        finally:
            playback.close()

    def close(self) -> None:
        """Nothing is held; the device is given back by `play`."""


class _Playback:
    """One clip on its way to the device, through PortAudio's own thread."""

    def __init__(self, device: Device, clip: Clip) -> None:
        rate, channels = usable_format(device)
        self._samples: Samples = at_rate(clip.samples, SAMPLE_RATE, rate)
        self._given = 0
        self._end = len(self._samples) + round(_DRAIN_SECONDS * rate)
        self._seconds = clip.seconds + _DRAIN_SECONDS
        self._ended = Event()
        self._stop_here = portaudio.load().CallbackStop
        self._stream = portaudio.start(
            "output",
            device.server_name,
            device=device.index,
            samplerate=rate,
            channels=channels,
            dtype="float32",
            latency=_BUFFER_SECONDS,
            callback=self._fill,
            finished_callback=self._ended.set,
        )

    def wait(self, stop: Event) -> bool:
        """Until the last sample has sounded (True) or `stop` (False).

        Raises:
            DeviceError: the device ended early, or does not take the sound.
        """
        looks = int((self._seconds + _STALL_SECONDS) / _LOOK_SECONDS)
        for _ in range(looks):
            if stop.wait(_LOOK_SECONDS):
                return False
            if self._ended.is_set():
                break
        if self._given < self._end or not self._ended.is_set():
            raise DeviceError(
                "The speaker was lost.",
                "Plug it in again, or choose another one in the system's sound settings.",
            )
        return True

    def close(self) -> None:
        """Give the device back; what it still holds is thrown away."""
        portaudio.close(self._stream)

    def _fill(self, out: Any, frames: int, _time: Any, _status: Any) -> None:
        """On PortAudio's thread: the next samples, the same on every channel."""
        part = self._samples[self._given : self._given + frames]
        out[: len(part)] = part[:, np.newaxis]
        out[len(part) :] = 0
        self._given += frames
        if self._given >= self._end:
            raise self._stop_here
