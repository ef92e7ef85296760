"""Sound files of any usual kind, read as whole clips."""

import math
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from greenroom.errors import SoundFileError
from greenroom.speech.clip import SAMPLE_RATE, Clip

LONGEST_SECONDS = 3600
"""Longer files are refused before they fill the memory: an hour takes 230 MB."""

_SAMPLES_PER_BYTE = 200  # FLAC's silence takes 11 bytes for 1,152

_KINDS = "Use a WAV, FLAC, MP3, M4A or OGG file with sound in it."


def read_clip(path: Path, *, any_length: bool = False) -> tuple[Clip, int]:
    """Return a file's sound, mixed to one channel at SAMPLE_RATE, and the file's own rate in Hz.

    Of a truncated file, return what is there.

    Args:
        path: of the file; its name need not be valid UTF-8.
        any_length: read it even if it is longer than LONGEST_SECONDS.

    Raises:
        SoundFileError: missing, not a sound file, without sound, or too long.
    """
    if not path.is_file():
        raise SoundFileError(f"There is no file {path}.", "Check the name of the sound file.")
    if path.stat().st_size == 0:
        raise SoundFileError(f"{path.name} is empty.", _KINDS)
    import av
    from av.error import FFmpegError

    try:
        # Opened here, because FFmpeg takes only names in UTF-8.
        with path.open("rb") as file, av.open(file, "r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise SoundFileError(f"{path.name} holds no sound.", _KINDS)
            longest = math.inf if any_length else LONGEST_SECONDS
            if (container.duration or 0) / 1_000_000 > longest:
                raise _too_long(path)
            rate = container.streams.audio[0].rate
            blocks = _read(container, path, longest)
    except (FFmpegError, OSError, ValueError) as problem:
        raise SoundFileError(f"{path.name} cannot be read as sound.", _KINDS) from problem
    if not blocks:
        raise SoundFileError(f"{path.name} holds no sound.", _KINDS)
    samples = np.concatenate(blocks)
    return Clip(np.nan_to_num(samples, copy=False, posinf=1.0, neginf=-1.0)), int(rate or 0)


def read_recording(path: Path) -> Clip:
    """Read a recording of our own, several times faster than `read_clip`, which is the fallback.

    It may have any length: there was enough memory to record it.

    Raises:
        SoundFileError: missing, or not a sound file.
    """
    import soundfile

    with suppress(soundfile.SoundFileError, OSError), path.open("rb") as file:
        most = os.fstat(file.fileno()).st_size * _SAMPLES_PER_BYTE
        with soundfile.SoundFile(file) as sound:
            ours = (sound.samplerate, sound.channels) == (SAMPLE_RATE, 1)
            if ours and 0 < sound.frames <= most:  # else the header is damaged
                return Clip(np.asarray(sound.read(dtype="float32"), np.float32))
    return read_clip(path, any_length=True)[0]


def _read(container: Any, path: Path, longest: float) -> list[np.ndarray]:
    """Return blocks of mono samples at SAMPLE_RATE."""
    import av

    # Channels are averaged here, because the resampler's mix of two is louder than either.
    resampler = av.AudioResampler(format="fltp", rate=SAMPLE_RATE)
    blocks: list[np.ndarray] = []
    count = 0
    for frame in chain(_frames(container), [None]):
        for resampled in resampler.resample(frame):
            block = resampled.to_ndarray().mean(axis=0, dtype=np.float32)
            blocks.append(block)
            count += len(block)
        if count > longest * SAMPLE_RATE:
            raise _too_long(path)
    return blocks


def _frames(container: Any) -> Iterator[Any]:
    """Yield decoded frames; skip damaged packets, and stop where the end is missing."""
    from av.error import FFmpegError, InvalidDataError

    packets = container.demux(audio=0)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, FFmpegError):
            return
        with suppress(InvalidDataError):
            for frame in packet.decode():
                frame.pts = None  # gaps in the time stamps must not reach the resampler
                yield frame


def _too_long(path: Path) -> SoundFileError:
    return SoundFileError(
        f"{path.name} is longer than {LONGEST_SECONDS // 60} minutes.",
        "Cut it into answers of at most an hour.",
    )
