"""Speech models are found whole or not at all."""

import hashlib
import multiprocessing
from pathlib import Path

import pytest

from greenroom.engines.recognition import speech_models
from greenroom.engines.recognition.gpu import working_device
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import find_model, join_offline_parts
from greenroom.errors import ModelError, UserError

CONTENT = {
    "config.json": (b"{}",),
    "tokenizer.json": (b"tokens" * 1000,),
    "vocabulary.txt": (b"words" * 1000,),
    "model.bin": (b"first half " * 100_000, b"second half " * 100_000),
}


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small offline parts in place of the real ones; returns the folder of both packages."""
    install_parts(tmp_path / "parts")
    use_parts(tmp_path / "parts", monkeypatch.setattr)
    return tmp_path / "parts"


def install_parts(folder: Path) -> None:
    for number in (1, 2):
        (folder / f"part{number}" / "data").mkdir(parents=True)
    for name, pieces in CONTENT.items():
        for number, piece in enumerate(pieces, 1):
            suffix = f".part{number}" if len(pieces) > 1 else ""
            (folder / f"part{number}" / "data" / (name + suffix)).write_bytes(piece)


def use_parts(folder: Path, setattr) -> None:  # noqa: A002
    table = {
        name: (
            hashlib.sha256(b"".join(pieces)).hexdigest(),
            tuple(
                (f"part{number}", name + (f".part{number}" if len(pieces) > 1 else ""))
                for number in range(1, len(pieces) + 1)
            ),
        )
        for name, pieces in CONTENT.items()
    }
    setattr(speech_models, "_OFFLINE", table)
    setattr(speech_models, "installed", lambda package: folder / package[-5:].replace("_", ""))


def is_whole(folder: Path) -> bool:
    return all((folder / name).read_bytes() == b"".join(CONTENT[name]) for name in CONTENT)


def only_the_model(folder: Path) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(CONTENT)


def test_the_offline_parts_are_joined_once(tmp_path: Path, parts: Path) -> None:
    folder = find_model("base", tmp_path / "models")
    assert is_whole(folder)
    assert only_the_model(folder)
    before = (folder / "model.bin").stat().st_mtime_ns
    assert find_model("base", tmp_path / "models") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", CONTENT)
def test_a_damaged_file_is_named_and_replaced(tmp_path: Path, parts: Path, name: str) -> None:
    folder = find_model("base", tmp_path / "models")
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    said: list[str] = []
    find_model("base", tmp_path / "models", progress=lambda what, _: said.append(what))
    assert is_whole(folder)
    assert any(name in what and "damaged" in what for what in said)


def test_a_damaged_part_is_named_and_nothing_is_left(tmp_path: Path, parts: Path) -> None:
    (parts / "part2" / "data" / "model.bin.part2").write_bytes(b"rubbish")
    with pytest.raises(ModelError, match=r"model\.bin") as caught:
        find_model("base", tmp_path / "models")
    assert "offline" in caught.value.hint
    assert not (tmp_path / "models" / "whisper-base" / "model.bin").exists()
    assert not list((tmp_path / "models").rglob(".*"))


def test_a_missing_part_is_named(tmp_path: Path, parts: Path) -> None:
    (parts / "part1" / "data" / "model.bin.part1").unlink()
    with pytest.raises(ModelError, match=r"model\.bin\.part1"):
        find_model("base", tmp_path / "models")


def test_a_full_disk_is_a_model_error(
    tmp_path: Path, parts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(speech_models.os, "fsync", full)
    with pytest.raises(ModelError, match="No space left"):
        find_model("base", tmp_path / "models")
    assert not list((tmp_path / "models" / "whisper-base").iterdir())


def _join(parts: Path, folder: Path, start) -> None:
    use_parts(parts, setattr)
    start.wait()
    for _ in range(5):
        join_offline_parts(folder)
        assert is_whole(folder)


@pytest.mark.slow
def test_two_processes_may_join_at_once(tmp_path: Path, parts: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Event()
    folder = tmp_path / "models"
    workers = [context.Process(target=_join, args=(parts, folder, start)) for _ in range(2)]
    for worker in workers:
        worker.start()
    start.set()
    for worker in workers:
        worker.join(30)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert only_the_model(folder)


def test_a_named_folder_comes_first(tmp_path: Path, parts: Path) -> None:
    named = tmp_path / "mine"
    named.mkdir()
    for name in CONTENT:
        (named / name).write_bytes(b"x")
    assert find_model("base", tmp_path / "models", named=named) == named
    assert not (tmp_path / "models").exists()


def test_a_named_folder_without_a_model_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.bin").touch()
    with pytest.raises(UserError) as caught:
        find_model("base", tmp_path / "models", named=tmp_path)
    for missing in ("model.bin", "tokenizer.json", "vocabulary.txt"):
        assert missing in caught.value.sentence
    assert "config.json" not in caught.value.sentence


def test_an_unknown_size_is_the_users_mistake(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="gigantic") as caught:
        find_model("gigantic", tmp_path)
    assert "large-v3-turbo" in caught.value.hint


def test_without_offline_parts_the_hub_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_models, "installed", lambda _: None)
    monkeypatch.setattr(ModelHub, "cached", lambda *_: tmp_path)
    assert find_model("base", tmp_path / "models") == tmp_path


def test_without_a_graphics_card_the_processor_is_used(tmp_path: Path) -> None:
    assert working_device(tmp_path) == "cpu"


@pytest.mark.slow
def test_a_card_that_crashes_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenroom.engines.recognition.gpu._cards", lambda: 1)
    assert working_device(tmp_path) == "cpu"  # the child finds no model, and fails


@pytest.mark.real
def test_the_real_parts_make_a_model_that_hears_nothing_in_silence(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    if not speech_models._parts_installed():
        pytest.skip("the offline speech model is not installed")
    import numpy as np
    from faster_whisper import WhisperModel

    folder = find_model("base", tmp_path_factory.mktemp("models"))
    model = WhisperModel(str(folder), device="cpu", compute_type="int8")
    segments, _ = model.transcribe(np.zeros(16_000, np.float32), language="en", vad_filter=True)
    assert not list(segments)
