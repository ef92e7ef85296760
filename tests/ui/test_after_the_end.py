"""Timers and wishes that come when the program has ended change nothing, and fail nothing."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.shell.app import Program
from greenroom.ui.shell.window import SCREENS

pytestmark = pytest.mark.slow

PLAIN: dict[str, object] = {"": None, "QString": "nobody's", "double": 0.5, "bool": True}
"""Of each kind of argument, by Qt's name for it."""

LATE = ("home", "stage", "review", "history")


def opened(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Program:
    """A program whose controllers are there as soon as the event loop has had a turn."""
    paths = Paths.under(tmp_path)
    paths.prepare()
    settings = Settings(microphone="file:none", speaker="none", voice="none")
    program = Program(qapp, paths, settings)
    qtbot.addWidget(program.window)
    made: list[Program] = []
    program.show()
    meet = program._meet

    def meet_and_stop(_fetched: object) -> None:
        meet(_fetched)
        made.append(program)
        loop.quit()

    program._meet = meet_and_stop
    loop = QEventLoop()
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    assert made
    return program


@pytest.fixture
def ended(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Program:
    """A program that showed every screen, and was closed."""
    program = opened(qtbot, qapp, tmp_path)
    assert program.controller
    program.controller.reviews.review("nobody's")
    for screen in SCREENS:
        program.window.show_screen(screen.name)
    program.window.close()
    program.close()
    return program


def test_timers_and_wishes_that_come_too_late_are_dropped(qtbot: QtBot, ended: Program):
    before = threading.active_count()
    assert ended.controller
    for timer in ended.window.findChildren(QTimer):
        timer.timeout.emit()
    late = [wish for screen in LATE for wish in wishes(ended.window.widget(screen))]
    assert len(late) > 25, "the screens have their wishes"
    for wish in late:
        wish()
    ended.controller.interviews.runtime.warm_up()
    ended.controller.interviews.begin(Settings())
    ended.controller.home.start()
    ended.services.settings_store.change(voice="neural", microphone="default")
    for screen in reversed(SCREENS):
        ended.window.show_screen(screen.name)
    qtbot.wait(50)
    assert threading.active_count() <= before


def test_what_is_wanted_for_the_first_time_after_the_end_starts_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
):
    """Closed before the event loop had a turn to make controllers: each is made too late."""
    program = opened(qtbot, qapp, tmp_path)
    controller = program.controller
    assert controller
    assert controller.interviews._interview is None
    program.window.close()
    assert program.close()
    before = threading.active_count()
    controller.interviews.begin(Settings())
    controller.reviews.review("nobody's")
    for screen in SCREENS:
        program.window.show_screen(screen.name)
    qtbot.wait(50)
    assert threading.active_count() <= before


def test_the_end_may_come_twice(ended: Program):
    before = threading.active_count()
    assert ended.close(), "nothing is left to be ended"
    assert threading.active_count() == before


def wishes(screen: QWidget) -> list[Callable[[], None]]:
    """Everything the screen may wish for, with something plain to go with it."""
    made: list[Callable[[], None]] = []
    for name, kind in vars(type(screen)).items():
        if isinstance(kind, Signal):
            wish: SignalInstance = getattr(screen, name)
            kinds = str(kind).rstrip(")").partition("(")[2]
            if all(kind in PLAIN for kind in kinds.split(",")):
                made.append(partial(wish.emit, *[PLAIN[kind] for kind in kinds.split(",") if kind]))
    return made
