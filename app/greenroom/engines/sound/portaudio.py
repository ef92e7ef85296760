"""PortAudio, which the whole process shares: loading, looking again for devices, opening streams.

PortAudio is not safe for several threads and sees new devices only when it is started afresh,
which would close every open stream under its owner. So everything that opens, closes or starts
afresh goes through this module and its one lock.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from greenroom.engines.sound.native_noise import divert_native_noise
from greenroom.errors import DeviceError

_lock = RLock()
_open: set[Any] = set()


def load() -> Any:
    """The sounddevice module, ready for use.

    Raises:
        DeviceError: the PortAudio library is not installed, or does not start.
    """
    with _lock:
        divert_native_noise()
        try:
            import sounddevice
        except OSError as problem:
            raise DeviceError(
                "The sound library PortAudio is missing.", _how_to_install()
            ) from problem
        return sounddevice


def _how_to_install() -> str:
    if sys.platform.startswith("linux"):
        return "Install it, on Debian and Ubuntu with: sudo apt install libportaudio2"
    return "Install sounddevice again, which carries it: pip install --force-reinstall sounddevice"


def look_again() -> None:
    """See devices that came or went, unless a stream is open just now."""
    sounddevice = load()
    with _lock:
        if not _open:
            # sounddevice has no public way to do this.
            sounddevice._terminate()  # noqa: SLF001
            sounddevice._initialize()  # noqa: SLF001


def start(kind: str, server_name: str, **settings: Any) -> Any:
    """Open and start an "input" or "output" stream; `close` must follow.

    `server_name` pins the stream to a device of the sound server ("" for its default);
    `settings` go to sounddevice.

    Raises:
        DeviceError: the device refuses.
    """
    sounddevice = load()
    make = sounddevice.InputStream if kind == "input" else sounddevice.OutputStream
    variable = "PULSE_SOURCE" if kind == "input" else "PULSE_SINK"
    with _lock, _pinned(variable, server_name):
        try:
            stream = make(**settings)
        except (sounddevice.PortAudioError, ValueError) as problem:
            raise refused(kind) from problem
        try:
            stream.start()
        except sounddevice.PortAudioError as problem:
            stream.close(ignore_errors=True)
            raise refused(kind) from problem
        _open.add(stream)
        return stream


def close(stream: Any) -> None:
    """Silence a stream at once and give its device back."""
    with _lock:
        _open.discard(stream)
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)


def open_streams() -> int:
    """How many streams are open."""
    with _lock:
        return len(_open)


def refused(kind: str) -> DeviceError:
    """What to say when a device is there and does not open."""
    what = "microphone" if kind == "input" else "speaker"
    return DeviceError(
        f"The {what} does not open.",
        "Another program may hold it, or this program may not be allowed to use it: "
        "close the other program, look into the system's sound settings, "
        "and see the devices with: greenroom doctor",
    )


@contextmanager
def _pinned(variable: str, server_name: str) -> Iterator[None]:
    """ALSA's way to PulseAudio and PipeWire takes the device from the environment only."""
    before = os.environ.get(variable)
    if server_name:
        os.environ[variable] = server_name
    try:
        yield
    finally:
        if server_name:
            if before is None:
                del os.environ[variable]
            else:
                os.environ[variable] = before
