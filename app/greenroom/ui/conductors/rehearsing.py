"""All about interviews: what is ready for them, the one under way, what a crash left of others."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.backstage import Backstage
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.interview.plan import Plan
from greenroom.live.door import Post
from greenroom.live.interview import LiveInterview
from greenroom.paths import Paths
from greenroom.planning import choose_from, choose_plan, plan_again
from greenroom.ports import Progress
from greenroom.resume.script import Prepared
from greenroom.settings import Settings
from greenroom.ui.background import BackgroundTasks
from greenroom.ui.conductors.backstage_keeper import BackstageKeeper
from greenroom.ui.conductors.interview import InterviewConductor
from greenroom.ui.conductors.recovery import RecoveryConductor
from greenroom.ui.conductors.settings_keeper import SettingsKeeper
from greenroom.ui.stage.screen import StageScreen
from greenroom.ui.window import Window
from greenroom.wiring import Rehearsal, interview

SETTLE_MS = 1500
"""The home screen has so long to fill itself before the speech model is loaded."""


class Rehearsing(QObject):
    """Made once per window."""

    review_wanted = Signal(str)
    """The id of the session to be reviewed."""

    recovered = Signal()
    """There is more to review than before."""

    def __init__(
        self,
        window: Window,
        keeper: SettingsKeeper,
        paths: Paths,
        background: BackgroundTasks,
    ) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._keeper = keeper
        self._paths = paths
        self._interview: InterviewConductor | None = None
        self.backstage = BackstageKeeper(keeper, paths, background.group("warm-up"), self)
        self._recovery = RecoveryConductor(self._lent, paths, background.group("recovery"), self)
        self._recovery.said.connect(window.say)
        self._recovery.review_wanted.connect(self.review_wanted)
        self._recovery.recovered.connect(self.recovered)
        window.may_close = lambda: not self.running
        window.close_wanted.connect(self._keep_and_close)

    @property
    def running(self) -> bool:
        """Whether an interview is under way."""
        return self._interview is not None and self._interview.running

    def start(self) -> None:
        """Look for what was lost, and have the next interview ready."""
        self._recovery.look()
        QTimer.singleShot(SETTLE_MS, self, self.backstage.warm_up)
        QTimer.singleShot(0, self, self._conductor)  # so that beginning takes no time

    def begin(self, settings: Settings) -> None:
        """Hold an interview with these settings."""
        self._conductor().begin(lambda: self._chosen(settings), settings)

    def begin_on_resume(self, settings: Settings, prepared: Prepared) -> None:
        """Hold an interview on a résumé."""
        count, follow_ups = settings.questions, settings.follow_ups
        choose = partial(choose_from, prepared, self._paths, questions=count, follow_ups=follow_ups)
        self._conductor().begin(choose, settings)

    def begin_again(self, script_id: str, question_id: str) -> None:
        """Hold an interview of one question, for another take of its answer."""
        again = partial(plan_again, script_id, question_id, self._paths, follow_ups=0)
        self._conductor().begin(again, self._keeper.settings)

    def close(self) -> None:
        """End everything that is under way."""
        if self._interview:
            self._interview.close()
        self._recovery.close()
        self.backstage.close()

    def _conductor(self) -> InterviewConductor:
        if self._interview is None:
            screen = self._window.widget("stage")
            assert isinstance(screen, StageScreen)
            conductor = InterviewConductor(
                screen, self._hold, self._background.group("interview"), self
            )
            conductor.wanted.connect(lambda: self._window.show_screen("stage"))
            conductor.left.connect(lambda: self._window.show_screen("home"))
            conductor.review_wanted.connect(self.review_wanted)
            conductor.said.connect(self._window.say)
            conductor.unsaid.connect(self._window.bar.dismiss)
            conductor.captions_chosen.connect(lambda on: self._keeper.change(captions=on))
            conductor.kept.connect(self._window.close)
            self._keeper.changed.connect(conductor.choose)
            self._interview = conductor
        return self._interview

    def _chosen(self, settings: Settings) -> Plan:
        count, follow_ups = settings.questions, settings.follow_ups
        return choose_plan(settings.script, self._paths, questions=count, follow_ups=follow_ups)

    @contextmanager
    def _hold(
        self, plan: Plan, settings: Settings, post: Post, progress: Progress
    ) -> Generator[LiveInterview]:
        """On a worker: have everything ready for these questions."""
        with self.backstage.lent(settings, progress) as backstage:
            rehearsal = Rehearsal(
                settings, self._paths, ModelHub(), progress=progress, backstage=backstage
            )
            with interview(plan, rehearsal, post) as live:
                yield live

    def _lent(self) -> AbstractContextManager[Backstage]:
        return self.backstage.lent(self._keeper.settings)

    def _keep_and_close(self) -> None:
        self._conductor().keep_and_close()
