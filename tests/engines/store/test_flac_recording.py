"""Recordings outlive a kill and a full disk, and lose next to nothing."""

import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.engines.store import private_files
from greenroom.engines.store.flac_recording import FlacRecording, recording_name, turn_and_take
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.errors import StorageError
from greenroom.speech.clip import SAMPLE_RATE, Samples

BLOCK = SAMPLE_RATE // 50
NOISE = np.random.default_rng(7).normal(0, 0.1, 3 * SAMPLE_RATE).astype(np.float32)
"""Three seconds that no codec can make small."""

CHILD = """
import sys
from pathlib import Path
import numpy as np
from greenroom.engines.store.flac_repair import repair_recording
from greenroom.engines.store.flac_recording import FlacRecording

recording = FlacRecording(Path(sys.argv[1]))
noise = np.random.default_rng(7).normal(0, 0.1, 48_000).astype(np.float32)
for begin in range(0, 48_000, 320):
    recording.write(noise[begin : begin + 320])
    print(begin + 320, flush=True)
sys.stdin.read()
"""


def record(path: Path, samples: Samples = NOISE) -> Path:
    recording = FlacRecording(path)
    speak(recording, samples)
    recording.close()
    return path


def speak(recording: FlacRecording, samples: Samples = NOISE) -> None:
    for begin in range(0, len(samples), BLOCK):
        recording.write(samples[begin : begin + BLOCK])


def heard(path: Path) -> Samples:
    import soundfile

    samples, rate = soundfile.read(path, dtype="float32")
    assert rate == SAMPLE_RATE
    return np.asarray(samples, np.float32)


def heard_by_another_decoder(path: Path) -> Samples:
    import av

    with av.open(str(path)) as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return (np.concatenate(frames) / 32768).astype(np.float32)


def assert_begins_like_noise(samples: Samples) -> None:
    np.testing.assert_allclose(samples, NOISE[: len(samples)], atol=1 / 32768)


def test_what_was_spoken_is_what_is_kept(tmp_path: Path) -> None:
    path = record(tmp_path / "answer.flac")
    assert len(heard(path)) == len(NOISE)
    assert_begins_like_noise(heard(path))
    assert path.read_bytes().startswith(b"fLaC")


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = record(tmp_path / "answer.flac")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_too_loud_sound_is_cut_not_wrapped(tmp_path: Path) -> None:
    path = record(tmp_path / "answer.flac", np.full(SAMPLE_RATE, 1.5, np.float32))
    assert heard(path).min() > 0.99


def test_closing_twice_and_writing_late(tmp_path: Path) -> None:
    recording = FlacRecording(tmp_path / "answer.flac")
    recording.close()
    recording.close()
    with pytest.raises(StorageError, match="closed"):
        recording.write(NOISE)


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    path = record(tmp_path / "answer.flac")
    with pytest.raises(StorageError, match="exists"):
        FlacRecording(path)
    assert len(heard(path)) == len(NOISE)


@pytest.mark.slow
@pytest.mark.parametrize("spoken", [1, 40, 97, 150])
def test_a_kill_loses_less_than_a_tenth_of_a_second(tmp_path: Path, spoken: int) -> None:
    path = tmp_path / "answer.flac"
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        said = 0
        for _ in range(spoken):
            said = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
    assert child.returncode == -signal.SIGKILL
    seconds = repair_recording(path)
    assert said / SAMPLE_RATE - seconds < 0.1
    if seconds:
        assert len(heard(path)) == round(seconds * SAMPLE_RATE)
        assert_begins_like_noise(heard(path))


@pytest.fixture(scope="session")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lies on the disk in the middle of a recording."""
    recording = FlacRecording(tmp_path_factory.mktemp("killed") / "answer.flac")
    speak(recording)
    copy = Path(shutil.copy(recording.path, recording.path.with_name("killed.flac")))
    recording.close()
    return copy


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1))
def test_a_torn_file_is_mended_wherever_it_was_torn(killed: Path, share: float) -> None:
    path, content = killed.with_name("torn.flac"), killed.read_bytes()
    size = round(share * len(content))
    path.write_bytes(content[:size])
    seconds = repair_recording(path)
    assert repair_recording(path) == seconds, "a second time changes nothing"
    if seconds == 0:
        assert size < 6_000
        return
    assert_begins_like_noise(heard(path))
    assert_begins_like_noise(heard_by_another_decoder(path))
    assert len(heard_by_another_decoder(path)) == len(heard(path)) == seconds * SAMPLE_RATE
    assert seconds * SAMPLE_RATE > len(NOISE) * share - 2 * 1152


def test_a_complete_recording_is_left_alone(tmp_path: Path) -> None:
    path = record(tmp_path / "answer.flac")
    before = path.read_bytes()
    assert repair_recording(path) == 3.0
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"fLaC", b"RIFF" + bytes(100)])
def test_a_file_without_sound_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answer.flac"
    path.write_bytes(content)
    assert repair_recording(path) == 0.0
    assert path.read_bytes() == content


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Files may not grow over so many bytes any more, as if the disk were full then."""
    monkeypatch.setattr(private_files, "_FULL", 1 << 62)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_said_and_what_was_spoken_stays(
    tmp_path: Path, fill_disk: Callable[[int], None]
) -> None:
    recording = FlacRecording(tmp_path / "answer.flac")
    fill_disk(40_000)
    with pytest.raises(StorageError, match="The disk is full"):
        speak(recording)
    recording.close()
    kept = heard(recording.path)
    assert len(kept) > SAMPLE_RATE
    assert_begins_like_noise(kept)
    assert len(heard_by_another_decoder(recording.path)) == len(kept)


def test_a_disk_that_is_full_at_the_last_moment_is_said_too(
    tmp_path: Path, fill_disk: Callable[[int], None]
) -> None:
    recording = FlacRecording(tmp_path / "answer.flac")
    recording.write(NOISE[: 2 * SAMPLE_RATE])
    fill_disk(recording.path.stat().st_size + 100)
    with pytest.raises(StorageError, match="The disk is full"):
        recording.close()
    assert len(heard(recording.path)) > 1.8 * SAMPLE_RATE
    assert_begins_like_noise(heard(recording.path))


def test_names_carry_turn_and_take() -> None:
    assert recording_name(3) == "answer-03.flac"
    assert turn_and_take(recording_name(3)) == (3, 1)
    assert turn_and_take(recording_name(12, 2)) == (12, 2)
    assert turn_and_take("report.html") is None
