"""What the preferences show, and what happens when the user chooses something there."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from greenroom.content.personas import load_personas
from greenroom.errors import GreenroomError, UserError
from greenroom.formatting import size
from greenroom.interview.persona import Persona
from greenroom.settings import Settings
from greenroom.ui.preferences.language_model_controller import LanguageModelController
from greenroom.ui.preferences.presentation import Choices, groups, parsed, places
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences.view import LanguageModelView, PreferencesView
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.privacy_notice import leaving
from greenroom.ui.services.shared_views import SoundChecks
from greenroom.ui.widgets.bar import Message


class PreferencesController(QObject):
    """The link from settings, storage and privacy to a screen that knows only its view."""

    said = Signal(Message)
    """For the message bar."""

    failed = Signal(GreenroomError)

    def __init__(self, screen: PreferencesScreen, services: AppServices) -> None:
        super().__init__(screen)
        settings_store, paths = services.settings_store, services.paths
        self._screen = screen
        self._settings_store = settings_store
        self._offered: dict[str, Choices] = {}
        self._tasks = services.background.group("preferences")
        self._view = PreferencesView(places=places(paths), leaving=leaving(settings_store.settings))
        self._llm = LanguageModelController(screen.language_model, services)
        self._llm.changed.connect(self._show_language_model)
        self._llm.said.connect(self.said)
        self._llm.failed.connect(self.failed)
        screen.changed.connect(self._change)
        screen.folder_wanted.connect(_show_folder)
        screen.defaults_wanted.connect(self._defaults)
        settings_store.changed.connect(lambda _: self._show())
        self._tasks.run(lambda: load_personas(paths), self._know_personas, self.failed.emit)
        self._show_language_model(self._llm.view)

    def count(self) -> None:
        """Measure again how large everything is."""
        paths = [Path(place.path).expanduser() for place in self._view.places]
        self._tasks.run(
            lambda: [size(weight(path)) for path in paths], self._know_sizes, self.failed.emit
        )

    def show_devices(self, sound: SoundChecks) -> None:
        """Offer the devices that the sound check has devices."""
        devices = {"microphone": sound.microphones, "speaker": sound.speakers}
        for name, choices in devices.items():
            if choices:
                self._offer(name, tuple((device.value, device.title) for device in choices))

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close()
        self._llm.close()

    def _change(self, name: str, text: str) -> None:
        try:
            self._settings_store.change(**{name: parsed(name, text)})
        except ValidationError as problem:
            title = Settings.model_fields[name].title or name
            self.failed.emit(UserError(f"{title}: {problem.errors()[0]['msg']}."))
            self._show()

    def _defaults(self) -> None:
        settings_before = self._settings_store.settings.model_dump()
        self._settings_store.change(**Settings().model_dump(exclude={"script", "llm"}))
        undo = Message(
            "All preferences are back to their defaults.",
            action="Undo",
            act=lambda: self._settings_store.change(**settings_before),
        )
        self.said.emit(undo)

    def _know_personas(self, personas: Mapping[str, Persona]) -> None:
        self._offer("persona", tuple((persona.id, persona.title) for persona in personas.values()))

    def _offer(self, name: str, choices: Choices) -> None:
        if self._offered.get(name) != choices:
            self._offered[name] = choices
            self._show()

    def _know_sizes(self, sizes: list[str]) -> None:
        sized_places = zip(self._view.places, sizes, strict=True)
        self._view = replace(
            self._view, places=tuple(replace(place, size=text) for place, text in sized_places)
        )
        self._show()

    def _show_language_model(self, view: LanguageModelView) -> None:
        self._view = replace(self._view, language_model=view)
        self._show()

    def _show(self) -> None:
        settings = self._settings_store.settings
        self._view = replace(
            self._view, groups=groups(settings, self._offered), leaving=leaving(settings)
        )
        self._screen.show_view(self._view)


def weight(path: Path) -> int:
    """Return the bytes in a file or in all files below a folder; 0 where there is nothing."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def _show_folder(path: str) -> None:
    full = Path(path).expanduser()
    folder = full if full.is_dir() else full.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
