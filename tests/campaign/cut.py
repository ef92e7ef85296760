"""Recordings whose end is missing, zeroed or garbage: what was whole before it comes back."""

from pathlib import Path
from random import Random

import numpy as np

from campaign.program import RATE, seconds_of
from campaign.tally import Tally
from greenroom.engines.sound.file import read_clip
from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.flac_repair import repair_recording
from whole.program import SAMPLES

SECONDS = 20
MOST_LOST = 0.25
"""Seconds before the damage that may go with it: a frame, and what its bytes stand for."""


def cut(home: Path, count: int, chance: Random) -> Tally:
    """Damage so many copies of one unfinished recording, each at another place."""
    tally = Tally("cut")
    whole, sizes = _unfinished(home)
    for number in range(count):
        with tally.trial():
            at = chance.randrange(100, len(whole))
            lost = len(whole) - at
            tail = (b"", bytes(lost), chance.randbytes(lost))[number % 3]
            path = home / f"cut-{number}.flac"
            path.write_bytes(whole[:at] + tail)
            told = repair_recording(path)
            there = float(np.interp(at, sizes, np.arange(len(sizes)) / 10))
            gone = there - seconds_of(path)
            tally.most("worst_seconds_lost", max(0.0, gone))
            tally.check(gone <= MOST_LOST, f"cut at byte {at}: {gone:.2f} s are gone", 1)
            tally.check(told <= there + MOST_LOST or bool(tail), f"{told:.2f} s of {there:.2f} s")
            path.unlink()
    return tally


def _unfinished(home: Path) -> tuple[bytes, list[int]]:
    """A recording as a kill leaves it, and its size after each tenth of a second."""
    samples = read_clip(SAMPLES[0])[0].samples[: SECONDS * RATE]
    recording = FlacRecording(home / "unfinished.flac")
    sizes = [recording.path.stat().st_size]
    for begin in range(0, len(samples), RATE // 10):
        recording.write(samples[begin : begin + RATE // 10])
        sizes.append(recording.path.stat().st_size)
    content = recording.path.read_bytes()
    recording.close()
    return content, sizes
