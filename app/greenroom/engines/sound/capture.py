"""A running sound card input: blocks come from PortAudio's own thread."""

import logging
from collections.abc import Callable
from threading import Event
from typing import Any, Protocol

import numpy as np

from greenroom.engines.sound.devices import sound_devices
from greenroom.engines.sound.route_watch import Certainty
from greenroom.speech.clip import Samples

log = logging.getLogger(__name__)

BLOCK_SECONDS = 0.032

BUFFER_SECONDS = 0.4
"""What the driver keeps while this process is too busy; with more, sound would arrive later."""

Put = Callable[[Samples], None]


class Capture(Protocol):
    """A capture that runs from its creation until `close`; neither waits for the device."""

    def ready(self, timeout: float) -> bool:
        """Tell whether the device runs within `timeout` seconds.

        Raises:
            DeviceError: there is no such microphone, or it does not open.
        """
        ...

    @property
    def sample_rate(self) -> int:
        """Return the rate of the blocks in Hz, as soon as it is ready."""
        ...

    @property
    def ended(self) -> bool:
        """Tell whether the device stopped by itself or did not open: it was lost."""
        ...

    @property
    def source(self) -> Certainty:
        """Tell whether the sound is the microphone's; "unsure" for a moment after each change."""
        ...

    @property
    def is_muted(self) -> bool:
        """Tell whether the system has it muted; False where that is not known."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


StartCapture = Callable[[str, Put], Capture]
"""Begins to open the microphone of that name, or "default", and puts mono blocks until closed."""


class SoundCardCapture:
    """PortAudio's input. The callback passes the block on and does nothing else."""

    def __init__(self, name: str, put: Put) -> None:
        self._put = put
        self._ended = Event()
        self._overflows = 0
        self._opening = sound_devices.open("input", name, self._prepare)

    def ready(self, timeout: float) -> bool:
        """Tell whether the device runs within `timeout` seconds.

        Raises:
            DeviceError: there is no such microphone, or it does not open.
        """
        if not self._opening.wait(timeout):
            return False
        self._opening.result()
        return True

    @property
    def sample_rate(self) -> int:
        """Return the rate of the blocks in Hz."""
        return self._opening.result().rate

    @property
    def ended(self) -> bool:
        """Tell whether PortAudio gave up, or never began."""
        return self._ended.is_set() or self._opening.failed

    @property
    def source(self) -> Certainty:
        """Return what the sound server says."""
        return self._opening.result().route.certainty if self._is_open else "unsure"

    @property
    def is_muted(self) -> bool:
        """Return what the sound server says."""
        return self._is_open and self._opening.result().route.is_muted

    def close(self) -> None:
        """Give the device back."""
        sound_devices.close(self._opening)
        if self._overflows:
            log.warning("the driver lost sound %d times: this machine is too busy", self._overflows)

    @property
    def _is_open(self) -> bool:
        return self._opening.done and not self._opening.failed

    def _prepare(self, rate: int, channels: int) -> dict[str, Any]:
        def callback(block: Any, _frames: int, _time: Any, status: Any) -> None:
            self._put(block.copy() if channels == 1 else block.mean(axis=1, dtype=np.float32))
            self._overflows += status.input_overflow

        return {
            "blocksize": round(rate * BLOCK_SECONDS),
            "latency": BUFFER_SECONDS,
            "callback": callback,
            "finished_callback": self._ended.set,
        }
