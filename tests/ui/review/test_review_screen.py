"""The review as a person uses it: by mouse, by keyboard alone, and by ear of a screen reader."""

from dataclasses import replace

import pytest
from person import button, find, focused, texts, told
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot
from rehearsed import EACH, NOON, SAID, analysis, answer, rubric, sentence_spans, transcript

from greenroom.feedback.presentation.answer_structure import MissingElement
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.feedback.session import Answer
from greenroom.speech.span import Span
from greenroom.ui.review.answers import AnswerList
from greenroom.ui.review.comparison import comparison
from greenroom.ui.review.comparison_pane import ComparisonPane
from greenroom.ui.review.insight import Insight
from greenroom.ui.review.pane import MomentButton
from greenroom.ui.review.player import Player
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.review.timeline import Timeline
from greenroom.ui.review.transcript import Transcript
from greenroom.ui.review.view import (
    Playing,
    ReviewView,
    TakeHead,
    answer_heads,
    opened_answer,
)
from greenroom.ui.widgets.button import Button

LEFT = Qt.MouseButton.LeftButton
WORDS: list[str] = [*SAID.split()]
ANSWERS = (answer(1), answer(2, follow_up=True, question="And then?"), answer(3))
TASK = sentence_spans(transcript())[1][1]
START = {word: EACH * number for number, word in enumerate(WORDS)}


def view(one: Answer = ANSWERS[0], **changes: object) -> ReviewView:
    shown = opened_answer(one, answer_heads(ANSWERS)[0].label, {"star": rubric()})
    made = ReviewView("s1", "Behavioral", "Today, 12:00", False, answer_heads(ANSWERS), shown)
    return replace(made, **changes)


@pytest.fixture
def screen(qtbot: QtBot) -> ReviewScreen:
    made = ReviewScreen()
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show_view(view())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def words(screen: ReviewScreen) -> Transcript:
    return find(screen, Transcript)


@pytest.fixture
def timeline(screen: ReviewScreen) -> Timeline:
    return find(screen, Timeline)


def twenty_times() -> str:
    return " ".join(WORDS * 20)


def place(words: Transcript, word: str) -> QPoint:
    return words.word_rectangle(WORDS.index(word)).center()


def test_a_click_on_a_word_plays_from_its_beginning(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    for word in ("bakery.", "um,", "forecast"):
        with qtbot.waitSignal(screen.play_wanted) as wanted:
            qtbot.mouseClick(words.viewport(), LEFT, pos=place(words, word))
        assert told(wanted) == [pytest.approx(START[word])]


def test_a_click_beside_the_words_plays_nothing(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    with qtbot.assertNotEmitted(screen.play_wanted):
        qtbot.mouseClick(words.viewport(), LEFT, pos=QPoint(8, 40))
        qtbot.mouseClick(words.viewport(), LEFT, pos=words.viewport().rect().bottomRight())


def test_a_click_on_an_element_plays_all_of_it(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    pill = next(it for it in words._places.placed if it.text == "Task")
    with qtbot.waitSignal(screen.part_wanted) as wanted:
        qtbot.mouseClick(words.viewport(), LEFT, pos=words._in_viewport(pill).center().toPoint())
    assert told(wanted) == [TASK]


def test_the_word_that_is_heard_is_marked_and_kept_in_sight(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    long = twenty_times()
    screen.show_view(view(answer(text=long)))
    last = EACH * (len(long.split()) - 1)
    screen.show_playing(Playing(last + 0.1, running=True))
    now = len(long.split()) - 1
    assert words._now == now
    shown = words.viewport().rect()
    qtbot.waitUntil(lambda: shown.contains(words.word_rectangle(now)))
    screen.show_playing(Playing(0.1, running=True))
    assert words._now == 0
    assert shown.contains(words.word_rectangle(0))


def test_whoever_scrolls_is_left_alone(qtbot: QtBot, screen: ReviewScreen, words: Transcript):
    long = twenty_times()
    screen.show_view(view(answer(text=long)))
    words._hands_on.start()
    screen.show_playing(Playing(EACH * 600, running=True))
    assert words.verticalScrollBar().value() == 0


def test_a_word_is_corrected_where_it_stands(qtbot: QtBot, screen: ReviewScreen, words: Transcript):
    with qtbot.waitSignal(screen.pause_wanted):
        qtbot.mouseDClick(words.viewport(), LEFT, pos=place(words, "oven"))
    field = find(words, QLineEdit)
    assert field.isVisible()
    assert field.selectedText() == "oven"
    assert field.geometry().contains(place(words, "oven"))
    qtbot.keyClicks(field, "often")
    with qtbot.waitSignal(screen.word_corrected) as corrected:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told(corrected) == [ANSWERS[0].id, WORDS.index("oven"), "often"]
    assert field.isHidden()


def test_escape_and_the_same_word_change_nothing(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    with qtbot.assertNotEmitted(screen.word_corrected):
        qtbot.mouseDClick(words.viewport(), LEFT, pos=place(words, "oven"))
        field = find(words, QLineEdit)
        qtbot.keyClicks(field, "other")
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert field.isHidden()
        qtbot.mouseDClick(words.viewport(), LEFT, pos=place(words, "oven"))
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_while_a_correction_is_looked_at_there_is_no_other(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    now = view()
    assert now.opened is not None
    screen.show_view(replace(now, opened=replace(now.opened, renewing=True)))
    assert "Evaluating your answer again" in texts(screen)
    qtbot.mouseDClick(words.viewport(), LEFT, pos=place(words, "oven"))
    assert find(words, QLineEdit).isHidden()


def test_the_transcript_by_keyboard_alone(qtbot: QtBot, screen: ReviewScreen, words: Transcript):
    words.setFocus()
    for _ in range(3):
        qtbot.keyClick(words, Qt.Key.Key_Right)
    with qtbot.waitSignal(screen.play_wanted) as wanted:
        qtbot.keyClick(words, Qt.Key.Key_Return)
    assert told(wanted) == [pytest.approx(3 * EACH)]
    qtbot.keyClick(words, Qt.Key.Key_Left)
    qtbot.keyClick(words, Qt.Key.Key_F2)
    field = find(words, QLineEdit)
    assert field.text() == WORDS[2]
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(screen.word_corrected) as corrected:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told(corrected) == [ANSWERS[0].id, 2, ""]
    assert focused() is words


def test_a_stretch_of_words_is_chosen_and_repeated(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript
):
    words.setFocus()
    for _ in range(4):
        qtbot.keyClick(words, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    chosen = words.chosen
    assert chosen is not None
    assert (chosen.start, chosen.end) == (pytest.approx(0), pytest.approx(5 * EACH))
    menu = words._menu(None)
    repeat = next(it for it in menu.actions() if it.text() == "Repeat this")
    with qtbot.waitSignal(screen.loop_wanted) as wanted:
        repeat.trigger()
    assert told(wanted) == [chosen]
    menu.deleteLater()


def test_keys_of_the_player(qtbot: QtBot, screen: ReviewScreen, words: Transcript):
    words.setFocus()
    for key, signal in (
        (Qt.Key.Key_Space, screen.toggle_wanted),
        (Qt.Key.Key_N, screen.seek_wanted),
        (Qt.Key.Key_R, screen.loop_wanted),
        (Qt.Key.Key_Plus, screen.speed_wanted),
        (Qt.Key.Key_Minus, screen.speed_wanted),
        (Qt.Key.Key_T, screen.again_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(focused(), key)


def test_space_on_a_button_is_the_button_and_not_the_player(qtbot: QtBot, screen: ReviewScreen):
    again = button(screen, "Try again")
    again.setFocus()
    with qtbot.waitSignal(screen.again_wanted), qtbot.assertNotEmitted(screen.toggle_wanted):
        qtbot.keyClick(again, Qt.Key.Key_Space)


def test_letters_in_the_notes_are_letters(qtbot: QtBot, screen: ReviewScreen):
    find(screen, Insight).show_tab(3)
    notes = find(screen, QPlainTextEdit)
    assert focused() is notes
    with (
        qtbot.assertNotEmitted(screen.toggle_wanted),
        qtbot.assertNotEmitted(screen.again_wanted),
        qtbot.waitSignal(screen.note_changed) as changed,
    ):
        qtbot.keyClicks(notes, "Rate not 1")
    assert told(changed) == [ANSWERS[0].id, "Rate not 1"]


def test_notes_are_kept_when_another_answer_is_opened(qtbot: QtBot, screen: ReviewScreen):
    find(screen, Insight).show_tab(3)
    notes = find(screen, QPlainTextEdit)
    qtbot.keyClicks(notes, "slower")
    other = view(ANSWERS[2])
    assert other.opened is not None
    with qtbot.waitSignal(screen.note_changed) as changed:
        screen.show_view(replace(other, opened=replace(other.opened, note="fine")))
    assert told(changed) == [ANSWERS[0].id, "slower"]
    assert notes.toPlainText() == "fine"


def test_next_and_previous_mark_go_right_before_it(
    qtbot: QtBot, screen: ReviewScreen, timeline: Timeline
):
    starts = [mark.span.start for mark in timeline.marks]
    heard: list[float] = []
    screen.seek_wanted.connect(heard.append)
    screen.seek_wanted.connect(lambda at: screen.show_playing(Playing(at)))
    for _ in starts:
        qtbot.mouseClick(button(screen, "Next mark (N)"), LEFT)
    assert heard == [pytest.approx(start - 0.4) for start in starts]
    heard.clear()
    qtbot.mouseClick(button(screen, "Previous mark (B)"), LEFT)
    assert heard == [pytest.approx(starts[-2] - 0.4)]


def test_a_kind_of_mark_that_is_hidden_is_passed_over(
    qtbot: QtBot, screen: ReviewScreen, timeline: Timeline
):
    qtbot.mouseClick(button(screen, "1 long pause"), LEFT)
    assert {mark.kind for mark in timeline.marks} == {"filled_pause"}
    with qtbot.waitSignal(screen.seek_wanted) as wanted:
        qtbot.keyClick(screen, Qt.Key.Key_N)
    assert told(wanted) == [pytest.approx(START["um,"] - 0.4)]


def test_the_timeline_is_clicked_and_dragged(
    qtbot: QtBot, screen: ReviewScreen, timeline: Timeline
):
    axis = timeline.axis()
    with qtbot.waitSignal(screen.seek_wanted) as wanted:
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(round(axis.x(7.0)), 30))
    assert told(wanted) == [pytest.approx(7.0, abs=0.05)]
    with qtbot.waitSignal(screen.part_wanted) as heard:
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(round(axis.x(START["um,"] + 0.2)), 74))
    assert told(heard)[0].start == pytest.approx(START["um,"])
    with qtbot.waitSignal(screen.part_wanted) as heard:
        qtbot.mouseClick(timeline, LEFT, pos=QPoint(round(axis.x(6.0)), 100))
    assert told(heard) == [TASK]
    with qtbot.waitSignal(screen.loop_wanted) as chosen:
        qtbot.mousePress(timeline, LEFT, pos=QPoint(round(axis.x(9.0)), 30))
        qtbot.mouseMove(timeline, QPoint(round(axis.x(5.0)), 30))
        qtbot.mouseRelease(timeline, LEFT, pos=QPoint(round(axis.x(5.0)), 30))
    (span,) = told(chosen)
    assert (span.start, span.end) == (pytest.approx(5, abs=0.05), pytest.approx(9, abs=0.05))


def test_the_timeline_by_keyboard_is_a_slider(
    qtbot: QtBot, screen: ReviewScreen, timeline: Timeline
):
    screen.show_playing(Playing(8.0))
    for key, modifier, moment in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 13.0),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 7.0),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0.0),
    ):
        with qtbot.waitSignal(screen.seek_wanted) as wanted:
            qtbot.keyClick(timeline, key, modifier)
        assert told(wanted) == [pytest.approx(moment)]
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "Position in the recording"
    assert interface.text(QAccessible.Text.Description) == "0:08 of 0:18"


@pytest.mark.parametrize(
    ("moment", "y", "said"),
    [
        (START["um,"] + 0.2, 74, "Filled pause, 0:08: um"),
        (6.0, 100, "Task, 0:04: “My job was to keep the oven forecast right.”"),
        (3.2, 30, "0:03, 140 words per minute"),
    ],
)
def test_what_lies_under_the_pointer_is_said(
    timeline: Timeline, moment: float, y: float, said: str
):
    assert timeline.text_at(QPointF(timeline.axis().x(moment), y)).startswith(said)


def test_priorities_have_moments_to_hear_and_a_sentence_to_try(qtbot: QtBot, screen: ReviewScreen):
    opened = view().opened
    assert opened is not None
    assert opened.analysis is not None
    feedback = opened.analysis.feedback
    assert feedback.priorities
    qtbot.waitUntil(lambda: feedback.priorities[0].title in texts(screen))
    shown = texts(screen)
    for remark in feedback.priorities:
        assert remark.title in shown
        assert remark.advice in shown
    first = next(it for remark in feedback.priorities for it in remark.evidence)
    moment = next(it for it in screen.findChildren(MomentButton) if it.span == first.span)
    with qtbot.waitSignal(screen.part_wanted) as wanted:
        qtbot.mouseClick(moment, LEFT)
    assert told(wanted) == [first.span]


def test_what_was_missing_is_a_click_away_with_a_sentence_to_try(
    qtbot: QtBot, screen: ReviewScreen
):
    qtbot.mouseClick(button(screen, "Result"), LEFT)
    qtbot.waitUntil(lambda: "Say the Result." in texts(screen))
    shown = texts(screen)
    assert "“The Result was [gap].”" in shown
    assert "You covered 3 of 4 parts." in shown
    assert SCORE_MEANING in shown
    assert "Task before action: yes" in shown


def test_measures_are_shown_with_their_range_and_explained_on_hover(
    qtbot: QtBot, screen: ReviewScreen
):
    qtbot.keyClick(screen, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "110–165" in texts(screen))
    assert "typical 110–165" in texts(screen) or "typical, 110–165" in texts(screen)
    hear = button(screen, "Hear: Filled pauses")
    row = hear.parentWidget()
    assert row is not None
    assert "How often um, uh, er" in row.toolTip()
    spans = []
    screen.part_wanted.connect(spans.append)
    for _ in range(3):
        qtbot.mouseClick(hear, LEFT)
    assert [span.start for span in spans] == [
        pytest.approx(START["um,"]), pytest.approx(START["uh,"]), pytest.approx(START["um,"])
    ]  # fmt: skip


def test_another_answer_is_opened_from_the_list(qtbot: QtBot, screen: ReviewScreen):
    items = find(screen, AnswerList)._items
    assert [it.isChecked() for it in items.values()] == [True, False, False]
    with qtbot.waitSignal(screen.answer_wanted) as wanted:
        qtbot.mouseClick(items[ANSWERS[1].id], LEFT)
    assert told(wanted) == [ANSWERS[1].id]


def test_a_narrow_window_has_a_choice_instead_of_the_list(qtbot: QtBot, screen: ReviewScreen):
    assert find(screen, AnswerList).isVisible()
    screen.resize(900, 600)
    qtbot.waitUntil(find(screen, AnswerList).isHidden)
    assert screen._choice.isVisible()
    screen._choice.setFocus()
    with qtbot.waitSignal(screen.answer_wanted) as wanted:
        qtbot.keyClick(screen._choice, Qt.Key.Key_Down)
    assert told(wanted) == [ANSWERS[1].id]


def test_takes_are_compared_and_heard(qtbot: QtBot, screen: ReviewScreen):
    other = answer(9, analysis=analysis(parts=(("result", 3),)))
    made = comparison(ANSWERS[0], other, {"star": rubric()}, NOON)
    shown = view(compared=made)
    assert shown.opened is not None
    takes = (TakeHead(other.id, "Take 2, today"),)
    screen.show_view(replace(shown, opened=replace(shown.opened, takes=takes)))
    pane = find(screen, ComparisonPane)
    assert pane.isVisible()
    assert texts(pane).count("Missing") == 4
    evidence = [it for it in pane.findChildren(MomentButton) if "half as much" in it.text()]
    with qtbot.waitSignal(screen.take_wanted) as wanted:
        qtbot.mouseClick(evidence[0], LEFT)
    assert told(wanted)[0] == other.id
    with qtbot.waitSignal(screen.compare_wanted) as back:
        qtbot.mouseClick(button(pane, "Back to one take"), LEFT)
    assert told(back) == [""]


def test_actions_of_the_session(qtbot: QtBot, screen: ReviewScreen):
    for name, signal in (
        ("Export", screen.export_wanted),
        ("Show the recordings in the file manager", screen.folder_wanted),
        ("Delete this session", screen.delete_wanted),
    ):
        with qtbot.waitSignal(signal) as wanted:
            qtbot.mouseClick(button(screen, name), LEFT)
        assert told(wanted) == ["s1"]
    with qtbot.waitSignal(screen.export_wanted):
        qtbot.keyClick(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def test_playing_is_shown_and_the_same_button_pauses(qtbot: QtBot, screen: ReviewScreen):
    play = button(screen, "Play (Space)")
    screen.show_playing(Playing(5.0, running=True, speed=1.5, loop=Span(4, 6)))
    assert play.accessibleName() == "Pause (Space)"
    assert "0:05 / 0:18" in texts(screen)
    player = find(screen, Player)
    assert player.speed.value == "1.5"
    assert player.loop.isChecked()
    with qtbot.waitSignal(screen.loop_wanted) as wanted:
        qtbot.mouseClick(player.loop, LEFT)
    assert told(wanted) == [None]


def test_repeat_without_a_choice_means_the_sentence_that_is_heard(
    qtbot: QtBot, screen: ReviewScreen
):
    screen.show_playing(Playing(6.0))
    with qtbot.waitSignal(screen.loop_wanted) as wanted:
        qtbot.keyClick(screen, Qt.Key.Key_R)
    assert told(wanted) == [TASK]


def test_without_a_recording_nothing_can_be_played(screen: ReviewScreen):
    silent = view(answer(clip="", analysis=None))
    screen.show_view(silent)
    assert not button(screen, "Play (Space)").isEnabled()
    assert "Nothing was recorded for this question." in texts(screen)


def test_a_session_without_answers_says_so(screen: ReviewScreen):
    screen.show_view(ReviewView("s1", "Behavioral", "Today", False))
    assert "Nothing was answered in this session." in texts(screen)
    assert not find(screen, Player).isVisible()


def test_the_context_menu_offers_what_a_word_can_do(screen: ReviewScreen, words: Transcript):
    placed = words._places.words[WORDS.index("oven")]
    menu = words._menu(placed)
    assert [it.text() for it in menu.actions()] == ["Play from here", "Correct “oven” …"]
    menu.deleteLater()
    assert not [it for it in words.findChildren(QMenu) if it.isVisible()]


def test_a_screen_reader_reads_the_words(words: Transcript):
    interface = QAccessible.queryAccessibleInterface(words)
    assert interface.text(QAccessible.Text.Name) == "Transcript"
    read = interface.textInterface()
    assert "forecast right." in read.text(0, read.characterCount() - 1)


@pytest.mark.slow
def test_the_scheme_may_change_while_it_is_shown(
    qtbot: QtBot, screen: ReviewScreen, words: Transcript, qapp: QApplication
):
    from greenroom.ui.theme import look

    before = words.document().toPlainText()
    look.choose(qapp, "dark")
    QTest.qWait(10)
    assert words.document().toPlainText() == before
    assert words._starts


@pytest.mark.parametrize("signs", [10, 22, 30, 46])
def test_what_was_missing_is_never_cut_off(qtbot: QtBot, screen: ReviewScreen, signs: int):
    player = find(screen, Player)
    made = view()
    assert made.opened
    assert made.opened.analysis
    assert made.opened.analysis.structure
    missing = (MissingElement("W" * signs), MissingElement("Reflection"))
    structure = replace(made.opened.analysis.structure, missing=missing)
    analysis = replace(made.opened.analysis, structure=structure)
    longer = replace(made.opened, shown=replace(made.opened.shown, analysis=analysis))
    screen.show_view(replace(made, opened=longer))

    def chips() -> list[Button]:
        titles = [element.title for element in missing]
        return [it for it in player.findChildren(Button) if it.isVisible() and it.text() in titles]

    qtbot.waitUntil(lambda: len(chips()) == len(missing))
    qtbot.waitUntil(lambda: all(it.width() >= it.sizeHint().width() for it in chips()))
