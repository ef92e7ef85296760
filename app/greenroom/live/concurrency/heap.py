"""Memory that is not needed any more goes back to the system."""

import ctypes
import sys
from contextlib import suppress


def trim_heap() -> None:
    """Have the allocator return what was freed; takes some hundredths of a second.

    Linux's own keeps it for each thread that ever needed it: 150 MB after a few answers. Where
    there is another allocator, nothing happens.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
