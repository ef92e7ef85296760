"""A sound file in place of a speaker."""

import os
from pathlib import Path
from threading import Event as Flag
from typing import Any

from greenroom.errors import StorageError, UserError
from greenroom.speech.clip import SAMPLE_RATE, Clip

_BINARY = getattr(os, "O_BINARY", 0)  # only Windows distinguishes text from bytes here


class FileSpeaker:
    """A speaker that appends what is played to a WAV or FLAC file, and never waits."""

    def __init__(self, path: Path) -> None:
        """Begin the file.

        Raises:
            UserError: its name does not end in .wav or .flac.
            StorageError: it cannot be written.
        """
        if path.suffix.lower() not in {".wav", ".flac"}:
            raise UserError(
                f'"{path.name}" is not the name of a WAV or FLAC file.',
                "Choose a name that ends in .wav or .flac.",
            )
        import soundfile

        self._name = path.name
        try:
            # Opened here, because soundfile takes only names in UTF-8.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
            kind = path.suffix[1:].upper()
            self._file: Any = soundfile.SoundFile(
                descriptor, "w", SAMPLE_RATE, 1, "PCM_16", format=kind
            )
        except (OSError, soundfile.SoundFileError) as problem:
            raise _not_written(path.name) from problem

    def play(self, clip: Clip, stop: Flag) -> bool:
        """Append the clip; return False if it was stopped before.

        Raises:
            StorageError: the file cannot be written.
        """
        if stop.is_set():
            return False
        import soundfile

        try:
            self._file.write(clip.samples)
            self._file.flush()
        except (OSError, soundfile.SoundFileError) as problem:
            raise _not_written(self._name) from problem
        return True

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def _not_written(name: str) -> StorageError:
    return StorageError(
        f"{name} cannot be written.", "Check that its folder exists and the disk has room."
    )
