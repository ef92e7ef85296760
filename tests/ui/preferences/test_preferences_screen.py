from dataclasses import replace
from typing import Any

import pytest
from person import button, focused, texts, told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences.view import Place, PreferencesView, SettingGroup, SettingLine
from greenroom.ui.services.shared_views import Leaving
from greenroom.ui.widgets.choice import Segmented, Select
from greenroom.ui.widgets.form import Stepper, Switch

LINES = (
    SettingLine("questions", "Questions", "How many.", "number", "5", least=1, most=50),
    SettingLine("captions", "Captions", "Words.", "switch", "true"),
    SettingLine("voice", "Voice", "Who.", "choice", "a", (("a", "One"), ("b", "Two"))),
    SettingLine(
        "model", "Model", "Size.", "choice", "m1", tuple((f"m{n}", f"Model {n}") for n in range(5))
    ),
    SettingLine("name", "Name", "Of yours.", "text", "Ada"),
    SettingLine("folder", "Folder", "Of yours.", "folder", ""),
)
VIEW = PreferencesView(
    groups=(SettingGroup("All", LINES),),
    places=(Place("Sessions", "Recordings.", "/nowhere/sessions"),),
)


@pytest.fixture
def screen(qtbot: QtBot) -> PreferencesScreen:
    made = PreferencesScreen()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_view(VIEW)
    return made


def control(screen: PreferencesScreen, name: str) -> Any:
    return screen._controls[name].widget


def test_each_kind_of_setting_has_its_control(screen: PreferencesScreen):
    kinds = {line.name: type(control(screen, line.name)) for line in LINES}
    assert kinds["questions"] is Stepper
    assert kinds["captions"] is Switch
    assert kinds["voice"] is Segmented
    assert kinds["model"] is Select
    assert kinds["name"] is QLineEdit
    assert control(screen, "captions").accessibleName() == "Captions"


def test_a_switch_is_told_and_shown(qtbot: QtBot, screen: PreferencesScreen):
    switch = control(screen, "captions")
    assert switch.isChecked()
    with qtbot.waitSignal(screen.changed) as changed:
        qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert told(changed) == ["captions", "false"]


def test_a_text_is_told_when_it_is_finished(qtbot: QtBot, screen: PreferencesScreen):
    field = control(screen, "name")
    field.selectAll()
    qtbot.keyClicks(field, "Grace")
    with qtbot.waitSignal(screen.changed) as changed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told(changed) == ["name", "Grace"]


def test_a_number_and_a_choice_are_told(qtbot: QtBot, screen: PreferencesScreen):
    with qtbot.waitSignal(screen.changed) as changed:
        qtbot.mouseClick(button(screen, "Questions: one less"), Qt.MouseButton.LeftButton)
    assert told(changed) == ["questions", "4"]
    control(screen, "voice").setFocus()
    with qtbot.waitSignal(screen.changed) as changed:
        qtbot.keyClick(focused(), Qt.Key.Key_Right)
    assert told(changed) == ["voice", "b"]


def test_new_values_keep_the_controls_and_tell_nobody(qtbot: QtBot, screen: PreferencesScreen):
    before = control(screen, "questions")
    lines = (replace(LINES[0], value="7"), *LINES[1:])
    with qtbot.assertNotEmitted(screen.changed):
        screen.show_view(replace(VIEW, groups=(SettingGroup("All", lines),)))
    assert control(screen, "questions") is before
    assert before.value == 7


def test_other_choices_make_another_control(qtbot: QtBot, screen: PreferencesScreen):
    more = replace(LINES[2], choices=(*LINES[2].choices, ("c", "Three")), value="c")
    screen.show_view(replace(VIEW, groups=(SettingGroup("All", (more,)),)))
    assert control(screen, "voice").values == ("a", "b", "c")
    assert control(screen, "voice").value == "c"


def test_sizes_appear_when_they_are_counted(qtbot: QtBot, screen: PreferencesScreen):
    qtbot.waitUntil(lambda: "…" in texts(screen).splitlines())
    screen.show_view(replace(VIEW, places=(replace(VIEW.places[0], size="240 MB"),)))
    assert "240 MB" in texts(screen)
    with qtbot.waitSignal(screen.folder_wanted) as wanted:
        qtbot.mouseClick(button(screen, "Show the folder: Sessions"), Qt.MouseButton.LeftButton)
    assert told(wanted) == ["/nowhere/sessions"]


def test_what_leaves_is_said(qtbot: QtBot, screen: PreferencesScreen):
    qtbot.waitUntil(lambda: "Nothing leaves this computer." in texts(screen))
    leaving = Leaving(active=True, sentence="Text goes to example.org.", details=("Never sound.",))
    screen.show_view(replace(VIEW, leaving=leaving))
    qtbot.waitUntil(lambda: "Never sound." in texts(screen))
    assert "Nothing leaves" not in texts(screen)
