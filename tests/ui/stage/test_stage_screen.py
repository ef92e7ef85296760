"""The stage, used by keys and by mouse."""

from dataclasses import replace

import pytest
from person import button, find, texts
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from greenroom.ui.stage.code import Cell, colored
from greenroom.ui.stage.conversation import Caption, tail
from greenroom.ui.stage.question import QuestionBlock
from greenroom.ui.stage.screen import DEAF_MS, StageScreen
from greenroom.ui.stage.view import PastExchange, Speech, StageView
from greenroom.ui.stage.wave import BAR_SECONDS, LiveWave
from greenroom.ui.theme import motion
from greenroom.ui.theme.tokens import LIGHT

QUESTION = "What have you built that you are proud of?"
LISTENING = StageView(
    title="A script",
    phase="listening",
    status="Listening",
    number=2,
    of=5,
    question=QUESTION,
    seconds=75,
    target_seconds=120,
    can_finish=True,
    can_repeat=True,
    can_skip=True,
    can_pause=True,
)
SIGNALS = ("finish", "repeat", "skip", "pause", "resume", "end")


class Stage:
    """The screen in a window, and all that it has asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.screen = StageScreen()
        self.wanted: list[str] = []
        for name in SIGNALS:
            signal = getattr(self.screen, f"{name}_wanted")
            signal.connect(lambda name=name: self.wanted.append(name))
        self.screen.still_thinking.connect(lambda: self.wanted.append("thinking"))
        self.screen.captions_wanted.connect(lambda on: self.wanted.append(f"captions {on}"))
        self.window = QMainWindow()
        self.window.setCentralWidget(self.screen)
        self.window.resize(1280, 720)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def show(self, view: StageView) -> None:
        self.screen.show_view(view)
        self.until_it_listens()

    def until_it_listens(self) -> None:
        self.qtbot.waitUntil(lambda: self.screen._since_change.elapsed() >= DEAF_MS)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.screen, key)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_Space, "finish"),
        (Qt.Key.Key_Return, "finish"),
        (Qt.Key.Key_Enter, "finish"),
        (Qt.Key.Key_R, "repeat"),
        (Qt.Key.Key_S, "skip"),
        (Qt.Key.Key_P, "pause"),
        (Qt.Key.Key_Escape, "end"),
        (Qt.Key.Key_C, "captions False"),
    ],
)
def test_every_wish_has_its_key(stage: Stage, key: Qt.Key, wanted: str):
    stage.show(LISTENING)
    stage.press(key)
    assert stage.wanted == [wanted]


def test_keys_for_what_cannot_be_done_do_nothing(stage: Stage):
    stage.show(StageView(phase="thinking", status="Thinking", helped=False))
    for key in "RSPTC":
        stage.press(Qt.Key[f"Key_{key}"])
    stage.press(Qt.Key.Key_Space)
    assert stage.wanted == []


def test_in_a_pause_both_keys_lead_out_of_it(stage: Stage):
    stage.show(replace(LISTENING, phase="paused", can_pause=False))
    stage.press(Qt.Key.Key_P)
    stage.press(Qt.Key.Key_Space)
    assert stage.wanted == ["resume", "resume"]


def test_thinking_on_is_offered_while_silence_counts(stage: Stage):
    stage.show(LISTENING)
    thinking = button(stage.screen, "I'm still thinking")
    assert thinking.isHidden()
    stage.press(Qt.Key.Key_T)
    stage.show(replace(LISTENING, countdown=3.2))
    assert not thinking.isHidden()
    assert "ends in 3 s" in texts(stage.screen)
    stage.press(Qt.Key.Key_T)
    assert stage.wanted == ["thinking"]


def test_a_key_held_down_counts_once(stage: Stage):
    stage.show(LISTENING)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )
    QApplication.sendEvent(stage.screen, held)
    assert stage.wanted == []
    assert all(not one.autoRepeat() for one in stage.screen.findChildren(QShortcut))


def test_a_double_tap_does_not_finish_what_has_only_begun(stage: Stage):
    stage.show(replace(LISTENING, phase="asking"))
    stage.press(Qt.Key.Key_Space)
    stage.screen.show_view(LISTENING)
    stage.press(Qt.Key.Key_Space)
    assert stage.wanted == ["finish"]
    stage.until_it_listens()
    stage.press(Qt.Key.Key_Space)
    assert stage.wanted == ["finish", "finish"]


def test_a_click_does_not_move_the_space_key_to_another_button(stage: Stage):
    stage.show(LISTENING)
    stage.qtbot.mouseClick(button(stage.screen, "Repeat"), Qt.MouseButton.LeftButton)
    stage.press(Qt.Key.Key_Space)
    assert stage.wanted == ["repeat", "finish"]


def test_with_tab_every_button_can_be_reached_and_pressed(stage: Stage):
    stage.show(LISTENING)
    reached = set()
    for _ in range(12):
        stage.qtbot.keyClick(stage.window.focusWidget() or stage.screen, Qt.Key.Key_Tab)
        widget = stage.window.focusWidget()
        assert widget is not None
        reached.add(widget.accessibleName() or getattr(widget, "text", str)())
    assert {"Repeat", "Skip", "Pause", "I have finished", "Hide captions", "End"} <= reached
    button(stage.screen, "Skip").setFocus()
    stage.qtbot.keyClick(button(stage.screen, "Skip"), Qt.Key.Key_Space)
    assert stage.wanted == ["skip"]


def test_the_focus_comes_back_when_the_turn_changes(stage: Stage):
    stage.show(LISTENING)
    button(stage.screen, "Skip").setFocus()
    stage.show(replace(LISTENING, phase="asking"))
    assert stage.window.focusWidget() is stage.screen


def test_time_target_and_number_can_be_read(stage: Stage):
    stage.show(LISTENING)
    shown = texts(stage.screen)
    for text in ("1:15", "of about 2:00", "Question 2 of 5", "Listening", QUESTION):
        assert text in shown


def test_trouble_takes_the_place_of_the_sound(stage: Stage):
    stage.show(replace(LISTENING, trouble="The microphone is gone."))
    assert "The microphone is gone." in texts(stage.screen)
    assert not find(stage.screen, LiveWave).isVisible()
    stage.show(LISTENING)
    assert find(stage.screen, LiveWave).isVisible()


def test_the_caption_goes_along_with_the_voice(stage: Stage):
    text = f"Hello there. {QUESTION}"
    speech = Speech(1, text, (-20.0,) * 10, 0.05)
    view = replace(LISTENING, phase="asking", aside="Hello there.", speech=speech)
    stage.screen.show_view(view)
    stage.screen._frames.stop()
    block = find(stage.screen, QuestionBlock)
    before = block.question.spoken
    block.advance(0.25)
    half = block.question.spoken
    block.advance(0.25)
    after = block.question.spoken
    assert before == 0
    assert half is not None
    assert 0 < half < len(QUESTION) == after
    stage.show(LISTENING)
    assert block.question.spoken is None


def test_a_voice_that_is_still_getting_ready_has_said_nothing(stage: Stage):
    stage.screen.show_view(replace(LISTENING, phase="asking"))
    assert find(stage.screen, QuestionBlock).question.spoken == 0


def test_only_the_last_words_of_a_long_answer_are_shown(stage: Stage):
    stage.show(replace(LISTENING, caption=" ".join(f"word{n}" for n in range(400))))
    caption = find(stage.screen, Caption)
    assert caption.text.startswith("… ")
    assert caption.text.endswith("word399")
    assert tail("short", 100) == "short"
    stage.show(replace(LISTENING, caption="Words.", captions=False))
    assert caption.isHidden()


def test_what_was_said_before_stands_above_the_follow_up(stage: Stage):
    said = (PastExchange("What went wrong?", "The clock stopped."),)
    stage.show(replace(LISTENING, follow_up=True, conversation=said))
    shown = texts(stage.screen)
    assert shown.index("What went wrong?") < shown.index("The clock stopped.")
    assert shown.index("The clock stopped.") < shown.index(QUESTION)
    assert "Follow-up" in shown
    stage.show(LISTENING)
    stage.qtbot.waitUntil(lambda: "The clock stopped." not in texts(stage.screen))


def test_code_is_colored_and_a_table_is_not(stage: Stage):
    code = "def f(x):\n    return x + 1  # one more"
    stage.show(replace(LISTENING, cell=code))
    cell = find(stage.screen, Cell)
    assert cell.isVisible()
    assert f'<span style="color:{LIGHT.accent}">return</span>' in colored(code, LIGHT)
    assert f'<span style="color:{LIGHT.muted}"># one more</span>' in colored(code, LIGHT)
    assert colored("age  and  <income>", LIGHT) == "age  and  &lt;income&gt;"
    stage.show(LISTENING)
    assert cell.isHidden()


def test_the_band_of_sound_moves_on_even_in_silence(qtbot: QtBot):
    wave = LiveWave()
    qtbot.addWidget(wave)
    wave.show_level(-10, "voice")
    wave.advance(BAR_SECONDS * 2.5)
    assert wave.bars == 2
    wave.advance(BAR_SECONDS / 2)
    assert wave.bars == 3
    wave.advance(3600)
    assert wave.bars == 400, "and forgets what nobody can see any more"
    wave.clear()
    assert wave.bars == 0


def test_nothing_moves_while_the_stage_is_not_seen(stage: Stage):
    assert stage.screen._frames.isActive()
    stage.screen.hide()
    assert not stage.screen._frames.isActive()


def test_sixty_frames_a_second_are_painted(stage: Stage):
    motion.choose("full")
    painted: list[int] = []
    wave = find(stage.screen, LiveWave)
    paint = wave.paintEvent
    wave.paintEvent = lambda event: (painted.append(1), paint(event))[1]  # type: ignore[method-assign]
    stage.screen.show_view(LISTENING)
    assert stage.screen._frames.interval() == pytest.approx(1000 / 60, abs=1)
    stage.qtbot.waitUntil(lambda: len(painted) > 10)
