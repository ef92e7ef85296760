"""Paths: the user's data, models and logs, and the content shipped with the program."""

from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import platformdirs

from greenroom.errors import StorageError

_APP = "greenroom"


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's folders; nothing is created until `prepare` is called.

    Attributes:
        data: sessions, recordings, the database, the user's own scripts and rubrics.
        cache: speech models; may be deleted at any time.
        logs: what happened, without anything that was said.
    """

    data: Path
    cache: Path
    logs: Path

    @classmethod
    def standard(cls) -> "Paths":
        """Return the platform's usual places."""
        return cls(
            data=platformdirs.user_data_path(_APP),
            cache=platformdirs.user_cache_path(_APP),
            logs=platformdirs.user_log_path(_APP),
        )

    @classmethod
    def under(cls, home: Path) -> "Paths":
        """Return a throwaway home; the cache stays shared, so that models are not copied again."""
        return cls(data=home, cache=platformdirs.user_cache_path(_APP), logs=home / "logs")

    @property
    def database(self) -> Path:
        """Return the SQLite file."""
        return self.data / "greenroom.db"

    @property
    def recordings(self) -> Path:
        """Return the folder that holds one folder per session."""
        return self.data / "sessions"

    @property
    def models(self) -> Path:
        """Return the folder of speech models, one folder each."""
        return self.cache / "models"

    @property
    def compiled(self) -> Path:
        """Return the folder for what is compiled once for this computer."""
        return self.cache / "compiled"

    def prepare(self) -> None:
        """Create the folders, readable by this user alone; leave existing ones unchanged.

        Without a cache or a log much still works; whoever needs them reports it.

        Raises:
            StorageError: there is no folder for the data, and none can be created.
        """
        try:
            _make(self.data)
        except OSError as problem:
            taken = isinstance(problem, FileExistsError)
            reason = "a file or a broken link has its name" if taken else problem.strerror
            raise StorageError(
                f"The folder {self.data} cannot be created: {reason}.",
                "Choose another with --data-dir.",
            ) from problem
        for folder in (self.cache, self.logs):
            with suppress(OSError):
                _make(folder)


def _make(folder: Path) -> None:
    """Make a folder and those above it, mode 0700."""
    for part in reversed([folder, *folder.parents]):
        part.mkdir(exist_ok=True, mode=0o700)


def shipped(name: str) -> Path:
    """Return a folder of shipped content: "interview_scripts", "rubrics" or "assets".

    In a wheel or a bundle it is inside the package, in a checkout at the top.
    """
    package = Path(__file__).parent
    bundled = package / "_content" / name
    return bundled if bundled.is_dir() else package.parents[1] / name


def installed(module: str) -> Path | None:
    """Return the folder of an installed package without importing it; None if it is missing."""
    spec = find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None
