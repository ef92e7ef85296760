"""PortAudio, which the whole process shares: loading, looking for devices, opening streams.

PortAudio is not thread-safe, and sees new devices only when it is restarted, which would close
every open stream under its owner. So all of this runs on the thread of `SoundDevices`, the only
user of this module.
"""

import atexit
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from greenroom.engines.sound.native_noise import divert_native_noise
from greenroom.errors import DeviceError

_open: set[Any] = set()


def load() -> Any:
    """Return the sounddevice module, ready for use.

    Raises:
        DeviceError: the PortAudio library is not installed, or does not start.
    """
    divert_native_noise()
    try:
        import sounddevice
    except OSError as problem:
        raise DeviceError("The sound library PortAudio is missing.", _how_to_install()) from problem
    _leave_the_exit_alone()
    return sounddevice


@cache
def _leave_the_exit_alone() -> None:
    """Keep sounddevice from closing PortAudio at exit, where a hung sound server would block it."""
    import sounddevice

    atexit.unregister(sounddevice._exit_handler)  # noqa: SLF001 - there is no public way


def _how_to_install() -> str:
    if sys.platform.startswith("linux"):
        return "Install it; on Debian and Ubuntu: sudo apt install libportaudio2"
    return "Reinstall sounddevice, which contains it: pip install --force-reinstall sounddevice"


def look_again() -> None:
    """Notice devices that came or went, unless a stream is open."""
    sounddevice = load()
    if not _open:
        # sounddevice has no public way to do this.
        sounddevice._terminate()  # noqa: SLF001
        sounddevice._initialize()  # noqa: SLF001


def terminate() -> None:
    """Close all streams and terminate PortAudio."""
    for stream in tuple(_open):
        close(stream)
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is not None:
        sounddevice._terminate()  # noqa: SLF001


def start(kind: str, environment: Mapping[str, str], **settings: Any) -> Any:
    """Open and start an "input" or "output" stream; `close` must follow.

    Args:
        kind: "input" or "output".
        environment: variables that are set while it opens: the only way to tell ALSA's plugin for
            PulseAudio and PipeWire which device to use.
        settings: for sounddevice.

    Raises:
        DeviceError: the device does not open.
    """
    sounddevice = load()
    make = sounddevice.InputStream if kind == "input" else sounddevice.OutputStream
    with _environment(environment):
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
    """Stop a stream at once and give its device back; a closed one is left alone."""
    if stream in _open:
        stream.abort(ignore_errors=True)
        stream.close(ignore_errors=True)
        _open.discard(stream)


def open_streams() -> int:
    """Return how many streams are open."""
    return len(_open)


def refused(kind: str) -> DeviceError:
    """Return the error of a device that is there and does not open."""
    what = "microphone" if kind == "input" else "speaker"
    return DeviceError(
        f"The {what} does not open.",
        "Another program may be using it, or this program may not be allowed to. Close the other "
        "program, check the system's sound settings, and list the devices with: greenroom doctor",
    )


@contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
