"""A running sound card input: blocks come from PortAudio's own thread."""

import logging
from collections.abc import Callable
from threading import Event
from typing import Any, Protocol

import numpy as np

from greenroom.engines.sound import portaudio
from greenroom.engines.sound.devices import is_there, pick, usable_format
from greenroom.speech.clip import Samples

log = logging.getLogger(__name__)

BLOCK_SECONDS = 0.032

BUFFER_SECONDS = 0.4
"""What the driver keeps while this process is too busy to take it; more would come in later."""

Put = Callable[[Samples], None]


class Capture(Protocol):
    """Hears, from its making until `close`."""

    @property
    def sample_rate(self) -> int:
        """Of the blocks."""
        ...

    @property
    def ended(self) -> bool:
        """Whether the device stopped by itself, which means that it was lost."""
        ...

    def device_is_there(self) -> bool:
        """Whether the device is still plugged in, as far as can be known; takes 20 ms."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


StartCapture = Callable[[str, Put], Capture]
"""Opens the microphone of that name, or "default", and puts mono blocks until closed."""


class SoundCardCapture:
    """PortAudio's input. The callback hands the block on and does nothing else."""

    def __init__(self, name: str, put: Put) -> None:
        """Start hearing.

        Raises:
            DeviceError: there is no such microphone, or it refuses.
        """
        self._device = pick(name, "input")
        self._ended = Event()
        self._overflows = 0
        self.sample_rate, channels = usable_format(self._device)

        def callback(block: Any, _frames: int, _time: Any, status: Any) -> None:
            put(block.copy() if channels == 1 else block.mean(axis=1, dtype=np.float32))
            self._overflows += status.input_overflow

        self._stream = portaudio.start(
            "input",
            self._device.server_name,
            device=self._device.index,
            samplerate=self.sample_rate,
            channels=channels,
            dtype="float32",
            blocksize=round(self.sample_rate * BLOCK_SECONDS),
            latency=BUFFER_SECONDS,
            callback=callback,
            finished_callback=self._ended.set,
        )

    @property
    def ended(self) -> bool:
        """Whether PortAudio gave up."""
        return self._ended.is_set()

    def device_is_there(self) -> bool:
        """Asks the sound server."""
        return is_there(self._device)

    def close(self) -> None:
        """Give the device back."""
        portaudio.close(self._stream)
        if self._overflows:
            log.warning("the driver lost sound %d times: this machine is too busy", self._overflows)
