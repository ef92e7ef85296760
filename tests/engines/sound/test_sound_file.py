"""Sound files of every usual kind become clips; bad ones a clear sentence."""

import os
from pathlib import Path

import numpy as np
import pytest

from greenroom.engines.sound import file as sound_file
from greenroom.engines.sound.file import read_clip, read_recording
from greenroom.errors import SoundFileError
from greenroom.speech.clip import SAMPLE_RATE

av = pytest.importorskip("av")
soundfile = pytest.importorskip("soundfile")


def tone(seconds: float, rate: int, hertz: float = 440.0, level: float = 0.5) -> np.ndarray:
    return (level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(
        np.float32
    )


def encode(path: Path, codec: str, samples: np.ndarray, rate: int) -> Path:
    """Write `samples` with PyAV, for the kinds that soundfile does not write."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.rate = rate
        for block in (frame, None):
            for packet in stream.encode(block):
                container.mux(packet)
    return path


def loudest_hertz(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum)) * SAMPLE_RATE / len(samples)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_any_rate_and_channels_become_16_khz_mono(
    tmp_path: Path, rate: int, channels: int, kind: str
) -> None:
    path = tmp_path / f"answer.{kind}"
    soundfile.write(path, np.stack([tone(1.5, rate)] * channels, axis=1), rate)
    clip, own_rate = read_clip(path)
    assert own_rate == rate
    assert clip.samples.dtype == np.float32
    assert clip.samples.ndim == 1
    assert clip.seconds == pytest.approx(1.5, abs=0.01)
    assert loudest_hertz(clip.samples) == pytest.approx(440, abs=2)
    assert np.abs(clip.samples[2000:-2000]).max() == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("kind", "codec"), [("mp3", "libmp3lame"), ("m4a", "aac")])
def test_compressed_kinds_are_read(tmp_path: Path, kind: str, codec: str) -> None:
    path = encode(tmp_path / f"answer.{kind}", codec, tone(2.0, 44_100), 44_100)
    clip, own_rate = read_clip(path)
    assert own_rate == 44_100
    assert clip.seconds == pytest.approx(2.0, abs=0.1)
    assert loudest_hertz(clip.samples) == pytest.approx(440, abs=2)


def test_ogg_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "answer.ogg", tone(2.0, 48_000), 48_000)
    clip, own_rate = read_clip(tmp_path / "answer.ogg")
    assert own_rate == 48_000
    assert loudest_hertz(clip.samples) == pytest.approx(440, abs=2)


@pytest.mark.parametrize(("kind", "codec"), [("wav", ""), ("flac", ""), ("mp3", "libmp3lame")])
def test_of_a_truncated_file_what_is_there_is_taken(tmp_path: Path, kind: str, codec: str) -> None:
    path = tmp_path / f"answer.{kind}"
    noise = np.random.default_rng(1).normal(0, 0.1, 10 * 16_000).astype(np.float32)
    if codec:
        encode(path, codec, noise, 16_000)
    else:
        soundfile.write(path, noise, 16_000)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert read_clip(path)[0].seconds == pytest.approx(5.0, abs=0.6)


def test_a_damaged_middle_does_not_lose_the_rest(tmp_path: Path) -> None:
    path = encode(tmp_path / "answer.mp3", "libmp3lame", tone(10.0, 16_000), 16_000)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 500] = bytes(500)
    path.write_bytes(data)
    assert read_clip(path)[0].seconds > 9.0


def test_not_a_number_becomes_silence(tmp_path: Path) -> None:
    samples = tone(1.0, 16_000)
    samples[100:200] = np.nan
    soundfile.write(tmp_path / "answer.wav", samples, 16_000, subtype="FLOAT")
    clip, _ = read_clip(tmp_path / "answer.wav")
    assert np.isfinite(clip.samples).all()
    assert not clip.samples[110:190].any()


def picture(path: Path) -> Path:
    """A film without sound."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        for block in (frame, None):
            for packet in stream.encode(block):
                container.mux(packet)
    return path


def test_bad_files_get_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "letter.wav").write_text("Dear Sir or Madam, " * 100)
    soundfile.write(tmp_path / "none.wav", np.zeros(0, np.float32), 16_000)
    picture(tmp_path / "picture.mp4")
    said = {
        name: _sentence(tmp_path / name)
        for name in ("missing.wav", "empty.wav", "letter.wav", "none.wav", "picture.mp4", ".")
    }
    assert "no file" in said["missing.wav"]
    assert "empty" in said["empty.wav"]
    assert "cannot be read" in said["letter.wav"]
    assert "no sound" in said["none.wav"]
    assert "no sound" in said["picture.mp4"]


def _sentence(path: Path) -> str:
    with pytest.raises(SoundFileError) as caught:
        read_clip(path)
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value.sentence


@pytest.mark.slow
def test_three_hours_are_refused_before_they_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with soundfile.SoundFile(tmp_path / "long.wav", "w", 8_000, 1, "PCM_U8") as file:
        for _ in range(180):
            file.write(np.zeros(60 * 8_000, np.float32))
    monkeypatch.setattr(sound_file, "_read", lambda *_: pytest.fail("it was decoded"))
    assert "longer than 60 minutes" in _sentence(tmp_path / "long.wav")


def test_a_file_that_hides_its_length_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encode(tmp_path / "answer.mp3", "libmp3lame", tone(5.0, 16_000), 16_000)
    monkeypatch.setattr(sound_file, "LONGEST_SECONDS", 4)
    assert "longer than" in _sentence(path)


def test_a_recording_of_our_own_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "answer-01.flac"
    said = np.round(np.linspace(-0.5, 0.5, SAMPLE_RATE) * 32_768) / 32_768
    soundfile.write(path, said, SAMPLE_RATE, subtype="PCM_16")
    assert np.array_equal(read_recording(path).samples, said.astype(np.float32))


def test_a_recording_of_another_kind_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "answer-01.flac"
    soundfile.write(path, np.full((48_000, 2), 0.25), 48_000)
    clip = read_recording(path)
    assert clip.seconds == pytest.approx(1.0, abs=0.01)
    assert clip.samples[8_000] == pytest.approx(0.25, abs=0.01)


def unfinished(path: Path, length: int = 0) -> Path:
    """A second of sound behind a header that tells no length, or a wrong one."""
    soundfile.write(path, tone(1.0, SAMPLE_RATE), SAMPLE_RATE, subtype="PCM_16")
    content = bytearray(path.read_bytes())
    content[21] &= 0xF0
    content[22:26] = length.to_bytes(4, "big")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("length", [0, 0x7FFF_FFFF])
def test_a_recording_whose_header_is_wrong_is_read_as_far_as_it_goes(
    tmp_path: Path, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_file, "LONGEST_SECONDS", 0.5)
    path = unfinished(tmp_path / "answer-01.flac", length)
    assert read_recording(path).seconds == pytest.approx(1.0, abs=0.1)


def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"latin1-\xe9")
    folder.mkdir()
    soundfile.write(tmp_path / "answer.flac", tone(1.0, SAMPLE_RATE), SAMPLE_RATE)
    path = (tmp_path / "answer.flac").rename(folder / "answer.flac")
    assert read_recording(path).seconds == 1.0
    assert read_clip(path)[0].seconds == 1.0


def test_a_recording_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(SoundFileError, match="There is no file"):
        read_recording(tmp_path / "answer-01.flac")
