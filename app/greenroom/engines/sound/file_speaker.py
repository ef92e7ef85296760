"""A sound file in place of a speaker."""

import os
from pathlib import Path
from threading import Event as Flag
from typing import Any

from greenroom.errors import StorageError, UserError
from greenroom.speech.clip import SAMPLE_RATE, Clip

_BINARY = getattr(os, "O_BINARY", 0)  # only Windows tells text from bytes here


class FileSpeaker:
    """Writes what is played, one clip after the other, to a WAV or FLAC file; never waits."""

    def __init__(self, path: Path) -> None:
        """Begin the file.

        Raises:
            UserError: its name does not end in .wav or .flac.
            StorageError: it cannot be written.
        """
        if path.suffix.lower() not in {".wav", ".flac"}:
            raise UserError(
                f'"{path.name}" does not say what kind of sound file it is.',
                "Let its name end in .wav or .flac.",
            )
        import soundfile

        self._name = path.name
        try:
            # Opened here, since soundfile takes no names that are not UTF-8.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
            kind = path.suffix[1:].upper()
            self._file: Any = soundfile.SoundFile(
                descriptor, "w", SAMPLE_RATE, 1, "PCM_16", format=kind
            )
        except (OSError, soundfile.SoundFileError) as problem:
            raise _not_written(path.name) from problem

    def play(self, clip: Clip, stop: Flag) -> bool:
        """Append the clip, unless it was stopped already.

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
    return StorageError(f"{name} cannot be written.", "See that its folder exists and has room.")
