"""The disk: how much of it must be free, and what must survive a power cut."""

import os
from contextlib import suppress
from pathlib import Path

LEAST_FREE = 1e9
"""Bytes; below this the user is warned. An hour of answers takes about 60 MB."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can sync folders."""
    with suppress(OSError):  # Windows cannot open folders, and some file systems cannot sync them
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
