"""What the program takes of the computer: less processor, and no more memory than it needs."""

import ctypes
import os
import sys
import threading
from contextlib import suppress

_NICE = 5


def lower_priority() -> None:
    """Give this thread, and those that it will start, less of a busy processor than others.

    Only Linux knows priorities of threads; elsewhere nothing happens.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        here = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, max(here, _NICE))


def trim_heap() -> None:
    """Return freed memory to the system; takes some hundredths of a second.

    Linux's allocator keeps it for each thread that ever needed it: 150 MB after a few answers.
    Where there is another allocator, nothing happens.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
