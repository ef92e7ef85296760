"""Preferences: as they are at first."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences.view import Place, PreferencesView
from greenroom.ui.preferences_conductor import NOTHING_LEAVES, places
from greenroom.ui.preferences_lines import groups
from pictures.home import DEVICES
from pictures.shot import Shot

_PATHS = Paths(
    Path("~/.local/share/greenroom"), Path("~/.cache/greenroom"), Path("~/.local/state/greenroom")
)
_SIZES = ("412 MB", "9 MB", "148 MB", "214 KB")


def _places() -> tuple[Place, ...]:
    return tuple(
        Place(place.title, place.what, place.path, size)
        for place, size in zip(places(_PATHS), _SIZES, strict=True)
    )


VIEW = PreferencesView(
    groups=groups(
        Settings(),
        {
            "microphone": tuple((one.value, one.title) for one in DEVICES.microphones),
            "speaker": tuple((one.value, one.title) for one in DEVICES.speakers),
        },
    ),
    places=_places(),
    leaving=NOTHING_LEAVES,
)


def _usual(screen: QWidget) -> None:
    assert isinstance(screen, PreferencesScreen)
    screen.show_view(VIEW)


def _foot(screen: QWidget) -> None:
    assert isinstance(screen, PreferencesScreen)
    screen.show_view(VIEW)
    screen.show_storage()


SHOTS = (
    Shot("preferences", "preferences", _usual),
    Shot("preferences-storage", "preferences", _foot),
)
