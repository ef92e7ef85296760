"""The user's choices while the window is open: changed in one place, saved at once."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.errors import GreenroomError, StorageError
from greenroom.settings import Settings
from greenroom.settings_file import save


class SettingsStore(QObject):
    """Holds the settings; whoever shows them listens to `changed`."""

    changed = Signal(Settings)
    failed = Signal(GreenroomError)
    """They hold for now and could not be saved."""

    def __init__(self, settings: Settings, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file

    @property
    def settings(self) -> Settings:
        """What is chosen just now."""
        return self._settings

    @property
    def saved(self) -> bool:
        """Whether anything was ever chosen on this computer."""
        return self._file.exists()

    def change(self, **what: object) -> None:
        """Choose other values for some settings, by their names; each is checked."""
        wanted = Settings.model_validate({**self._settings.model_dump(), **what})
        if wanted != self._settings:
            self._settings = wanted
            self.keep()
            self.changed.emit(wanted)

    def keep(self) -> None:
        """Save what is chosen, though it be the defaults."""
        try:
            save(self._settings, self._file)
        except OSError as problem:
            sentence = f"Your choices could not be saved ({problem.strerror or problem})."
            self.failed.emit(StorageError(sentence, "They hold until you close the window."))
