from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from person import button, find, texts, told
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from greenroom.engines.sound.devices import Device
from greenroom.engines.store.sqlite_store import SqliteStore
from greenroom.errors import DeviceError, GreenroomError
from greenroom.feedback.render.analysis_json import json_report
from greenroom.feedback.session import Answer, Session
from greenroom.paths import Paths
from greenroom.settings import Settings
from greenroom.settings_file import load
from greenroom.ui.home.controller import HomeController, outlook, past
from greenroom.ui.home.past_sessions import SessionLine
from greenroom.ui.home.practice import ScriptList
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.view import Choices
from greenroom.ui.services import system_checks
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore

DESK = Device("input", "Desk microphone", 0, is_default=True)


@pytest.fixture(autouse=True)
def _devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_checks, "list_devices", lambda kind: (DESK,))
    monkeypatch.setattr(system_checks, "pick", lambda name, kind: DESK)
    monkeypatch.setattr(system_checks, "find_model", lambda *args, **named: Path("/models/base"))


def services_for(paths: Paths, background: BackgroundTasks) -> AppServices:
    settings_store = SettingsStore(Settings(voice="none"), paths.data / "settings.json")
    return AppServices(settings_store, paths, background)


@pytest.fixture
def home(qtbot: QtBot, paths: Paths, background: BackgroundTasks) -> Iterator[HomeController]:
    SqliteStore(paths).begin(session("s0", days=9))  # empty sessions are not shown
    store = SqliteStore(paths)
    for number, days in ((1, 3), (2, 1)):
        one = session(f"s{number}", days=days)
        store.begin(one)
        store.save_answer(answer(one))
        store.finish(one.id)
    store.close()
    yield from controller(qtbot, paths, background)


def controller(qtbot: QtBot, paths: Paths, background: BackgroundTasks) -> Iterator[HomeController]:
    screen = HomeScreen()
    qtbot.addWidget(screen)
    screen.show()
    made = HomeController(screen, services_for(paths, background), SqliteStore(paths))
    made.start()
    yield made
    made.close()


def session(name: str, days: int) -> Session:
    return Session(name, "behavioral", f"Session {name}", datetime.now(UTC) - timedelta(days=days))


def answer(of: Session) -> Answer:
    return Answer(f"{of.id}-a", of.id, 1, "q", "Why?", "star", of.started_at)


def screen_of(home: HomeController) -> HomeScreen:
    screen = home.parent()
    assert isinstance(screen, HomeScreen)
    return screen


def test_scripts_sessions_and_checks_come_by_themselves(qtbot: QtBot, home: HomeController):
    screen = screen_of(home)
    qtbot.waitUntil(lambda: find(screen, ScriptList).count() > 10, timeout=10_000)
    qtbot.waitUntil(lambda: "Everything is ready" in texts(screen), timeout=10_000)
    qtbot.waitUntil(lambda: len(screen.findChildren(SessionLine)) == 2)
    assert [line.text() for line in screen.findChildren(SessionLine)] == [
        "Session s2", "Session s1",
    ]  # fmt: skip
    assert find(screen, ScriptList).currentItem().text() == "Behavioral"
    assert "Desk microphone" in texts(screen)
    assert button(screen, "Begin").isEnabled()


def test_what_is_chosen_is_kept_and_begun(qtbot: QtBot, home: HomeController, paths: Paths):
    screen = screen_of(home)
    scripts = find(screen, ScriptList)
    qtbot.waitUntil(lambda: button(screen, "Begin").isEnabled(), timeout=10_000)
    qtbot.keyClick(scripts, Qt.Key.Key_Down)
    qtbot.mouseClick(button(screen, "Questions: one less"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(home.begin_wanted) as begun:
        qtbot.keyClick(scripts, Qt.Key.Key_Return)
    settings = told(begun)[0]
    assert settings.script != "behavioral"
    assert settings.questions == 4
    assert load(paths.data / "settings.json").settings == settings


def test_a_session_leads_to_its_review(qtbot: QtBot, home: HomeController):
    screen = screen_of(home)
    qtbot.waitUntil(lambda: bool(screen.findChildren(SessionLine)))
    with qtbot.waitSignal(home.session_wanted) as wanted:
        qtbot.mouseClick(screen.findChildren(SessionLine)[0], Qt.MouseButton.LeftButton)
    assert told(wanted) == ["s2"]


def test_a_missing_microphone_is_told_and_found_again(
    qtbot: QtBot, home: HomeController, monkeypatch: pytest.MonkeyPatch
):
    def none(name: str, kind: str) -> Device:
        raise DeviceError("There is no microphone.", "Plug one in.")

    screen = screen_of(home)
    qtbot.waitUntil(lambda: "Everything is ready" in texts(screen), timeout=10_000)
    with monkeypatch.context() as patch:
        patch.setattr(system_checks, "pick", none)
        home._readiness.look()
        qtbot.waitUntil(lambda: "Plug one in." in texts(screen), timeout=10_000)
        assert not button(screen, "Begin").isEnabled()
        qtbot.waitUntil(lambda: all(it.state != "looking" for it in home._view.checks))
    qtbot.mouseClick(button(screen, "Check again"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Everything is ready" in texts(screen), timeout=10_000)


def test_the_first_start_is_welcomed_and_the_second_is_not(
    qtbot: QtBot,
    paths: Paths,
    background: BackgroundTasks,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(
        "greenroom.ui.home.sound_check_controller.list_devices", lambda kind: (DESK,)
    )
    monkeypatch.setattr("greenroom.ui.home.sound_check_controller.watch", lambda *args: None)
    monkeypatch.setattr(
        "greenroom.ui.home.sound_check_controller.make_microphone", lambda name: None
    )
    for first in (True, False):
        for home in controller(qtbot, paths, background):
            screen = screen_of(home)
            qtbot.waitUntil(
                lambda s=screen: "Your interviews will appear here" in texts(s), timeout=10_000
            )
            assert ("Welcome" in screen.heading.text()) is first
            if first:
                button(screen, "Close the sound check").click()


def test_nobody_looks_for_devices_beside_an_interview_begun_from_the_sound_check(
    qtbot: QtBot,
    paths: Paths,
    background: BackgroundTasks,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(
        "greenroom.ui.home.sound_check_controller.list_devices", lambda kind: (DESK,)
    )
    monkeypatch.setattr("greenroom.ui.home.sound_check_controller.watch", lambda *args: None)
    monkeypatch.setattr(
        "greenroom.ui.home.sound_check_controller.make_microphone", lambda name: None
    )
    for home in controller(qtbot, paths, background):
        screen = screen_of(home)
        qtbot.waitUntil(lambda s=screen: "Welcome" in s.heading.text(), timeout=10_000)
        rounds = home._readiness._round
        screen.hide()  # as the stage does when it comes
        home.refresh()
        assert home._readiness._round == rounds
        screen.show()
        home.refresh()
        assert home._readiness._round == rounds + 1


def test_a_script_that_is_gone_is_replaced_by_one_that_is_there(
    qtbot: QtBot, paths: Paths, background: BackgroundTasks
):
    settings = Settings(script="no-longer", voice="none")
    settings_store = SettingsStore(settings, paths.data / "settings.json")
    screen = HomeScreen()
    qtbot.addWidget(screen)
    screen.show()
    home = HomeController(
        screen, AppServices(settings_store, paths, background), SqliteStore(paths)
    )
    home.start()
    qtbot.waitUntil(lambda: settings_store.settings.script != "no-longer", timeout=10_000)
    qtbot.waitUntil(lambda: find(screen, ScriptList).currentRow() == 0)
    home.close()


def test_a_script_that_cannot_be_read_is_told(
    qtbot: QtBot, paths: Paths, background: BackgroundTasks
):
    folder = paths.data / "interview_scripts"
    folder.mkdir()
    (folder / "mine.yaml").write_text("id: mine\n")
    screen = HomeScreen()
    qtbot.addWidget(screen)
    home = HomeController(screen, services_for(paths, background), SqliteStore(paths))
    with qtbot.waitSignal(home.failed, timeout=10_000) as failed:
        home.start()
    assert "mine.yaml" in told(failed)[0].sentence
    home.close()


def test_the_outlook_says_how_long_and_how():
    usual = Choices(script_id="x", questions=4, follow_ups=1)
    assert outlook(usual, 120).startswith("About 10 minutes. Press Space")
    silent = replace(usual, hands_free=True, for_real=True, questions=1, follow_ups=0)
    said = outlook(silent, 60)
    assert said.startswith("About 1 minute. Silence ends an answer")
    assert "No captions" in said


def test_requests_are_no_answers_of_a_past_session(paths: Paths) -> None:
    one = session("s1", days=1)
    asked = replace(answer(one), id="r", request="repeat")
    shown = past(replace(one, answers=(answer(one), asked)), datetime.now(UTC))
    assert shown.answers == "1 answer"


def test_a_damaged_database_is_told_and_read_again(
    qtbot: QtBot, paths: Paths, background: BackgroundTasks
) -> None:
    store = SqliteStore(paths)
    one = session("s1", days=1)
    folder = store.begin(one)
    store.save_answer(answer(one))
    store.finish(one.id)
    (folder / "report.json").write_text(json_report(store.session(one.id)), "utf-8")
    store.close()
    paths.database.write_bytes(b"no database" * 1000)
    problems: list[GreenroomError] = []
    screen = HomeScreen()
    qtbot.addWidget(screen)
    made = HomeController(screen, services_for(paths, background), SqliteStore(paths))
    made.failed.connect(problems.append)
    made.refresh()
    qtbot.waitUntil(lambda: bool(made._view.sessions), timeout=20_000)
    made.close()
    assert ["1 of 1 session was recovered" in it.sentence for it in problems] == [True]
