"""Completes FLAC files whose writer was killed, in place and without decoding them.

What a kill leaves is a header without the number of samples, and perhaps a torn last frame.
The format: https://www.rfc-editor.org/rfc/rfc9639
"""

import mmap
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from greenroom.errors import StorageError
from greenroom.speech.clip import SAMPLE_RATE

_MAGIC = b"fLaC"
# STREAMINFO, always the first block of metadata
_FRAME_SIZE = slice(8, 10)
_LENGTH = slice(18, 26)  # the lower 36 of these 64 bits are the number of samples
_METADATA = 42  # no file with a frame is shorter than magic and STREAMINFO


@dataclass(frozen=True, slots=True)
class _Frame:
    begin: int
    number: int


def mend(path: Path) -> float:
    """Complete a recording that a kill or a full disk cut short; its length in seconds.

    A complete recording is left as it is. A file that holds no sound is, too, and gives 0.

    Raises:
        StorageError: the file cannot be read or changed; it stays as it is.
    """
    try:
        with path.open("r+b") as file:
            return _mend(file, path) / SAMPLE_RATE
    except OSError as error:
        raise StorageError(
            f"The recording {path} could not be completed: {error.strerror}.",
            "It stays as it is. See whether the disk is in order and the file is yours.",
        ) from error


def _mend(file: BinaryIO, path: Path) -> int:
    """The number of samples."""
    head = file.read(_METADATA)
    if len(head) < _METADATA or not head.startswith(_MAGIC):
        return 0
    info = int.from_bytes(head[_LENGTH], "big")
    if samples := info & 0xF_FFFF_FFFF:
        return samples
    end, frames = _whole_frames(path)
    samples = frames * int.from_bytes(head[_FRAME_SIZE], "big")
    file.truncate(end)
    file.seek(_LENGTH.start)
    file.write((info | samples).to_bytes(8, "big"))
    file.flush()
    os.fsync(file.fileno())
    return samples


def _whole_frames(path: Path) -> tuple[int, int]:
    """Where the last frame that was written whole ends, and how many there are."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        last = _last_frame(content)
        if last is None:
            return len(content), 0
        body, check = content[last.begin : -2], content[-2:]
        if _crc(body, 16, 0x8005).to_bytes(2, "big") == check:
            return len(content), last.number + 1
        return last.begin, last.number


def _last_frame(content: mmap.mmap) -> _Frame | None:
    """The last frame with a sound header; all headers begin with the same four bytes."""
    first = _first_frame(content)
    mark = content[first : first + 4]
    begin = len(content)
    while mark and (begin := content.rfind(mark, first, begin)) >= 0:
        number = _frame_number(content[begin : begin + 12])
        if number is not None:
            return _Frame(begin, number)
    return None


def _first_frame(content: mmap.mmap) -> int:
    """Where the blocks of metadata end."""
    at, last = len(_MAGIC), False
    while not last and at + 4 <= len(content):
        last = bool(content[at] & 0x80)
        at += 4 + int.from_bytes(content[at + 1 : at + 4], "big")
    return at


def _frame_number(header: bytes) -> int | None:
    """The number in a frame's header, which is coded like UTF-8; None if the checksum is off."""
    for size in (1, 2, 3, 4):
        coded, check = header[4 : 4 + size], header[4 + size : 5 + size]
        if check == bytes([_crc(header[: 4 + size], 8, 0x07)]):
            try:
                return ord(coded.decode(errors="strict"))
            except (UnicodeDecodeError, TypeError):
                continue
    return None


def _crc(content: bytes, bits: int, polynomial: int) -> int:
    """The cyclic redundancy check as FLAC uses it: from 0, highest bit first."""
    crc, top, mask = 0, 1 << (bits - 1), (1 << bits) - 1
    for byte in content:
        crc ^= byte << (bits - 8)
        for _ in range(8):
            crc = ((crc << 1) ^ polynomial if crc & top else crc << 1) & mask
    return crc
