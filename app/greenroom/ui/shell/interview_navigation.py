"""The way into interviews: what is ready for them, the one under way, what a crash left."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.composition import InterviewOptions, interview
from greenroom.engines.recognition.model_hub import ModelHub
from greenroom.interview.plan import Plan
from greenroom.live.concurrency.notices import PostNotice
from greenroom.live.interview.live_interview import LiveInterview
from greenroom.ports import Progress
from greenroom.question_plans import choose_from, choose_plan, plan_again
from greenroom.resume.resume_script import ResumeInterview
from greenroom.runtime import ModelRuntime
from greenroom.settings import Settings
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.runtime_cache import RuntimeCache
from greenroom.ui.shell.recovery_controller import RecoveryController
from greenroom.ui.shell.window import Window
from greenroom.ui.stage.controller import InterviewController
from greenroom.ui.stage.screen import StageScreen

SETTLE_MS = 1500
"""How long the home screen has to fill itself before the speech model is loaded."""


class InterviewNavigation(QObject):
    """The way to the stage and back, made once per window."""

    review_wanted = Signal(str)
    """The id of the session to be reviewed."""

    recovered = Signal()
    """There is more to review than before."""

    def __init__(self, window: Window, services: AppServices) -> None:
        super().__init__(window)
        self._window = window
        self._settings_store, self._paths = services.settings_store, services.paths
        self._background = services.background
        self._interview: InterviewController | None = None
        self.runtime = RuntimeCache(services, self)
        self._recovery = RecoveryController(self._lent, services, self)
        self._recovery.said.connect(window.say)
        self._recovery.review_wanted.connect(self.review_wanted)
        self._recovery.recovered.connect(self.recovered)
        window.may_close = lambda: not self.running
        window.close_wanted.connect(self._keep_and_close)

    @property
    def running(self) -> bool:
        """Return whether an interview is under way."""
        return self._interview is not None and self._interview.running

    def start(self) -> None:
        """Look for what was lost, and have the next interview ready."""
        self._recovery.look()
        QTimer.singleShot(SETTLE_MS, self, self.runtime.warm_up)
        QTimer.singleShot(0, self, self._controller)  # so that beginning takes no time

    def begin(self, settings: Settings) -> None:
        """Hold an interview with these settings."""
        self._controller().begin(lambda: self._plan(settings), settings)

    def begin_on_resume(self, settings: Settings, prepared: ResumeInterview) -> None:
        """Hold an interview on a résumé."""
        count, follow_ups = settings.questions, settings.follow_ups
        choose = partial(choose_from, prepared, self._paths, questions=count, follow_ups=follow_ups)
        self._controller().begin(choose, settings)

    def begin_again(self, script_id: str, question_id: str) -> None:
        """Hold an interview of one question, for another take of its answer."""
        choose = partial(plan_again, script_id, question_id, self._paths, follow_ups=0)
        self._controller().begin(choose, self._settings_store.settings)

    def close(self) -> None:
        """End everything that is under way."""
        if self._interview:
            self._interview.close()
        self._recovery.close()
        self.runtime.close()

    def _controller(self) -> InterviewController:
        if self._interview is None:
            screen = self._window.widget("stage")
            assert isinstance(screen, StageScreen)
            controller = InterviewController(
                screen, self._hold, self._background.group("interview"), self
            )
            controller.wanted.connect(lambda: self._window.show_screen("stage"))
            controller.left.connect(lambda: self._window.show_screen("home"))
            controller.review_wanted.connect(self.review_wanted)
            controller.said.connect(self._window.say)
            controller.unsaid.connect(self._window.bar.dismiss)
            controller.captions_chosen.connect(lambda on: self._settings_store.change(captions=on))
            controller.kept.connect(self._window.close)
            self._settings_store.changed.connect(controller.choose)
            self._interview = controller
        return self._interview

    def _plan(self, settings: Settings) -> Plan:
        count, follow_ups = settings.questions, settings.follow_ups
        return choose_plan(settings.script, self._paths, questions=count, follow_ups=follow_ups)

    @contextmanager
    def _hold(
        self, plan: Plan, settings: Settings, post: PostNotice, progress: Progress
    ) -> Generator[LiveInterview]:
        """Have everything ready for these questions; called on a worker."""
        with self.runtime.lent(settings, progress) as runtime:
            options = InterviewOptions(
                settings, self._paths, ModelHub(), progress=progress, runtime=runtime
            )
            with interview(plan, options, post) as live:
                yield live

    def _lent(self) -> AbstractContextManager[ModelRuntime]:
        return self.runtime.lent(self._settings_store.settings)

    def _keep_and_close(self) -> None:
        self._controller().keep_and_close()
