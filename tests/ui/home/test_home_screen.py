from dataclasses import replace

import pytest
from home_views import READY
from person import at_rest, button, find, focused, texts, told
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from greenroom.ui.home.past_sessions import SessionLine
from greenroom.ui.home.practice import PracticeCard, ScriptList
from greenroom.ui.home.readiness import ReadinessCard
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.sound_check import Level
from greenroom.ui.services.shared_views import Check
from greenroom.ui.widgets.choice import Segmented, Select

ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down


@pytest.fixture
def home(qtbot: QtBot) -> HomeScreen:
    screen = HomeScreen()
    qtbot.addWidget(screen)
    screen.resize(1180, 720)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.show_view(READY)
    return screen


def test_a_script_is_chosen_and_begun_by_keyboard_alone(qtbot: QtBot, home: HomeScreen):
    home.setFocus()
    scripts = find(home, ScriptList)
    assert scripts.hasFocus()
    with qtbot.waitSignal(home.choices_changed) as chosen:
        qtbot.keyClick(scripts, DOWN)
    assert told(chosen)[0].script_id == "case-study"
    with qtbot.waitSignal(home.begin_wanted) as begun:
        qtbot.keyClick(scripts, ENTER)
    assert told(begun)[0].script_id == "case-study"


def test_every_choice_is_told_and_shown_again(qtbot: QtBot, home: HomeScreen):
    more = button(home, "Questions: one more")
    with qtbot.waitSignal(home.choices_changed) as changed:
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert told(changed)[0].questions == 6
    mode = next(one for one in home.findChildren(Segmented) if "real" in one.values)
    mode.setFocus()
    with qtbot.waitSignal(home.choices_changed) as changed:
        qtbot.keyClick(focused(), Qt.Key.Key_Right)
    assert told(changed)[0].for_real
    assert told(changed)[0].questions == 6
    home.show_view(replace(READY, choices=replace(READY.choices, for_real=True)))
    assert mode.value == "real"


def test_showing_a_view_tells_nobody(qtbot: QtBot, home: HomeScreen):
    with qtbot.assertNotEmitted(home.choices_changed):
        home.show_view(replace(READY, choices=replace(READY.choices, script_id="phone-screen",
                                                      questions=9, voice="none")))  # fmt: skip


def test_nothing_begins_while_something_is_missing(qtbot: QtBot, home: HomeScreen):
    missing = Check("microphone", "Microphone", "missing", "There is none.", "Plug one in.")
    home.show_view(replace(READY, checks=(missing, READY.checks[1])))
    assert not button(home, "Begin").isEnabled()
    assert "One thing needs your attention" in texts(home)
    qtbot.waitUntil(lambda: "Plug one in." in texts(home))
    with qtbot.assertNotEmitted(home.begin_wanted):
        qtbot.keyClick(find(home, ScriptList), ENTER)
    with qtbot.waitSignal(home.look_again_wanted):
        qtbot.mouseClick(button(home, "Check again"), Qt.MouseButton.LeftButton)


def test_behind_another_screen_nothing_is_shown_until_it_is_seen_again(
    qtbot: QtBot, home: HomeScreen
):
    missing = Check("microphone", "Microphone", "missing", "There is none.", "Plug one in.")
    home.hide()
    home.show_view(replace(READY, checks=(missing, READY.checks[1])))
    assert button(home, "Begin").isEnabled()
    home.show()
    assert not button(home, "Begin").isEnabled()
    qtbot.waitUntil(lambda: "Plug one in." in texts(home))


def test_a_missing_model_can_be_fetched(qtbot: QtBot, home: HomeScreen):
    lacking = Check("model", "Speech model", "missing", "not here", "Once.", "Download 486 MB")
    home.show_view(replace(READY, checks=(READY.checks[0], lacking)))
    with qtbot.waitSignal(home.fix_wanted) as fixed:
        qtbot.mouseClick(button(home, "Download 486 MB"), Qt.MouseButton.LeftButton)
    assert told(fixed) == ["model"]


def test_at_the_first_start_the_sound_check_is_open_once(qtbot: QtBot, home: HomeScreen):
    with qtbot.waitSignal(home.sound_check_opened) as opened:
        home.show_view(replace(READY, first_run=True))
    assert told(opened) == [True]
    assert "Welcome" in home.heading.text()
    with qtbot.waitSignal(home.sound_check_opened) as opened:
        qtbot.mouseClick(button(home, "Close the sound check"), Qt.MouseButton.LeftButton)
    assert told(opened) == [False]
    with qtbot.assertNotEmitted(home.sound_check_opened):
        home.show_view(replace(READY, first_run=True, outlook="Other."))


def test_the_sound_check_shows_what_is_heard_and_asks_to_hear(qtbot: QtBot, home: HomeScreen):
    qtbot.mouseClick(button(home, "Check the sound"), Qt.MouseButton.LeftButton)
    level = find(home, Level)
    home.show_level(-20.0)
    assert level.share == pytest.approx(2 / 3, abs=0.01)
    with qtbot.waitSignal(home.trial_wanted):
        qtbot.mouseClick(button(home, "Say a sentence"), Qt.MouseButton.LeftButton)
    heard = replace(READY.sound, trial="heard", remark="That was clear.")
    home.show_view(replace(READY, sound=heard))
    assert "That was clear." in texts(home)
    with qtbot.waitSignal(home.playback_wanted):
        qtbot.mouseClick(button(home, "Hear it again"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(home.voice_wanted):
        qtbot.mouseClick(button(home, "Hear the voice"), Qt.MouseButton.LeftButton)


def test_devices_are_chosen_by_arrow_keys(qtbot: QtBot, home: HomeScreen):
    home.open_sound_check()
    microphones = home.findChildren(Select)[0]
    microphones.setFocus()
    with qtbot.waitSignal(home.microphone_chosen) as chosen:
        qtbot.keyClick(microphones, DOWN)
    assert told(chosen) == ["Desk"]


def test_no_microphone_stays_open_behind_another_screen(qtbot: QtBot, home: HomeScreen):
    home.open_sound_check()
    with qtbot.waitSignal(home.sound_check_opened) as opened:
        home.hide()
    assert told(opened) == [False]


def test_a_past_session_is_opened(qtbot: QtBot, home: HomeScreen):
    second = home.findChildren(SessionLine)[1]
    with qtbot.waitSignal(home.session_wanted) as wanted:
        qtbot.keyClick(second, Qt.Key.Key_Space)
    assert told(wanted) == ["s2"]


def test_every_control_has_a_name_and_can_be_reached(qtbot: QtBot, home: HomeScreen):
    home.open_sound_check()
    home.setFocus()
    reached: list[QWidget] = []
    while (focus := QApplication.focusWidget()) and focus not in reached:
        reached.append(focus)
        qtbot.keyClick(focus, TAB)
    nameless = [
        one
        for one in reached
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []
    kinds = {type(one).__name__ for one in reached}
    assert {"ScriptList", "Segment", "QSpinBox", "Select", "SessionLine", "Button"} <= kinds


@pytest.mark.parametrize(
    ("size", "stacked"),
    [((1180, 720), False), ((1180, 620), False), ((868, 560), True), ((1180, 500), True)],
)
def test_where_room_is_short_the_cards_lie_below_one_another(
    qtbot: QtBot, home: HomeScreen, size: tuple[int, int], stacked: bool
):
    home.resize(*size)
    main, other = find(home, PracticeCard), find(home, ReadinessCard)

    def below() -> bool:
        top = [card.mapTo(home, card.rect().topLeft()).y() for card in (main, other)]
        return top[1] >= top[0] + main.height()

    at_rest(qtbot, home)
    assert below() is stacked
    assert main.height() >= main.minimumSizeHint().height(), "its controls are squeezed"
