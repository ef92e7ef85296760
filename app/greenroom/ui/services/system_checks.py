"""Checks of what an interview needs: each blocks for a moment, none raises."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from greenroom.disk import LEAST_FREE
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import find_model
from greenroom.engines.sound.choices import make_voice
from greenroom.engines.sound.devices import Device, list_devices, pick
from greenroom.engines.sound.server import Kind
from greenroom.errors import GreenroomError, ModelError
from greenroom.formatting import size
from greenroom.paths import Paths, installed
from greenroom.ports import Progress
from greenroom.settings import ModelSize, Settings
from greenroom.ui.services.shared_views import Check, CheckName

MEGABYTES: dict[ModelSize, int] = {
    "tiny": 76, "base": 146, "small": 486, "medium": 1530, "large-v3": 3090,
    "large-v3-turbo": 1620,
}  # fmt: skip
"""What a speech model weighs as a download."""

TITLES: dict[CheckName, str] = {
    "microphone": "Microphone",
    "speaker": "Speaker",
    "model": "Speech model",
    "voice": "Voice",
    "disk": "Disk",
}
_VOICES = {"neural": "The neural voice", "system": "The system's voice", "none": "Text only"}


def looking() -> tuple[Check, ...]:
    """Return all checks, before anything is known."""
    return tuple(Check(name, title, "looking") for name, title in TITLES.items())


def examine(settings: Settings, paths: Paths) -> Iterator[Check]:
    """Make one check after the other, the quick ones first."""
    yield disk(paths)
    yield _tried("microphone", lambda: _device(settings.microphone, "input"))
    yield _tried("speaker", lambda: _device(settings.speaker, "output"))
    yield model(settings, paths)
    yield _tried("voice", lambda: _voice(settings))


def disk(paths: Paths) -> Check:
    """Check whether there is room for recordings."""
    free = shutil.disk_usage(paths.data).free
    if free >= LEAST_FREE:
        return Check("disk", TITLES["disk"], "ready", f"{size(free)} free")
    hint = "Free up some space, or delete old sessions in the history."
    return Check("disk", TITLES["disk"], "attention", f"Only {size(free)} free", hint)


def model(settings: Settings, paths: Paths) -> Check:
    """Check whether the speech model is there; never asks the network."""
    try:
        find_model(settings.model, paths.models, named=settings.model_folder, hub=_CacheOnly())
    except _NotHereError:
        megabytes = MEGABYTES[settings.model]
        return Check(
            "model",
            TITLES["model"],
            "missing",
            f"{settings.model}, not downloaded",
            "It has to be downloaded once. After that nothing needs the network.",
            f"Download {size(megabytes * 1e6)}",
        )
    except GreenroomError as problem:
        return _failed("model", problem)
    name = settings.model_folder.name if settings.model_folder else settings.model
    return Check("model", TITLES["model"], "ready", f"{name}, on this computer")


def download_model(settings: Settings, paths: Paths, progress: Progress) -> Path:
    """Fetch the speech model; the user has agreed to its size.

    Raises:
        ModelError: the hub was not reached, or what came is damaged.
    """
    hub = ModelHub(ask=lambda _megabytes: True)
    return find_model(settings.model, paths.models, hub=hub, progress=progress)


class _NotHereError(ModelError):
    """The model is neither in the offline parts nor in the cache."""


@dataclass(frozen=True)
class _CacheOnly(ModelHub):
    """A hub that is never asked for anything."""

    def download(self, size: str, progress: Progress) -> Path:
        """Raise: the model would have to be downloaded."""
        raise _NotHereError(f"The speech model {size} is not on this computer.")


def _tried(name: CheckName, look: Callable[[], str]) -> Check:
    try:
        return Check(name, TITLES[name], "ready", look())
    except GreenroomError as problem:
        return _failed(name, problem)


def _failed(name: CheckName, problem: GreenroomError) -> Check:
    return Check(name, TITLES[name], "missing", problem.sentence, problem.hint)


def _device(choice: str, kind: Kind) -> str:
    if choice.startswith("file:") or choice == "none":
        return choice
    devices = list_devices(kind)
    chosen = pick(choice, kind)
    return _default_name(devices) if chosen.name == "default" else chosen.name


def _default_name(devices: tuple[Device, ...]) -> str:
    return next((device.name for device in devices if device.is_default), devices[0].name)


def _voice(settings: Settings) -> str:
    """Try the voice, but load no neural one: that would freeze the window for a moment."""
    if settings.voice == "system":
        make_voice("system").synthesize("Hello.")
    elif settings.voice == "neural" and installed("hibari") is None:
        raise ModelError("The neural voice is not installed.", "Choose another one on the left.")
    return _VOICES[settings.voice]
