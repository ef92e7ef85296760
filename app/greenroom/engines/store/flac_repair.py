"""The repair of FLAC files whose writer was killed, or whose header or middle is damaged.

A kill or a full disk leaves a header without the number of samples, and perhaps a torn last frame:
that is fixed in place, which needs no disk space and changes no sound. After any other damage, the
file is written again beside the old one and moved over it. A kill in the middle of either loses
nothing: the next call starts from the same file.
The format: https://www.rfc-editor.org/rfc/rfc9639
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from greenroom.engines.store.flac_frames import (
    QUICKEST,
    STREAMINFO,
    frames,
    is_ours,
    open_recording,
)
from greenroom.engines.store.private_files import open_new
from greenroom.errors import StorageError
from greenroom.speech.clip import SAMPLE_RATE

if TYPE_CHECKING:
    from soundfile import SoundFile

_LENGTH = slice(18, 26)  # the lower 36 of these 64 bits are the number of samples
_TORN = 1 << 14  # bytes; no frame is that long, so a longer rest is more than a torn frame


@dataclass(frozen=True, slots=True)
class _State:
    """What a file holds: whole frames up to the byte `end`, with or without gaps between them."""

    head: bytes
    size: int
    samples: int
    end: int
    gap: bool

    @property
    def length(self) -> int:
        """Return the number of samples in the header; 0 where it has none."""
        return int.from_bytes(self.head[_LENGTH], "big") & 0xF_FFFF_FFFF

    @property
    def only_cut_short(self) -> bool:
        """Tell whether nothing but the end is missing."""
        torn = self.size - self.end
        return is_ours(self.head) and not self.length and not self.gap and torn <= _TORN


def repair_recording(path: Path) -> float:
    """Complete a recording that was cut short or damaged; return its length in seconds.

    A complete recording is left as it is. So is a file without any sound; its length is 0.

    Raises:
        StorageError: the file is a link, or cannot be read or changed; it stays as it is.
    """
    try:
        with open_recording(path) as file:
            state = _state(file)
            if not state.samples or _is_whole(file, state):
                return state.samples / SAMPLE_RATE
        if not (state.only_cut_short and _completed(path, state)):
            _write_again(path)
    except OSError as error:
        raise StorageError(
            f"The recording {path} could not be completed: {error.strerror}.",
            "It stays as it is. Check that the disk works and the file is yours.",
        ) from error
    return state.samples / SAMPLE_RATE


def new_sound(descriptor: int) -> "SoundFile":
    """Return an encoder that writes a recording into an empty file and leaves the file open."""
    import soundfile

    return soundfile.SoundFile(
        descriptor,
        "w",
        SAMPLE_RATE,
        1,
        "PCM_16",
        format="FLAC",
        closefd=False,
        compression_level=QUICKEST,
    )


def _state(file: BinaryIO) -> _State:
    head = file.read(STREAMINFO)
    samples, end, gap = 0, 0, False
    for frame in frames(file):
        samples, end, gap = samples + len(frame.samples), frame.end, gap or frame.gap
    return _State(head, os.fstat(file.fileno()).st_size, samples, end, gap)


def _is_whole(file: BinaryIO, state: _State) -> bool:
    """Tell whether every program can read all of it."""
    import soundfile

    if not is_ours(state.head) or state.length != state.samples:
        return False
    file.seek(0)
    try:
        with soundfile.SoundFile(file) as sound:
            blocks = sound.blocks(1 << 16, dtype="int16")
            return sum(len(block) for block in blocks) == state.samples
    except soundfile.SoundFileError:
        return False


def _completed(path: Path, state: _State) -> bool:
    """Cut off the torn frame and write the length; return whether that was enough."""
    info = int.from_bytes(state.head[_LENGTH], "big") | state.samples
    with open_recording(path, os.O_RDWR) as file:
        file.truncate(state.end)
        file.seek(_LENGTH.start)
        file.write(info.to_bytes(8, "big"))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        head = file.read(STREAMINFO)
        return _is_whole(file, _State(head, state.end, state.samples, state.end, gap=False))


def _write_again(path: Path) -> None:
    """Write all that can be decoded beside the file, then in its place, with the same times."""
    times = path.stat()
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # a kill may have left it
    descriptor = open_new(beside)
    try:
        try:
            _copy_sound(path, descriptor)
        finally:
            os.close(descriptor)
        os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _copy_sound(path: Path, descriptor: int) -> None:
    import soundfile

    count = 0
    try:
        with open_recording(path) as file, new_sound(descriptor) as sound:
            for frame in frames(file):
                sound.write(frame.samples)
                count += len(frame.samples)
        os.fsync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        with soundfile.SoundFile(descriptor, closefd=False) as sound:
            frames_on_disk = sound.frames
    except (soundfile.SoundFileError, RuntimeError) as error:
        raise OSError(None, "the disk cannot be written", str(path)) from error
    if frames_on_disk != count:  # a full disk shows in what the file holds
        raise OSError(None, "the disk is full", str(path))
