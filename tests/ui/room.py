"""The whole program in a room of its own: its window, its folders, answers to give."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import soundfile
from person import button
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greenroom.engines.sound.file import read_clip
from greenroom.paths import Paths, shipped
from greenroom.settings import Settings
from greenroom.speech.clip import SAMPLE_RATE, Samples
from greenroom.ui.shell.app import Program
from greenroom.ui.shell.app_controller import AppController
from greenroom.ui.shell.interview_navigation import InterviewNavigation
from greenroom.ui.stage.screen import DEAF_MS, StageScreen
from greenroom.ui.stage.view import StagePhase

PATIENCE_SECONDS = 60.0


def sample(seconds: float, number: int = 0) -> Samples:
    """The beginning of a sample answer, at SAMPLE_RATE."""
    samples = sorted((shipped("assets") / "samples").glob("*.flac"))
    clip, _ = read_clip(samples[number % len(samples)])
    return clip.samples[: round(seconds * SAMPLE_RATE)]


def answers(folder: Path, seconds: Sequence[float]) -> str:
    """Beginnings of the sample answers, so long each, as a `microphone` setting.

    One is used up whenever listening begins: for each turn, and after each pause.
    """
    paths = [folder / f"answer-{number}.wav" for number in range(len(seconds))]
    for number, (path, length) in enumerate(zip(paths, seconds, strict=True)):
        soundfile.write(path, sample(length, number), SAMPLE_RATE)
    return f"file:{','.join(map(str, paths))}"


class Room:
    """A program with a person in front of it."""

    def __init__(self, app: QApplication, home: Path, settings: Settings) -> None:
        self.paths = Paths.under(home)
        self.paths.prepare()
        self.settings = settings
        self.program = Program(app, self.paths, settings)
        self.window = self.program.window
        self.program.show()
        self.until(lambda: self.program.controller is not None)

    def until(self, true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Let the window work until this is so."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, (
                f"waited for {seconds} s; the stage shows {self.stage.view}"
            )
            QTest.qWait(5)

    @property
    def stage(self) -> StageScreen:
        screen = self.window.widget("stage")
        assert isinstance(screen, StageScreen)
        return screen

    @property
    def controller(self) -> AppController:
        assert self.program.controller is not None
        return self.program.controller

    @property
    def interviews(self) -> InterviewNavigation:
        return self.controller.interviews

    @property
    def reviewed(self) -> str:
        """The id of the session that the review shows; empty for none."""
        review = self.controller.reviews._review
        return review.session_id if review else ""

    @property
    def sentence(self) -> str:
        """What the message bar says."""
        message = self.window.bar.message
        return message.sentence if message else ""

    def until_home_is_ready(self) -> None:
        """Until an interview can begin, and the keyboard is where one begins it."""
        self.until(lambda: self.controller.home._view.ready)
        self.until(lambda: not self.checking)
        self.until(lambda: self.controller.reviews._history is not None)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    @property
    def checking(self) -> bool:
        """Whether something is still being looked at."""
        return any(check.state == "looking" for check in self.controller.home._view.checks)

    def settle(self) -> None:
        """What is under way comes to its end."""
        QTest.qWait(700)

    def click(self, text: str) -> None:
        """On the button with this text."""
        QTest.mouseClick(button(self.window, text), Qt.MouseButton.LeftButton)

    def warm_up(self) -> None:
        """As if somebody had looked at the home screen for a while."""
        with self.interviews.runtime.lent(self.settings) as runtime:
            runtime.warm_up()

    def until_phase(self, *phases: StagePhase, number: int = 0) -> None:
        """Until the stage shows one of these, of this question if a number is given."""
        self.until(
            lambda: self.stage.view.phase in phases and number in (0, self.stage.view.number)
        )

    def press(self, key: Qt.Key, after: float = DEAF_MS / 1000 + 0.05) -> None:
        """A key on the keyboard, a moment later."""
        QTest.qWait(round(after * 1000))
        widget = QApplication.focusWidget() or self.window
        QTest.keyClick(widget, key)

    def close(self) -> None:
        """As the program ends."""
        self.window.may_close = lambda: True
        self.window.close()
        self.program.close()
        self.window.deleteLater()
