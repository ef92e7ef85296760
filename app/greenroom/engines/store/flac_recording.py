"""A recording as one FLAC file, written while it is spoken.

The encoder's fastest level works in frames of 1,152 samples (72 ms) and hands each frame to the
system at once, so that a killed program loses less than a tenth of a second of sound. After each
second of sound the file is also synced to the disk, so that a power cut loses about one second.

A recording that a kill left is completed by `flac_repair`.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from greenroom.engines.store.flac_repair import new_sound, repair_recording
from greenroom.engines.store.private_files import is_full, open_new
from greenroom.errors import StorageError
from greenroom.speech.clip import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from soundfile import SoundFile

_NAME = re.compile(r"answer-(\d+)(?:-take-(\d+))?\.flac")
_MOST = 1 << 36  # libsndfile says more where the header says nothing


def recording_name(turn: int, take: int = 1) -> str:
    """Return the file name of an answer's recording."""
    return f"answer-{turn:02}.flac" if take == 1 else f"answer-{turn:02}-take-{take}.flac"


def turn_and_take(name: str) -> tuple[int, int] | None:
    """Return what `recording_name` was given; None if the name is no recording's."""
    match = _NAME.fullmatch(name)
    return (int(match[1]), int(match[2] or 1)) if match else None


class FlacRecording:
    """One answer at SAMPLE_RATE, mono, 16 bits, mode 0600.

    Raises:
        StorageError: the file exists already, or cannot be created.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = open_new(path)
        self._sound: SoundFile | None = new_sound(self._descriptor)
        self._samples = 0
        self._synced = 0

    @property
    def path(self) -> Path:
        """Return the sound file."""
        return self._path

    def write(self, samples: Samples) -> None:
        """Append samples; they are on disk within half a second.

        Raises:
            StorageError: the disk is full or failed; what was written before is readable.
        """
        if self._sound is None:
            raise StorageError(f"The recording {self._path.name} is already closed.")
        try:
            self._sound.write(samples)
            self._samples += len(samples)
            self._sync_each_second()
        except (RuntimeError, OSError) as error:
            self._finish()
            raise _refusal(self._path) from error

    def close(self) -> None:
        """Finish the file; may be called twice.

        Raises:
            StorageError: the disk is full or failed; what was written before is readable.
        """
        if self._sound is not None and not self._finish():
            raise _refusal(self._path)

    def _sync_each_second(self) -> None:
        if self._samples - self._synced >= SAMPLE_RATE:
            os.fsync(self._descriptor)
            self._synced = self._samples

    def _finish(self) -> bool:
        """Close the file; return whether it holds everything. If not, repair what it holds."""
        import soundfile

        sound, self._sound = self._sound, None
        whole = not self._samples
        # A full disk shows in the header, whether the encoder says so or not.
        with suppress(RuntimeError, OSError):
            if sound is not None:
                sound.close()
            os.fsync(self._descriptor)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            with soundfile.SoundFile(self._descriptor, closefd=False) as reader:
                whole = self._samples <= reader.frames <= _MOST
        with suppress(OSError):
            os.close(self._descriptor)
        if not whole:
            with suppress(StorageError):  # the next start tries again
                repair_recording(self._path)
        return whole


def _refusal(path: Path) -> StorageError:
    if not _is_folder(path.parent):
        return StorageError(
            f"The folder {path.parent} cannot be reached: the recording {path.name} ends here.",
            "Reconnect its disk, or put the folder back; what was written is kept.",
        )
    if is_full(path.parent):
        return StorageError(
            f"The disk is full: the recording {path.name} ends here.",
            "What you said until now is kept. Free up space on the disk, then go on.",
        )
    return StorageError(
        f"The recording {path.name} could not be continued.",
        f"What you said until now is kept. Check that {path.parent} can still be written to.",
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # its disk does not respond
        return False
