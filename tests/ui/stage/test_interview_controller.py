"""The controller, with the real rules and a pretended world."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from person import deliver
from pretend import ASKS, SCRIPT, Pretense, plan
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from greenroom.errors import DeviceError
from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.plan import Plan
from greenroom.interview.state import Phase
from greenroom.live.concurrency.notices import LevelChanged, Mentioned, Told
from greenroom.settings import Settings
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.stage.controller import NOTHING_KEPT, InterviewController
from greenroom.ui.stage.screen import StageScreen
from greenroom.ui.widgets.bar import Message


class LazyTranscriber(QObject):
    """Hears all that the controller says."""

    def __init__(self, controller: InterviewController) -> None:
        super().__init__()
        self.reviews: list[str] = []
        self.messages: list[Message] = []
        self.left = self.kept = self.wanted = self.unsaid = 0
        controller.review_wanted.connect(self.reviews.append)
        controller.said.connect(self.messages.append)
        controller.left.connect(lambda: setattr(self, "left", self.left + 1))
        controller.kept.connect(lambda: setattr(self, "kept", self.kept + 1))
        controller.wanted.connect(lambda: setattr(self, "wanted", self.wanted + 1))
        controller.unsaid.connect(lambda: setattr(self, "unsaid", self.unsaid + 1))


class Held:
    """A controller with its screen, in the middle of a pretended interview."""

    def __init__(self, qtbot: QtBot, background: BackgroundTasks) -> None:
        self.qtbot = qtbot
        self.screen = StageScreen()
        qtbot.addWidget(self.screen)
        self.world = Pretense()
        self.controller = InterviewController(
            self.screen, self.world.hold, background.group("interview")
        )
        self.ears = LazyTranscriber(self.controller)

    def begin(self, settings: Settings | None = None) -> None:
        count = len(self.world.lives)
        self.controller.begin(plan, settings or Settings())
        self.qtbot.waitUntil(lambda: len(self.world.lives) > count)
        self.wait(Phase.PREPARING)

    def wait(self, phase: Phase) -> None:
        self.qtbot.waitUntil(lambda: self.world.live.state.phase is phase)

    def listen(self) -> None:
        self.begin()
        self.world.post(ev.Prepared(), ev.Spoken(1))
        self.wait(Phase.LISTENING)

    def settle(self) -> None:
        """Everything that was posted has arrived."""
        deliver()


@pytest.fixture
def held(qtbot: QtBot, background: BackgroundTasks) -> Iterator[Held]:
    made = Held(qtbot, background)
    yield made
    made.controller.close()


def test_a_whole_interview_ends_in_its_review(held: Held):
    held.listen()
    assert held.ears.wanted == 1
    assert held.screen.view.question == ASKS[0]
    held.screen.finish_wanted.emit()
    held.world.post(ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 90))
    held.world.post(ev.Understood(1, None), ev.Analyzed(1), ev.Spoken(2))
    held.wait(Phase.LISTENING)
    assert held.screen.view.question == ASKS[1]
    held.screen.skip_wanted.emit()
    held.world.post(ev.ListeningEnded(2, "candidate"), ev.Transcribed(2, 9))
    held.wait(Phase.CLOSING)
    assert held.screen.view.question == SCRIPT.closing
    held.world.post(ev.Spoken(3), ev.Analyzed(2))
    held.world.conclude(Path())
    held.qtbot.waitUntil(lambda: held.ears.reviews == ["the-session"])
    held.qtbot.waitUntil(lambda: held.world.left == 1)
    assert not held.controller.running
    assert held.ears.messages == []


def test_repeat_pause_and_going_on_reach_the_rules(held: Held):
    held.listen()
    held.screen.pause_wanted.emit()
    assert held.world.live.state.phase is Phase.PAUSED
    held.screen.resume_wanted.emit()
    held.screen.repeat_wanted.emit()
    assert held.world.live.commands[-4:] == [
        do.Hold(1),
        do.Listen(1),
        do.Hold(1),
        do.Say(1, ASKS[0]),
    ]
    held.screen.still_thinking.emit()
    assert held.world.live.kept_on == 1


def test_levels_reach_the_screen_with_the_time(held: Held):
    held.listen()
    held.world.post(LevelChanged(1, -12.0, 2.5, 4.0))
    held.qtbot.waitUntil(lambda: held.screen.view.seconds == 2.5)
    assert held.screen.view.countdown == 4.0


def test_what_is_made_ready_is_shown(held: Held):
    held.begin()
    assert held.world.progress is not None
    held.world.progress("Unpacking the speech model", 0.25)
    held.qtbot.waitUntil(lambda: held.screen.view.status == "Unpacking the speech model (25%)")


def test_troubles_of_the_rules_are_told_in_the_bar(held: Held):
    held.listen()
    held.world.post(Told("The disk is slow."))
    held.qtbot.waitUntil(lambda: bool(held.ears.messages))
    assert held.ears.messages == [Message("The disk is slow.", mood="warn")]


def test_what_is_only_good_to_know_is_no_warning(held: Held):
    held.listen()
    held.world.post(Mentioned("It took 3 requests."))
    held.qtbot.waitUntil(lambda: bool(held.ears.messages))
    assert held.ears.messages == [Message("It took 3 requests.")]


def test_the_end_can_be_taken_back(held: Held):
    held.listen()
    held.screen.end_wanted.emit()
    assert held.world.live.state.phase is Phase.PAUSED, "nobody is recorded meanwhile"
    (message,) = held.ears.messages
    assert message.act is not None
    message.act()
    assert held.world.live.state.phase is Phase.LISTENING
    assert message.gone is not None
    message.gone()
    assert held.world.live.state.phase is Phase.LISTENING, "an answered question is no question"


def test_the_end_comes_when_nobody_takes_it_back(held: Held):
    held.listen()
    held.screen.end_wanted.emit()
    (message,) = held.ears.messages
    assert message.gone is not None
    message.gone()
    assert held.world.live.commands[-1] == do.EndListening(1)


def test_a_second_escape_does_not_wait(held: Held):
    held.listen()
    held.screen.end_wanted.emit()
    held.screen.end_wanted.emit()
    assert held.ears.unsaid == 1, "the bar goes, and with it the way back"


def test_an_end_in_the_middle_of_thinking_still_has_its_way_back(held: Held):
    held.listen()
    held.screen.finish_wanted.emit()
    held.screen.end_wanted.emit()
    held.world.post(ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 90))
    held.world.post(ev.Understood(1, None))
    held.wait(Phase.PAUSED)
    (message,) = held.ears.messages
    assert message.act is not None
    message.act()
    assert held.world.live.commands[-1] == do.Say(2, ASKS[1])


def test_leaving_before_the_first_question_leaves_no_trace(held: Held):
    held.begin()
    held.screen.end_wanted.emit()
    assert held.world.live.state.phase is Phase.STOPPED
    held.world.conclude(None)
    held.qtbot.waitUntil(lambda: held.ears.left == 1)
    assert held.ears.messages == [Message(NOTHING_KEPT)]
    assert held.ears.reviews == []


def test_an_interview_that_cannot_begin_says_why(qtbot: QtBot, background: BackgroundTasks):
    screen = StageScreen()
    qtbot.addWidget(screen)

    def refuse() -> Plan:
        raise DeviceError("There is no microphone.", "Plug one in.")

    controller = InterviewController(screen, Pretense().hold, background.group("interview"))
    ears = LazyTranscriber(controller)
    controller.begin(refuse, Settings())
    qtbot.waitUntil(lambda: ears.left == 1)
    assert ears.messages == [Message("There is no microphone.", "Plug one in.", "bad")]
    assert not controller.running
    controller.close()


def test_who_leaves_while_devices_are_opened_is_not_called_back(held: Held):
    held.controller.begin(plan, Settings())
    held.screen.end_wanted.emit()
    held.qtbot.waitUntil(lambda: held.world.left == 1)
    assert held.ears.left == 1
    assert held.world.live.commands == []
    assert not held.controller.running


def test_what_comes_while_everything_is_given_back_is_not_heard(held: Held):
    held.listen()
    held.world.may_leave.clear()
    held.world.conclude(Path())
    held.qtbot.waitUntil(lambda: bool(held.ears.reviews))
    held.world.post(Told("Too late."), ev.Spoken(2))
    held.world.may_leave.set()
    held.begin()
    held.settle()
    assert held.ears.messages == []
    assert held.world.live.state.phase is Phase.PREPARING


def test_one_interview_at_a_time(held: Held):
    held.begin()
    held.controller.begin(plan, Settings())
    held.settle()
    assert len(held.world.lives) == 1


def test_the_window_closes_when_the_answers_are_kept(held: Held):
    held.listen()
    held.controller.keep_and_close()
    assert held.world.live.commands[-1] == do.EndListening(1)
    assert held.ears.kept == 0
    held.world.post(ev.ListeningEnded(1, "candidate"), ev.Transcribed(1, 9), ev.Analyzed(1))
    held.world.conclude(Path())
    held.qtbot.waitUntil(lambda: held.ears.kept == 1)
    assert held.ears.reviews == []
    assert not held.controller.running


def test_whoever_closes_twice_does_not_wait(held: Held):
    held.listen()
    held.controller.keep_and_close()
    held.controller.keep_and_close()
    assert held.ears.kept == 1
    assert not held.controller.running
    held.qtbot.waitUntil(lambda: held.world.left == 1)


def test_captions_can_be_turned_off_in_the_middle(held: Held):
    held.listen()
    chosen: list[bool] = []
    held.controller.captions_chosen.connect(chosen.append)
    held.screen.captions_wanted.emit(False)
    assert chosen == [False]
    held.controller.choose(Settings(captions=False, for_real=True))
    assert not held.screen.view.captions
    assert held.screen.view.helped, "what else was chosen counts from the next interview on"


def test_closing_gives_everything_back(qtbot: QtBot, background: BackgroundTasks):
    held = Held(qtbot, background)
    held.listen()
    held.controller.close()
    assert background.close()
    assert held.world.left == 1
