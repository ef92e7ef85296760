"""One interview at a time: its beginning, messages to it, views to the stage, its end."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.errors import GreenroomError
from greenroom.interview import events as ev
from greenroom.interview.plan import Plan
from greenroom.interview.state import OVER, Phase, State
from greenroom.live.concurrency.notices import (
    Concluded,
    LevelChanged,
    Mentioned,
    MicrophoneLost,
    MicrophoneSilent,
    MicrophoneSounds,
    Notice,
    PostNotice,
    SentOut,
    Told,
    VoiceBegan,
    WordsHeard,
)
from greenroom.live.concurrency.notices import Message as Posted
from greenroom.ports import Progress
from greenroom.settings import Settings
from greenroom.ui.services.background import AtClose, TaskGroup
from greenroom.ui.services.event_queue import Channel
from greenroom.ui.stage.presentation import Scene, moved_on, noticed, stage_view
from greenroom.ui.stage.screen import StageScreen
from greenroom.ui.stage.view import StageView
from greenroom.ui.widgets.bar import Message


class Live(Protocol):
    """What is needed of a LiveInterview."""

    @property
    def state(self) -> State:
        """Return where the interview stands."""
        ...

    def handle(self, event: ev.Event) -> None:
        """Let the rules decide, and do what they say."""
        ...

    def ignore_silence_once(self) -> None:
        """Go on listening: the candidate is still thinking."""
        ...


InterviewContext = AbstractContextManager[Live]
Choose = Callable[[], Plan]
"""Chooses what is asked; called on a worker."""

Hold = Callable[[Plan, Settings, PostNotice, Progress], InterviewContext]
"""Makes an interview; called on a worker, like the way in and out of what it returns."""

KEEP_MS = 1000
"""How long a window that is closed stays for an answer; what is not known by then is recovered."""

NOTHING_KEPT = "Nothing was recorded, so there is nothing to review."

_log = logging.getLogger(__name__)


class InterviewController(QObject):
    """The link from an interview to a screen that knows only its view."""

    wanted = Signal()
    """The stage is to be shown."""

    left = Signal()
    """There is nothing to review; back to where the interview was begun."""

    review_wanted = Signal(str)
    """The interview is over; the id of its session."""

    said = Signal(Message)
    """One sentence for the message bar."""

    unsaid = Signal()
    """What stands in the message bar is settled."""

    captions_chosen = Signal(bool)
    """The candidate wants captions from now on, or no longer."""

    kept = Signal()
    """Asked for by `keep_and_close`: the window may close now."""

    def __init__(
        self, screen: StageScreen, hold: Hold, tasks: TaskGroup, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._hold = hold
        self._tasks = tasks
        self._channel: Channel[Posted] | None = None
        self._context: InterviewContext | None = None
        self._live: Live | None = None
        self._settings = Settings()
        self._scene = Scene()
        self._closing = False
        self._over = False
        self._connect()

    @property
    def running(self) -> bool:
        """Return whether an interview is under way, or about to be."""
        return self._channel is not None

    def begin(self, choose: Choose, settings: Settings) -> None:
        """Hold an interview, unless one is under way."""
        if self.running:
            return
        self._settings, self._scene, self._closing = settings, Scene(), False
        channel = self._channel = self._tasks.channel(self._receive)
        self._screen.show_view(StageView(status="Getting ready"))
        self.wanted.emit()

        def enter() -> tuple[InterviewContext, Live]:
            context = self._hold(choose(), settings, channel.post, self._progress)
            live = context.__enter__()
            if self._over:
                context.__exit__(None, None, None)
            return context, live

        self._tasks.run(
            enter,
            lambda entered: self._entered(channel, *entered),
            lambda problem: self._refused(channel, problem),
        )

    def keep_and_close(self) -> None:
        """End here, save what was said, then emit `kept`; at the second call, at once."""
        if self._closing or not self._live:
            self._leave()
            self.kept.emit()
            return
        self._closing = True
        self.unsaid.emit()
        self.said.emit(Message("Your answers are being saved; the window will close in a moment."))
        QTimer.singleShot(KEEP_MS, self, self._close_now)
        self._live_event(ev.EndRequested())

    def choose(self, settings: Settings) -> None:
        """Take over what may be chosen during an interview: whether captions are shown."""
        self._settings = self._settings.model_copy(update={"captions": settings.captions})
        self._show()

    def close(self) -> None:
        """End everything at once; recordings are kept as far as they go."""
        self._over = True
        self._leave()
        self._tasks.close()

    def _connect(self) -> None:
        screen = self._screen
        for signal, event in (
            (screen.finish_wanted, ev.AnswerFinished()),
            (screen.repeat_wanted, ev.RepeatRequested()),
            (screen.skip_wanted, ev.QuestionSkipped()),
            (screen.pause_wanted, ev.PauseRequested()),
        ):
            signal.connect(lambda event=event: self._live_event(event))
        screen.resume_wanted.connect(self._resume)
        screen.end_wanted.connect(self._end)
        screen.still_thinking.connect(self._ignore_silence_once)
        screen.captions_wanted.connect(self.captions_chosen)

    def _entered(self, channel: Channel[Posted], context: InterviewContext, live: Live) -> None:
        if channel is not self._channel:  # the candidate has left already
            self._exit(channel, context)
            return
        self._context, self._live = context, live
        self._live_event(ev.Started())

    def _refused(self, channel: Channel[Posted], problem: GreenroomError) -> None:
        if channel is self._channel:
            self._leave()
            self.left.emit()
            self.said.emit(Message(problem.sentence, problem.hint, "bad"))

    def _receive(self, message: Posted) -> None:
        match message:
            case MicrophoneLost() | MicrophoneSilent() | MicrophoneSounds():
                self._notice(message)
            case VoiceBegan() | WordsHeard() | SentOut():
                self._notice(message)
            case LevelChanged(_, dbfs):
                self._screen.show_level(dbfs)
                self._notice(message)
            case Mentioned(sentence):
                self.said.emit(Message(sentence))
            case Told(sentence):
                self.said.emit(Message(sentence, mood="warn"))
            case Concluded():
                self._concluded(message)
            case _:
                self._live_event(message)

    def _live_event(self, event: ev.Event) -> None:
        if self._live is None:
            return
        state_before = self._live.state
        self._live.handle(event)
        self._scene = moved_on(self._scene, state_before, self._live.state)
        self._show()

    def _notice(self, notice: Notice) -> None:
        if self._live:
            self._scene = noticed(self._scene, notice, self._live.state)
            self._show()

    def _progress(self, what: str, share: float) -> None:
        """Show how far a model is; called on a worker, ends its work when nobody waits for it."""
        if self._over:
            raise CancelledError
        text = f"{what} ({share:.0%})" if 0 < share < 1 else what
        self._tasks.post(lambda: self._progressed(text))

    def _progressed(self, text: str) -> None:
        self._scene = replace(self._scene, progress=text)
        self._show()

    def _close_now(self) -> None:
        """Close without what takes longer; it is recovered at the next start."""
        if self._closing and self.running:
            _log.warning("The window closes before all is known of the last answer")
            self._leave()
            self.kept.emit()

    def _end(self) -> None:
        """End the interview, with a moment in which that can be taken back."""
        if self._live is None:
            self._leave()
            self.left.emit()
            return
        phase = self._live.state.phase
        if self._scene.ending:
            self.unsaid.emit()
        elif phase in (Phase.IDLE, Phase.PREPARING, Phase.CLOSING):
            self._live_event(ev.EndRequested())
        elif phase not in {Phase.ANALYZING, *OVER}:
            self._scene = replace(self._scene, ending=True)
            self._live_event(ev.PauseRequested())
            self.said.emit(
                Message(
                    "The interview ends here. All your answers are kept.",
                    action="Continue instead",
                    act=self._resume,
                    gone=self._end_now,
                )
            )

    def _end_now(self) -> None:
        if self._scene.ending:
            self._scene = replace(self._scene, ending=False)
            self._live_event(ev.EndRequested())

    def _resume(self) -> None:
        self._scene = replace(self._scene, ending=False)
        self._live_event(ev.ResumeRequested())

    def _ignore_silence_once(self) -> None:
        if self._live:
            self._live.ignore_silence_once()

    def _concluded(self, concluded: Concluded) -> None:
        self._leave()
        if self._closing:
            self.kept.emit()
        elif concluded.folder is None:
            self.left.emit()
            self.said.emit(Message(NOTHING_KEPT))
        else:
            self.review_wanted.emit(concluded.session_id)

    def _leave(self) -> None:
        """Forget the interview; what still comes from it is ignored."""
        channel, context = self._channel, self._context
        self._channel, self._context, self._live = None, None, None
        if self._scene.ending:
            self._scene = replace(self._scene, ending=False)
            self.unsaid.emit()
        if channel and context:
            self._exit(channel, context)

    def _exit(self, channel: Channel[Posted], context: InterviewContext) -> None:
        """Give everything back on a worker."""
        channel.close()
        self._tasks.run(
            lambda: context.__exit__(None, None, None),
            lambda _: None,
            self._fail,
            at_close=AtClose.FINISH,
        )

    def _fail(self, problem: GreenroomError) -> None:
        _log.warning("%s", problem.sentence)
        self.said.emit(Message(problem.sentence, problem.hint, "warn"))

    def _show(self) -> None:
        if self._live:
            self._screen.show_view(stage_view(self._live.state, self._scene, self._settings))
