"""What C libraries print to the terminal on their own goes to the log instead.

PortAudio and ALSA write to C's stderr, some of it from their own threads when a device is
unplugged, straight across the terminal's level meter. Python's own stderr stays as it is.
"""

import ctypes
import logging
import os
import platform
from functools import cache
from threading import Thread

log = logging.getLogger(__name__)

_LINE_BUFFERED = 1


@cache
def divert_native_noise() -> None:
    """Send what C code prints on stderr to this module's log; once, and only with glibc.

    Elsewhere the variable must not be written, and the sound libraries print nothing.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    libc.fdopen.restype = ctypes.c_void_p
    reading, writing = os.pipe()
    stream = libc.fdopen(writing, b"w")
    libc.setvbuf(ctypes.c_void_p(stream), None, _LINE_BUFFERED, 0)
    ctypes.c_void_p.in_dll(libc, "stderr").value = stream
    Thread(target=_log_lines, args=(reading,), name="native-noise", daemon=True).start()


def _log_lines(reading: int) -> None:
    with os.fdopen(reading, errors="replace") as lines:
        for line in lines:
            if line.strip():
                log.debug("%s", line.strip())
