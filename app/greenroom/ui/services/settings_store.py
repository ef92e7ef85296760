"""The user's choices while the window is open: changed in one place, saved at once."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.errors import GreenroomError, StorageError
from greenroom.settings import Settings
from greenroom.settings_file import save


class SettingsStore(QObject):
    """The settings; whoever shows them listens to `changed`."""

    changed = Signal(Settings)
    failed = Signal(GreenroomError)
    """They apply for now and could not be saved."""

    def __init__(self, settings: Settings, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._file = file

    @property
    def settings(self) -> Settings:
        """Return what is chosen just now."""
        return self._settings

    @property
    def saved(self) -> bool:
        """Return whether anything was ever chosen on this computer."""
        return self._file.exists()

    def change(self, **values: object) -> None:
        """Choose other values for some settings, by their names; each is checked."""
        settings = Settings.model_validate({**self._settings.model_dump(), **values})
        if settings != self._settings:
            self._settings = settings
            self.keep()
            self.changed.emit(settings)

    def keep(self) -> None:
        """Save what is chosen, even if that is the defaults."""
        try:
            save(self._settings, self._file)
        except OSError as problem:
            sentence = f"Your settings could not be saved ({problem.strerror or problem})."
            self.failed.emit(StorageError(sentence, "They apply until you close the window."))
