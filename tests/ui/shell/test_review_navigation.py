"""Review, history and deleting together, in the real window with a real store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from person import button, find, texts
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from rehearsed import NOON, answer, record, session

from greenroom.engines.store.sqlite_history import SqliteHistory
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.ui.history.session_list import SessionList
from greenroom.ui.history.view import SessionLine
from greenroom.ui.review.screen import ReviewScreen
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.shell.review_navigation import ReviewNavigation
from greenroom.ui.shell.window import SCREENS, Window

LEFT = Qt.MouseButton.LeftButton
COUNT = 8


@pytest.fixture
def store(paths: Paths) -> Iterator[SqliteHistory]:
    made = SqliteHistory(paths)
    for number in range(COUNT):
        at = NOON - timedelta(days=number)
        one = replace(session(), id=f"{number:x}" * 32, started_at=at, finished_at=at)
        first = answer(number, session_id=one.id, started_at=at)
        record(first, made.begin(one))
        made.save_answer(first)
        made.finish(one.id)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, memory: QSettings) -> Window:
    made = Window(SCREENS, memory)
    qtbot.addWidget(made)
    made.show_screen("history")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def looking_back(
    window: Window, store: SqliteHistory, paths: Paths, background: BackgroundTasks
) -> Iterator[ReviewNavigation]:
    settings_store = SettingsStore(Settings(speaker="none"), paths.data / "settings.json")
    made = ReviewNavigation(window, AppServices(settings_store, paths, background))
    made._shown("history")
    yield made
    window.close()
    made.close()


def lines(window: Window) -> list[str]:
    rows = find(window.widget("history"), SessionList)._rows.rows
    return [row.id for row in rows if isinstance(row, SessionLine)]


def wait_for_lines(qtbot: QtBot, window: Window, count: int) -> None:
    qtbot.waitUntil(lambda: len(lines(window)) == count)


def test_a_session_is_found_opened_and_reviewed(
    qtbot: QtBot, window: Window, looking_back: ReviewNavigation
):
    wait_for_lines(qtbot, window, COUNT)
    history = window.widget("history")
    qtbot.keyClicks(find(history, QLineEdit), "bakers")
    qtbot.waitUntil(lambda: f"{COUNT} answers found" in texts(history))
    found = find(history, SessionList)
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown == "review")
    review = window.widget("review")
    assert isinstance(review, ReviewScreen)
    qtbot.waitUntil(lambda: review._view.opened is not None)
    assert "What did you waste less of?" in texts(review)


def test_progress_follows_the_sessions(
    qtbot: QtBot, window: Window, looking_back: ReviewNavigation
):
    history = window.widget("history")
    qtbot.waitUntil(lambda: "As usual" in texts(history))
    assert "Speaking rate" in texts(history)


def delete_first(qtbot: QtBot, window: Window) -> str:
    sessions = find(window.widget("history"), SessionList)
    name = lines(window)[0]
    sessions.setFocus()
    qtbot.keyClick(sessions, Qt.Key.Key_Delete)
    wait_for_lines(qtbot, window, COUNT - 1)
    assert name not in lines(window)
    return name


def test_a_deleted_session_is_gone_for_good_when_the_message_goes(
    qtbot: QtBot, window: Window, looking_back: ReviewNavigation, store: SqliteHistory
):
    wait_for_lines(qtbot, window, COUNT)
    folders = {it.session.id: store.folder(it.session.id) for it in store.overview()}
    name = delete_first(qtbot, window)
    assert folders[name].exists(), "nothing is deleted while it can be undone"
    qtbot.mouseClick(button(window, "Close this message"), LEFT)
    qtbot.waitUntil(lambda: not folders[name].exists())
    qtbot.waitUntil(lambda: len(store.overview()) == COUNT - 1)
    assert all(folders[other].exists() for other in folders if other != name)


def test_deleting_is_undone(
    qtbot: QtBot,
    window: Window,
    looking_back: ReviewNavigation,
    store: SqliteHistory,
    background: BackgroundTasks,
):
    wait_for_lines(qtbot, window, COUNT)
    name = delete_first(qtbot, window)
    qtbot.mouseClick(button(window, "Undo"), LEFT)
    wait_for_lines(qtbot, window, COUNT)
    assert lines(window)[0] == name
    looking_back.close()
    assert background.close()
    assert len(store.overview()) == COUNT


def test_closing_the_window_finishes_what_was_deleted(
    qtbot: QtBot,
    window: Window,
    looking_back: ReviewNavigation,
    store: SqliteHistory,
    background: BackgroundTasks,
):
    wait_for_lines(qtbot, window, COUNT)
    delete_first(qtbot, window)
    window.close()
    looking_back.close()
    assert background.close()
    assert len(store.overview()) == COUNT - 1


def test_two_deleted_one_after_the_other_are_both_gone(
    qtbot: QtBot,
    window: Window,
    looking_back: ReviewNavigation,
    store: SqliteHistory,
    background: BackgroundTasks,
):
    wait_for_lines(qtbot, window, COUNT)
    delete_first(qtbot, window)
    sessions = find(window.widget("history"), SessionList)
    qtbot.keyClick(sessions, Qt.Key.Key_Delete)
    wait_for_lines(qtbot, window, COUNT - 2)
    window.close()
    looking_back.close()
    assert background.close()
    assert len(store.overview()) == COUNT - 2


def test_what_cannot_be_deleted_comes_back_and_is_said(
    qtbot: QtBot, window: Window, looking_back: ReviewNavigation, store: SqliteHistory
):
    wait_for_lines(qtbot, window, COUNT)
    name = lines(window)[0]
    store.delete(name)  # another program was quicker
    delete_first(qtbot, window)
    window.bar.dismiss()
    qtbot.waitUntil(lambda: window.bar.message is not None)
    message = window.bar.message
    assert message is not None
    assert "There is no session" in message.sentence
    assert name not in looking_back.hidden


def test_deleting_the_session_that_is_reviewed_leads_back(
    qtbot: QtBot, window: Window, looking_back: ReviewNavigation
):
    wait_for_lines(qtbot, window, COUNT)
    looking_back.review(lines(window)[2])
    review = window.widget("review")
    assert isinstance(review, ReviewScreen)
    qtbot.waitUntil(lambda: review._view.opened is not None)
    qtbot.mouseClick(button(review, "Delete this session"), LEFT)
    assert window.shown == "history"
    wait_for_lines(qtbot, window, COUNT - 1)
