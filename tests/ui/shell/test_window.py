from person import button, find
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from greenroom.ui.shell.window import Screen, Window
from greenroom.ui.widgets.bar import Message
from greenroom.ui.widgets.rail import Rail


def window_with(memory: QSettings, built: list[str] | None = None) -> Window:
    def build(name: str):
        def make() -> QLabel:
            if built is not None:
                built.append(name)
            return QLabel(name)

        return make

    return Window(
        (
            Screen("home", "Home", build("home"), icon="home"),
            Screen("history", "History", build("history"), icon="history"),
            Screen("stage", "Stage", build("stage"), alone=True),
        ),
        memory,
    )


def test_screens_are_built_when_first_shown(qtbot: QtBot, memory: QSettings):
    built: list[str] = []
    window = window_with(memory, built)
    qtbot.addWidget(window)
    assert built == []
    window.show_screen("home")
    window.show_screen("stage")
    window.show_screen("home")
    assert built == ["home", "stage"]


def test_ctrl_and_a_number_go_to_a_screen(qtbot: QtBot, memory: QSettings):
    window = window_with(memory)
    qtbot.addWidget(window)
    window.show_screen("home")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.screen_shown) as shown:
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shown.args == ["history"]
    assert window.windowTitle() == "History – Greenroom"


def test_the_stage_is_shown_alone(qtbot: QtBot, memory: QSettings):
    window = window_with(memory)
    qtbot.addWidget(window)
    rail = find(window, Rail)
    window.show_screen("stage")
    assert rail.isHidden()
    window.show_screen("home")
    assert not rail.isHidden()


def test_its_size_is_remembered(qtbot: QtBot, memory: QSettings):
    first = window_with(memory)
    qtbot.addWidget(first)
    first.show()
    first.resize(1000, 650)
    first.close()
    second = window_with(memory)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (1000, 650)


def test_what_may_not_be_closed_stays_open_and_is_told(qtbot: QtBot, memory: QSettings):
    window = window_with(memory)
    qtbot.addWidget(window)
    window.show()
    window.may_close = lambda: False
    with qtbot.waitSignal(window.close_wanted):
        window.close()
    assert window.isVisible()
    window.may_close = lambda: True
    assert window.close()


def test_undo_is_called_once_and_then_nothing_is_done(qtbot: QtBot, memory: QSettings):
    window, done = window_with(memory), []
    qtbot.addWidget(window)
    undo = Message(
        "The session is deleted.",
        action="Undo",
        act=lambda: done.append("undone"),
        gone=lambda: done.append("deleted"),
    )
    window.say(undo)
    qtbot.mouseClick(button(window, "Undo"), Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert window.bar.isHidden()


def test_a_deed_that_is_not_undone_is_done_when_the_bar_goes(qtbot: QtBot, memory: QSettings):
    window, done = window_with(memory), []
    qtbot.addWidget(window)
    window.say(Message("Deleted.", action="Undo", gone=lambda: done.append("one")))
    window.say(Message("Something else."))
    assert done == ["one"]
    window.say(Message("Deleted.", action="Undo", gone=lambda: done.append("two")))
    window.show()
    window.close()
    assert done == ["one", "two"]
