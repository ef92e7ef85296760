"""What a kill or a damaged disk left of a recording comes back, whatever it is."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from greenroom.engines.store.flac_recording import FlacRecording
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.errors import StorageError
from greenroom.speech.clip import SAMPLE_RATE, Samples

MINUTE = 60 * SAMPLE_RATE
FRAME = 1152
NOISE = np.random.default_rng(7).normal(0, 0.1, 3 * SAMPLE_RATE).astype(np.float32)
BEFORE_FIRST_FRAME = 86  # bytes of metadata, as the encoder of today writes them

MEND = """
import resource, sys
from pathlib import Path
import soundfile
from greenroom.engines.store.flac_repair import repair_recording

repair_recording(Path(sys.argv[1]))  # what is loaded once is loaded
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print("now", flush=True)
repair_recording(Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, flush=True)
"""


def killed(folder: Path, block: Samples = NOISE, blocks: int = 1) -> Path:
    """What lies on the disk in the middle of a recording."""
    recording = FlacRecording(folder / "answer.flac")
    for _ in range(blocks):
        recording.write(block)
    path = Path(shutil.copy(recording.path, folder / "killed.flac"))
    recording.close()
    recording.path.unlink()
    return path


def heard(path: Path) -> Samples:
    import soundfile

    with path.open("rb") as file:
        samples, rate = soundfile.read(file, dtype="float32")
    assert rate == SAMPLE_RATE
    return np.asarray(samples, np.float32)


def test_numbers_of_frames_that_are_no_characters_are_numbers(tmp_path: Path) -> None:
    """The numbers from 55,296 to 57,343, of minutes 66 to 69, are surrogates in UTF-8."""
    path = killed(tmp_path, np.zeros(MINUTE, np.float32), 67)
    assert 55_296 * FRAME < 67 * MINUTE < 57_343 * FRAME
    assert 67 * 60 - repair_recording(path) < 0.1
    import soundfile

    assert soundfile.info(path).frames > 67 * MINUTE - FRAME


def test_a_last_frame_that_is_short_counts_as_long_as_it_is(tmp_path: Path) -> None:
    recording = FlacRecording(tmp_path / "answer.flac")
    recording.write(NOISE[: 10 * FRAME + 100])
    recording.close()
    content = bytearray(recording.path.read_bytes())
    content[21] &= 0xF0
    content[22:26] = bytes(4)  # the length was not written any more
    recording.path.write_bytes(content)
    assert repair_recording(recording.path) * SAMPLE_RATE == 10 * FRAME + 100
    assert len(heard(recording.path)) == 10 * FRAME + 100


@pytest.mark.parametrize("finished", [True, False])
def test_no_damage_of_the_header_costs_any_sound(tmp_path: Path, finished: bool) -> None:
    path = killed(tmp_path)
    if finished:
        repair_recording(path)
    content, full = path.read_bytes(), 41 * FRAME
    for at in range(BEFORE_FIRST_FRAME):
        damaged = bytearray(content)
        damaged[at] ^= 0xFF
        path.write_bytes(damaged)
        assert repair_recording(path) * SAMPLE_RATE == full, at
        np.testing.assert_allclose(heard(path), NOISE[:full], atol=1 / 32768)
    assert os.listdir(tmp_path) == ["killed.flac"]  # noqa: PTH208
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_hole_costs_only_the_frames_in_it(tmp_path: Path) -> None:
    path = killed(tmp_path)
    repair_recording(path)
    content = bytearray(path.read_bytes())
    content[30_000:30_064] = bytes(64)
    path.write_bytes(content)
    seconds = repair_recording(path)
    assert 41 * FRAME - seconds * SAMPLE_RATE <= 2 * FRAME
    kept = heard(path)
    assert len(kept) == seconds * SAMPLE_RATE
    np.testing.assert_allclose(kept[-20 * FRAME :], NOISE[21 * FRAME : 41 * FRAME], atol=1 / 32768)
    assert repair_recording(path) == seconds, "a second time changes nothing"


@pytest.mark.parametrize("rest", [b"\0" * 50_000, np.random.default_rng(1).bytes(50_000)])
def test_what_never_reached_the_disk_costs_nothing_before_it(tmp_path: Path, rest: bytes) -> None:
    """After a power cut a file may be longer than what was written of it."""
    path = killed(tmp_path)
    path.write_bytes(path.read_bytes() + rest)
    assert repair_recording(path) * SAMPLE_RATE >= 41 * FRAME
    np.testing.assert_allclose(heard(path)[: 41 * FRAME], NOISE[: 41 * FRAME], atol=1 / 32768)


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    outside = killed(tmp_path)
    before = outside.read_bytes()
    link = tmp_path / "answer-01.flac"
    link.symlink_to(outside)
    with pytest.raises(StorageError, match="link"):
        repair_recording(link)
    assert outside.read_bytes() == before
    assert link.is_symlink()


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_a_kill_while_it_is_written_again_loses_nothing(tmp_path: Path, after: float) -> None:
    small, path = killed(tmp_path).rename(tmp_path / "small.flac"), killed(tmp_path, NOISE, 20)
    content = bytearray(path.read_bytes())
    content[0] ^= 0xFF
    path.write_bytes(content)
    with subprocess.Popen(
        [sys.executable, "-c", MEND, small, path], stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        child.stdout.readline()
        time.sleep(after)
        child.kill()
    assert repair_recording(path) * SAMPLE_RATE == 60 * SAMPLE_RATE // FRAME * FRAME
    assert sorted(os.listdir(tmp_path)) == ["killed.flac", "small.flac"]  # noqa: PTH208


def test_a_long_recording_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    small = killed(tmp_path).rename(tmp_path / "small.flac")
    path = killed(tmp_path, np.tile(NOISE, 20), 10)
    content = bytearray(path.read_bytes())
    content[0] ^= 0xFF
    path.write_bytes(content)
    samples = 2 * 10 * MINUTE  # bytes
    grown = subprocess.check_output([sys.executable, "-c", MEND, small, path]).split()[-1]
    assert int(grown) * 1024 < samples / 2


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"latin1-\xe9")
    folder.mkdir()
    path = killed(folder)
    content = bytearray(path.read_bytes())
    content[0] ^= 0xFF
    path.write_bytes(content)
    assert repair_recording(path) * SAMPLE_RATE == 41 * FRAME
    assert len(heard(path)) == 41 * FRAME


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_on_a_full_disk_what_fitted_is_whole_at_once(tmp_path: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", tmp_path], check=True)
    try:
        recording = FlacRecording(tmp_path / "answer.flac")
        with pytest.raises(StorageError, match="The disk is full"):
            recording.write(np.tile(NOISE, 10))
        assert len(heard(recording.path)) > 2 * SAMPLE_RATE
        assert repair_recording(recording.path) * SAMPLE_RATE == len(heard(recording.path))
    finally:
        subprocess.run(["umount", "-l", tmp_path], check=True)
