"""The checks of the home screen: each is made on a worker and shown as soon as it is done."""

from threading import Event as Flag

from PySide6.QtCore import QObject, Signal

from greenroom.errors import GreenroomError
from greenroom.settings import Settings
from greenroom.ui.services import system_checks
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.shared_views import Check


class ReadinessController(QObject):
    """The checks: made, made again, and their offers carried out."""

    changed = Signal(tuple)
    """All checks, as far as they are known."""

    failed = Signal(GreenroomError)

    def __init__(self, services: AppServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_store, self._paths = services.settings_store, services.paths
        self._tasks = services.background.group("checks")
        self._checks: tuple[Check, ...] = ()
        self._round = 0  # what an earlier round finds no longer matters
        self._seen_with = self._settings_store.settings
        self._settings_store.changed.connect(self._settings_changed)

    def look(self) -> None:
        """Check everything, again if need be."""
        self._round += 1
        number, settings = self._round, self._settings_store.settings
        self._seen_with = settings
        self._checks = system_checks.looking()
        self.changed.emit(self._checks)

        def work() -> None:
            for check in system_checks.examine(settings, self._paths):
                self._tasks.post(lambda check=check: self._know(number, check))

        self._tasks.run(work, lambda _: None, self.failed.emit)

    def fix(self, name: str) -> None:
        """Do what the check of that name offers: only the speech model can be fetched."""
        if name == "model":
            settings, number, stop = self._settings_store.settings, self._round, Flag()

            def tell(what: str, share: float) -> None:
                finding = f"{what.rsplit(': ', 1)[-1]}, {share:.0%}"
                self._know(
                    number, Check("model", system_checks.TITLES["model"], "looking", finding)
                )

            progress = self._tasks.reporting(tell, stop)
            self._tasks.run(
                lambda: system_checks.download_model(settings, self._paths, progress),
                lambda _: self.look(),
                self._not_fixed,
                lasting=True,
                interrupt=stop.set,
            )

    def close(self) -> None:
        """End what is under way."""
        self._tasks.close()

    def _know(self, number: int, check: Check) -> None:
        if number == self._round:
            self._checks = tuple(check if old.name == check.name else old for old in self._checks)
            self.changed.emit(self._checks)

    def _not_fixed(self, problem: GreenroomError) -> None:
        self.failed.emit(problem)
        self.look()

    def _settings_changed(self, settings: Settings) -> None:
        if _looked_at(settings) != _looked_at(self._seen_with):
            self.look()


def _looked_at(settings: Settings) -> tuple[object, ...]:
    """Return what the checks depend on."""
    return (
        settings.microphone,
        settings.speaker,
        settings.voice,
        settings.model,
        settings.model_folder,
    )
