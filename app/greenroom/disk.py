"""What the program asks of the disk, whatever is written to it."""

import os
from contextlib import suppress
from pathlib import Path

LEAST_FREE = 1e9
"""Bytes; an hour of answers takes some 60 MB, below this the disk deserves a warning."""


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut, where the system lets folders be synced."""
    with suppress(OSError):  # Windows opens no folders, and some file systems sync none
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
