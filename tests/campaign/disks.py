"""Disks of our own, in files: one whose power can be cut, some that know no case. As root."""

import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

OUTER, INNER = "1200M", "256M"

FOLDING = {
    "exfat": (("mkfs.exfat",), ("mount.exfat-fuse", "-o", "nonempty")),
    "ntfs": (("mkfs.ntfs", "-F", "-Q"), ("lowntfs-3g", "-o", "ignore_case")),
}
"""File systems without case that need no kernel module: how to make and how to mount them."""


class Disk:
    """An ext4 file system whose state on the disk can be copied at any moment.

    The image is written around the system's cache, so it holds what the file system has sent to
    the disk and nothing else; freezing what lies below makes every copy one of a single moment.
    """

    def __init__(self, folder: Path) -> None:
        self._below, self.mounted, self._looked = (folder / it for it in ("below", "disk", "look"))
        for path in (self._below, self.mounted, self._looked):
            path.mkdir()
        self._image, self._device = self._below / "image", ""
        outer = folder / "outer"
        _do("truncate", "-s", OUTER, outer)
        _do("mkfs.ext4", "-q", outer)
        _do("mount", "-o", "loop", outer, self._below)
        _do("fallocate", "-l", INNER, self._image)
        _do("mkfs.ext4", "-q", self._image)
        self._device = _do("losetup", "--direct-io=on", "--show", "-f", self._image)
        # Without ext4's own precaution for files that are renamed before they are written.
        _do("mount", "-o", "noauto_da_alloc", self._device, self.mounted)

    def cut(self) -> Path:
        """Copy what would be on the disk if the power went now."""
        copy = self._below.parent / "cut"
        _do("fsfreeze", "-f", self._below)
        try:
            _do("cp", "--sparse=always", self._image, copy)
        finally:
            _do("fsfreeze", "-u", self._below)
        return copy

    @contextmanager
    def after(self, copy: Path) -> Generator[Path]:
        """Mount such a copy as the next start of the computer does; the copy is used up."""
        _do("mount", "-o", "loop", copy, self._looked)
        try:
            yield self._looked
        finally:
            _do("umount", self._looked)
            copy.unlink()

    def close(self) -> None:
        """Unmount all; whatever was mounted goes."""
        for undo in (
            ("umount", self.mounted),
            ("losetup", "-d", self._device),
            ("umount", self._below),
        ):
            with suppress(subprocess.CalledProcessError):
                _do(*undo)


@contextmanager
def disk(folder: Path) -> Generator[Disk]:
    """A disk that is gone at the end of the block."""
    made = Disk(folder)
    try:
        yield made
    finally:
        made.close()


def folding_kinds() -> list[str]:
    """The file systems without case that can be made here."""
    return [
        kind
        for kind, (make, mount) in FOLDING.items()
        if shutil.which(make[0]) and shutil.which(mount[0])
    ]


@contextmanager
def folding(kind: str, folder: Path) -> Generator[Path]:
    """Such a file system, mounted until the end of the block."""
    make, mount = FOLDING[kind]
    image, mounted = folder / f"{kind}.image", folder / kind
    mounted.mkdir()
    _do("truncate", "-s", INNER, image)
    _do(*make, image)
    device = _do("losetup", "--show", "-f", image)
    try:
        _do(*mount, device, mounted)
        try:
            yield mounted
        finally:
            _do("umount", mounted)
    finally:
        _do("losetup", "-d", device)
        image.unlink()


def _do(*command: str | Path) -> str:
    """Run it; what it printed."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout.strip()
