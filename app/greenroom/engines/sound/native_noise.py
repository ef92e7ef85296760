"""What the sound libraries print to the terminal, sent to the log instead.

PortAudio, ALSA and JACK write to C's stderr, some of it from their own threads when a device is
unplugged, right across the terminal's level meter. Python's stderr stays as it is, and what other C
code prints still reaches the terminal.
"""

import ctypes
import logging
import os
import platform
import re
from functools import cache
from threading import Thread

log = logging.getLogger(__name__)

_LINE_BUFFERED = 1
_TERMINAL = 2
_NOISE = re.compile(
    r"ALSA lib |Expression '.*' failed in|jack server|Jack|Cannot connect to server|"
    r"connect\(2\) call to /dev/shm/jack|attempt to connect to server failed"
)


@cache
def divert_native_noise() -> None:
    """Send what sound libraries print on C's stderr to this module's log; only with glibc.

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
    Thread(target=_sort_lines, args=(reading,), name="native-noise", daemon=True).start()


def _sort_lines(reading: int) -> None:
    with os.fdopen(reading, errors="replace") as lines:
        for line in lines:
            if _NOISE.match(line):
                log.debug("%s", line.strip())
            elif line.strip():
                os.write(_TERMINAL, line.encode())
