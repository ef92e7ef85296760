"""Speech models from the model hub: its local cache, and downloads that ask first."""

import hashlib
import logging
import re
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.errors import ModelError
from greenroom.ports import Progress

Ask = Callable[[int], bool]
"""Takes the size of a download in MB; returns whether to go on."""

_REPOSITORIES = {
    "tiny": "Systran/faster-whisper-tiny",
    "base": "Systran/faster-whisper-base",
    "small": "Systran/faster-whisper-small",
    "medium": "Systran/faster-whisper-medium",
    "large-v3": "Systran/faster-whisper-large-v3",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}
_NEEDED = ("config.json", "tokenizer.json", "model.bin")
_EITHER = ("vocabulary.txt", "vocabulary.json")
_OPTIONAL = ("preprocessor_config.json",)
_PATIENCE_SECONDS = 8
"""Seconds without a byte; a download that stalls is resumed five times, then given up."""

SIZES = tuple(_REPOSITORIES)
"""The sizes to choose from, smallest first."""


def decline(_megabytes: int) -> bool:
    """Refuse a download: nobody can be asked."""
    return False


@dataclass(frozen=True, slots=True)
class ModelHub:
    """The hub and its local cache.

    Attributes:
        ask: called before a download.
        cache: the cache folder; None for the hub library's usual place.
        endpoint: the hub's address; None for the usual one.
    """

    ask: Ask = decline
    cache: Path | None = None
    endpoint: str | None = None

    def cached(self, size: str, progress: Progress) -> Path | None:
        """Return the model's folder if all its files are there and whole; never use the network.

        A damaged file is named through `progress` and removed, so that it is fetched again.
        """
        files = {name: self._cached_file(size, name) for name in (*_NEEDED, *_EITHER, *_OPTIONAL)}
        damaged = [path for path in files.values() if path and not whole(path)]
        for path in damaged:
            progress(f"{path.name} in the model cache is damaged and was removed.", 0.0)
            path.resolve().unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        complete = all(files[name] for name in _NEEDED) and any(files[name] for name in _EITHER)
        model = files["model.bin"]
        return model.parent if model and complete and not damaged else None

    def download(self, size: str, progress: Progress) -> Path:
        """Fetch the model into the local cache, if `ask` agrees to its size.

        Raises:
            ModelError: declined, or the hub was not reached, or what came is damaged.
            CancelledError: `progress` raised it.
        """
        self._reach(size)
        sizes = self._listing(size)
        megabytes = round(sum(sizes.values()) / 1e6)
        if not self.ask(megabytes):
            raise ModelError(
                f"The speech model {size} is not on this computer.",
                f"Allow its download ({megabytes} MB), or choose a folder that has it.",
            )
        counter = _Counter(size, sum(sizes.values()), progress)
        for name in sizes:
            self._fetch(size, name, bar=counter.bar())
        folder = self.cached(size, progress)
        if folder is None:
            raise ModelError(
                f"The download of the speech model {size} is damaged.", "Try again later."
            )
        return folder

    def _cached_file(self, size: str, name: str) -> Path | None:
        from huggingface_hub import try_to_load_from_cache

        path = try_to_load_from_cache(_REPOSITORIES[size], name, cache_dir=self.cache)
        # A third answer means "known not to exist"; a broken link counts as missing.
        return Path(path) if isinstance(path, str) and Path(path).exists() else None

    def _reach(self, size: str) -> None:
        """Ask the hub once for something small; the library would keep trying for 25 s."""
        _restrain_library()
        from huggingface_hub import get_hf_file_metadata, hf_hub_url

        url = hf_hub_url(_REPOSITORIES[size], _NEEDED[0], endpoint=self.endpoint)
        try:
            get_hf_file_metadata(url, timeout=_PATIENCE_SECONDS, endpoint=self.endpoint)
        except Exception as problem:  # its network library's errors have no common base
            raise _unreached(size, problem) from problem

    def _listing(self, size: str) -> dict[str, int]:
        """Return the files still to be fetched and their sizes in bytes."""
        sizes: dict[str, int] = {}
        for name in (*_NEEDED, *_EITHER, *_OPTIONAL):
            entry = self._fetch(size, name, dry_run=True)
            if entry is not None and entry.will_download:
                sizes[name] = entry.file_size or 0
        return sizes

    def _fetch(
        self,
        size: str,
        name: str,
        *,
        bar: Any = None,
        dry_run: bool = False,
        optional: bool = False,
    ) -> Any:
        from huggingface_hub import hf_hub_download
        from huggingface_hub.errors import EntryNotFoundError

        try:
            return hf_hub_download(
                _REPOSITORIES[size],
                name,
                cache_dir=self.cache,
                endpoint=self.endpoint,
                tqdm_class=bar,
                dry_run=dry_run,
            )
        except EntryNotFoundError as problem:
            if name not in _NEEDED:
                return None
            raise _unreached(size, problem) from problem
        except CancelledError:  # by whoever watches the progress
            raise
        except Exception as problem:  # its network library's errors have no common base
            raise _unreached(size, problem) from problem


def _restrain_library() -> None:
    """Keep the library from writing its retries to the terminal, and from waiting long."""
    from huggingface_hub import constants
    from huggingface_hub.utils.logging import set_verbosity

    set_verbosity(logging.CRITICAL)
    constants.HF_HUB_DOWNLOAD_TIMEOUT = _PATIENCE_SECONDS


def whole(path: Path) -> bool:
    """Tell whether a cached file is what its name promises.

    The hub names large files by their SHA-256 and small ones by their git hash; a file under
    any other name (a cache without links) counts as whole if it holds anything.
    """
    digest, size = path.resolve().name, path.stat().st_size
    if re.fullmatch("[0-9a-f]{64}", digest):
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    if re.fullmatch("[0-9a-f]{40}", digest):
        blob = b"blob %d\0" % size + path.read_bytes()
        return hashlib.sha1(blob, usedforsecurity=False).hexdigest() == digest
    return size > 0


@dataclass(slots=True)
class _Counter:
    """Sums up what all files' bars report."""

    size: str
    total: int
    progress: Progress
    received: float = field(default=0.0)

    def add(self, count: float) -> None:
        self.received += count
        share = min(1.0, self.received / self.total) if self.total else 1.0
        self.progress(
            f"Fetching the speech model {self.size}: "
            f"{self.received / 1e6:.0f} of {self.total / 1e6:.0f} MB",
            share,
        )

    def bar(self) -> type:
        """Return a progress bar class, as the hub library expects it, that draws nothing."""
        from huggingface_hub.utils import tqdm

        counter = self

        class Bar(tqdm):
            def __init__(self, *arguments: Any, **options: Any) -> None:
                super().__init__(*arguments, **{**options, "disable": True})

            def update(self, n: float | None = 1) -> bool | None:
                counter.add(n or 0.0)
                return super().update(n)

        return Bar


def _unreached(size: str, problem: Exception) -> ModelError:
    return ModelError(
        f"The speech model {size} could not be fetched ({type(problem).__name__}).",
        "Check the network, install greenroom[offline], or choose a folder that has a model.",
    )
