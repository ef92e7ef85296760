"""The history as a person uses it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from person import button, find, focused, texts, told
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from rehearsed import NOON
from test_history_view import measured, session

from greenroom.practice.progress import AnswerKind
from greenroom.ui.history.progress import Chart, ProgressCard
from greenroom.ui.history.screen import HistoryScreen
from greenroom.ui.history.session_list import SessionList
from greenroom.ui.history.view import (
    FoundAnswer,
    HistoryView,
    SessionLine,
    sections,
    trend_lines,
)

LEFT = Qt.MouseButton.LeftButton
SESSIONS = [session("today", 0), session("yesterday", 1), session("older", 90)]
TRENDS = trend_lines(measured([190, 192, 194, 196, 198, 170]), AnswerKind("star"), NOON)
VIEW = HistoryView(
    loading=False,
    total=3,
    sections=sections(SESSIONS, {"today": 5}, NOON),
    kinds=(("star", "Story"), ("star+", "Story, follow-ups")),
    kind="star",
    trends=TRENDS,
)
FOUND = replace(
    VIEW,
    query="window",
    found=(
        FoundAnswer("older", "a7", "Why?", "3 May", (("I moved the ", False), ("window", True))),
    ),
)


@pytest.fixture
def screen(qtbot: QtBot) -> HistoryScreen:
    made = HistoryScreen()
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show_view(VIEW)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def sessions(screen: HistoryScreen) -> SessionList:
    return find(screen, SessionList)


def row_of(sessions: SessionList, name: str) -> int:
    rows = sessions._rows.rows
    return next(at for at, it in enumerate(rows) if isinstance(it, SessionLine) and it.id == name)


def place(sessions: SessionList, row: int, right: int = 0) -> QPoint:
    area = sessions.visualRect(sessions._rows.index(row))
    return QPoint(area.right() - right, area.center().y()) if right else area.center()


def test_a_click_opens_the_session(qtbot: QtBot, screen: HistoryScreen, sessions: SessionList):
    with qtbot.waitSignal(screen.session_wanted) as wanted:
        qtbot.mouseClick(
            sessions.viewport(), LEFT, pos=place(sessions, row_of(sessions, "yesterday"))
        )
    assert told(wanted) == ["yesterday"]


def test_a_heading_opens_nothing(qtbot: QtBot, screen: HistoryScreen, sessions: SessionList):
    with qtbot.assertNotEmitted(screen.session_wanted):
        qtbot.mouseClick(sessions.viewport(), LEFT, pos=place(sessions, 0))


def test_the_bin_at_the_right_deletes(qtbot: QtBot, screen: HistoryScreen, sessions: SessionList):
    where = place(sessions, row_of(sessions, "today"), right=16)
    with (
        qtbot.waitSignal(screen.delete_wanted) as wanted,
        qtbot.assertNotEmitted(screen.session_wanted),
    ):
        qtbot.mouseClick(sessions.viewport(), LEFT, pos=where)
    assert told(wanted) == ["today"]


def test_the_list_by_keyboard_alone(qtbot: QtBot, screen: HistoryScreen, sessions: SessionList):
    screen.setFocus()
    assert focused() is sessions
    qtbot.keyClick(sessions, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.session_wanted) as wanted:
        qtbot.keyClick(sessions, Qt.Key.Key_Return)
    assert told(wanted) == ["yesterday"]
    with qtbot.waitSignal(screen.delete_wanted) as wanted:
        qtbot.keyClick(sessions, Qt.Key.Key_Delete)
    assert told(wanted) == ["yesterday"]


def test_the_line_behind_a_deleted_one_is_the_next(screen: HistoryScreen, sessions: SessionList):
    sessions.setFocus()
    left = [SESSIONS[1], SESSIONS[2]]
    screen.show_view(replace(VIEW, total=2, sections=sections(left, {}, NOON)))
    row = sessions._rows.row(sessions.currentIndex())
    assert isinstance(row, SessionLine)
    assert row.id == "yesterday"


def test_searching_waits_for_a_pause_and_is_told_once(qtbot: QtBot, screen: HistoryScreen):
    searched: list[str] = []
    screen.search_wanted.connect(searched.append)
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = find(screen, QLineEdit)
    assert focused() is field
    qtbot.keyClicks(field, "window")
    qtbot.waitUntil(lambda: bool(searched))
    assert searched == ["window"]


def test_what_was_found_opens_its_answer(
    qtbot: QtBot, screen: HistoryScreen, sessions: SessionList
):
    screen.show_view(FOUND)
    assert "1 answer found" in texts(screen)
    with qtbot.waitSignal(screen.answer_wanted) as wanted:
        qtbot.mouseClick(sessions.viewport(), LEFT, pos=place(sessions, 0))
    assert told(wanted) == ["older", "a7"]


def test_nothing_found_is_said(screen: HistoryScreen):
    screen.show_view(replace(FOUND, found=()))
    assert "No question or answer contains “window”." in texts(screen)


def test_an_empty_history_leads_to_practice(qtbot: QtBot, screen: HistoryScreen):
    screen.show_view(HistoryView(loading=False))
    assert "No interviews yet" in texts(screen)
    with qtbot.waitSignal(screen.practice_wanted):
        qtbot.mouseClick(button(screen, "Practice"), LEFT)


def test_a_change_is_written_beside_its_chart(screen: HistoryScreen):
    shown = texts(screen)
    assert "170 words per minute" in shown
    assert "24 below your usual 194" in shown


def test_a_dot_opens_its_answer(qtbot: QtBot, screen: HistoryScreen):
    chart = find(screen, Chart)
    qtbot.waitUntil(lambda: chart.rect().contains(chart.place(2).toPoint()))
    with qtbot.waitSignal(screen.answer_wanted) as wanted:
        qtbot.mouseClick(chart, LEFT, pos=chart.place(2).toPoint())
    assert told(wanted) == ["s2", "a2"]


def test_other_answers_are_compared(qtbot: QtBot, screen: HistoryScreen):
    card = find(screen, ProgressCard)
    card._kinds.setFocus()
    with qtbot.waitSignal(screen.kind_chosen) as wanted:
        qtbot.keyClick(card._kinds, Qt.Key.Key_Down)
    assert told(wanted) == ["star+"]


def test_few_answers_are_told_how_many_more_it_takes(screen: HistoryScreen):
    few = trend_lines(measured([190, 192]), AnswerKind("star"), NOON)
    screen.show_view(replace(VIEW, trends=few, until_range=4))
    assert "After 4 more answers of this kind" in texts(screen)


def test_a_screen_reader_reads_every_line(screen: HistoryScreen, sessions: SessionList):
    interface = QAccessible.queryAccessibleInterface(sessions)
    assert interface.text(QAccessible.Text.Name) == "Sessions"
    read = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    assert read[0] == "Today"
    assert read[1].startswith("Behavioral, Today")
    assert "5 answers" in read[1]


def test_thousands_of_lines_are_shown_at_once(
    qtbot: QtBot, screen: HistoryScreen, sessions: SessionList
):
    many = [session(f"s{number}", number // 3) for number in range(2_000)]
    screen.show_view(replace(VIEW, total=2_000, sections=sections(many, {}, NOON)))
    qtbot.waitUntil(lambda: sessions.verticalScrollBar().maximum() > 2_000 * 50)
    sessions.scrollToBottom()
    assert sessions.indexAt(QPoint(40, 40)).row() > 1_900
    assert many[-1].started_at == NOON - timedelta(days=666)
