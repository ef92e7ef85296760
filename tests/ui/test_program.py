"""The whole window as it starts, without a person to speak."""

import json
from collections.abc import Iterator

import pytest
from person import button, find, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.errors import ContentError
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.home.practice import ScriptList
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.shell.app import Program
from greenroom.ui.theme import look
from greenroom.ui.theme.tokens import DARK, LIGHT
from greenroom.ui.widgets.bar import Message

pytestmark = pytest.mark.slow


@pytest.fixture
def paths(paths: Paths) -> Paths:
    (paths.data / "settings.json").write_text('{"microphone": "file:none", "speaker": "none"}')
    return paths


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, paths: Paths) -> Iterator[Program]:
    settings = Settings(microphone="file:none", speaker="none", voice="none")
    made = Program(qapp, paths, settings)
    qtbot.addWidget(made.window)
    made.show()
    qtbot.waitUntil(lambda: made.controller is not None, timeout=10_000)
    yield made
    made.window.close()
    made.close()


def test_it_opens_at_home_and_fills_itself(qtbot: QtBot, program: Program):
    assert program.window.shown == "home"
    qtbot.waitUntil(lambda: find(program.window, ScriptList).count() > 10, timeout=10_000)


def test_preferences_are_saved_at_once_and_undone(qtbot: QtBot, program: Program, paths: Paths):
    qtbot.mouseClick(button(program.window, "What is stored where"), Qt.MouseButton.LeftButton)
    assert program.window.shown == "preferences"
    screen = find(program.window, PreferencesScreen)
    qtbot.waitUntil(lambda: " KB" in texts(screen) or " MB" in texts(screen), timeout=10_000)
    qtbot.mouseClick(button(screen, "Questions: one more"), Qt.MouseButton.LeftButton)
    assert saved(paths)["questions"] == 6
    qtbot.mouseClick(button(screen, "Restore defaults"), Qt.MouseButton.LeftButton)
    assert saved(paths)["questions"] == 5
    qtbot.mouseClick(button(program.window, "Undo"), Qt.MouseButton.LeftButton)
    assert saved(paths)["questions"] == 6


def test_light_and_dark_are_put_on_at_once(qtbot: QtBot, program: Program):
    program.window.show_screen("preferences")
    screen = find(program.window, PreferencesScreen)
    screen.changed.emit("appearance", "dark")
    assert look.colors() is DARK
    screen.changed.emit("appearance", "light")
    assert look.colors() is LIGHT


def test_what_cannot_be_saved_is_told_and_holds(qtbot: QtBot, program: Program, paths: Paths):
    (paths.data / "settings.json").unlink()
    (paths.data / "settings.json").mkdir()
    program.window.show_screen("preferences")
    screen = find(program.window, PreferencesScreen)
    screen.changed.emit("questions", "7")
    message = program.window.bar.message
    assert message is not None
    assert "could not be saved" in message.sentence
    assert program.services.settings_store.settings.questions == 7


def test_a_problem_is_said_in_the_bar_until_it_is_closed(qtbot: QtBot, program: Program):
    problem = ContentError("In the settings, questions: too many.", "Mend the entry.")
    program.window.say(Message(problem.sentence, problem.hint, "warn"))
    assert "Mend the entry." in texts(program.window)
    qtbot.mouseClick(button(program.window, "Close this message"), Qt.MouseButton.LeftButton)
    assert "Mend the entry." not in texts(program.window)


def saved(paths: Paths) -> dict[str, object]:
    return json.loads((paths.data / "settings.json").read_text())
