"""Model, voice and measuring process: made ready while the user looks at the home screen."""

from threading import Lock

from PySide6.QtCore import QObject

from greenroom.backstage import Backstage
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.engines.recognition.speech_models import silent
from greenroom.errors import GreenroomError
from greenroom.live.lanes import Lane
from greenroom.paths import Paths
from greenroom.ports import Progress
from greenroom.settings import Settings
from greenroom.ui.conductors.settings_keeper import SettingsKeeper
from greenroom.ui.errands import Errands


class BackstageKeeper(QObject):
    """Holds one Backstage, and makes another when the settings ask for another model or voice."""

    def __init__(
        self, keeper: SettingsKeeper, paths: Paths, lane: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._paths = paths
        self._errands = Errands(lane, self)
        self._lock = Lock()
        self._backstage: Backstage | None = None
        self._told: Progress = silent
        keeper.changed.connect(self._settings_changed)

    def warm_up(self) -> None:
        """Have everything ready, beside the window. What is missing, the checks at home say."""
        settings = self._keeper.settings
        self._errands.do(lambda: self.serving(settings).warm_up(), _settled, _settled)

    def serving(self, settings: Settings, progress: Progress = silent) -> Backstage:
        """The one for these settings; called on a lane, for another may have to be closed."""
        with self._lock:
            self._told = progress
            if self._backstage is None or not self._backstage.serves(settings):
                if self._backstage:
                    self._backstage.close()
                self._backstage = Backstage(settings, self._paths, ModelHub(), self._tell)
            return self._backstage

    def close(self) -> None:
        """End what is under way, and the measuring process."""
        self._errands.close()
        with self._lock:
            if self._backstage:
                self._backstage.close()
                self._backstage = None

    def _tell(self, what: str, share: float) -> None:
        self._told(what, share)

    def _settings_changed(self, settings: Settings) -> None:
        if self._backstage and not self._backstage.serves(settings):
            self.warm_up()


def _settled(_: GreenroomError | None) -> None:
    """Ready, or not: whoever needs it will be told."""
