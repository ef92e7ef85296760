"""The services that every controller works with."""

from dataclasses import dataclass

from greenroom.paths import Paths
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore


@dataclass(frozen=True, slots=True)
class AppServices:
    """The user's choices, the user's folders, and the window's blocking work: once per program."""

    settings_store: SettingsStore
    paths: Paths
    background: BackgroundTasks
