from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from person import button, find, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from greenroom.engines.local_models import LocalModel
from greenroom.errors import InterviewerError
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui import llm_conductor
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences_conductor import PreferencesConductor
from greenroom.ui.privacy import leaving
from greenroom.ui.settings_keeper import SettingsKeeper
from greenroom.ui.widgets.bar import Message
from greenroom.ui.widgets.select import Select

CLICK = Qt.MouseButton.LeftButton
OLLAMA = LocalModel("Ollama", "http://127.0.0.1:11434/v1", "qwen3:4b")
KEY = "sk-secret-of-mine"


class Ring:
    """A keyring."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.refuses = False

    def keep(self, address: str, key: str) -> None:
        if self.refuses:
            raise InterviewerError("The system's keyring did not take the key.", "Do otherwise.")
        self.keys[address] = key

    def forget(self, address: str) -> None:
        self.keys.pop(address, None)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    monkeypatch.setattr(llm_conductor, "keep_key", made.keep)
    monkeypatch.setattr(llm_conductor, "forget_key", made.forget)
    monkeypatch.setattr(llm_conductor, "find_local_models", lambda: (OLLAMA,))
    return made


@pytest.fixture
def keeper(tmp_path: Path) -> SettingsKeeper:
    return SettingsKeeper(Settings(), tmp_path / "settings.json")


@pytest.fixture
def screen(
    qtbot: QtBot, ring: Ring, keeper: SettingsKeeper, tmp_path: Path
) -> Iterator[PreferencesScreen]:
    paths = Paths(tmp_path, tmp_path / "cache", tmp_path / "logs")
    made = PreferencesScreen()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    conductor = PreferencesConductor(made, keeper, paths)
    conductor.said.connect(said.append)
    conductor.failed.connect(said.append)
    said.clear()
    yield made
    conductor.close()


said: list[Any] = []


def field(within: QWidget, name: str) -> QLineEdit:
    return next(one for one in within.findChildren(QLineEdit) if one.accessibleName() == name)


def select(within: QWidget, name: str) -> Select:
    return next(one for one in within.findChildren(Select) if one.accessibleName() == name)


def choose(qtbot: QtBot, screen: PreferencesScreen) -> QWidget:
    card = screen.language_model
    qtbot.mouseClick(button(card, "Set one up"), CLICK)
    qtbot.waitUntil(lambda: button(card, "See what is sent").isVisible())
    return card


def test_a_model_on_this_computer_is_found_seen_and_agreed_to(
    qtbot: QtBot, screen: PreferencesScreen, keeper: SettingsKeeper
):
    card = choose(qtbot, screen)
    assert select(card, "Server").value == OLLAMA.address
    assert select(card, "Model").value == "qwen3:4b"
    field(card, "Names to mask").setText("Ferry, ")
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    sent = find(card, QPlainTextEdit).toPlainText()
    assert "booking page" in sent
    assert "ferry" not in sent.lower(), "a name that shall be masked is sent"
    assert "Never sound." in texts(card)
    assert keeper.settings.llm is None, "nothing is set up before it is agreed to"
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: keeper.settings.llm is not None)
    assert keeper.settings.llm == LanguageModel(
        address=OLLAMA.address, model="qwen3:4b", names=("Ferry",), agreed=True
    )
    qtbot.waitUntil(lambda: "qwen3:4b at 127.0.0.1:11434" in texts(card))
    assert "Nothing leaves this computer." in texts(screen)


def test_a_key_goes_into_the_keyring_and_nowhere_else(
    qtbot: QtBot, screen: PreferencesScreen, keeper: SettingsKeeper, ring: Ring, tmp_path: Path
):
    card = choose(qtbot, screen)
    servers = select(card, "Server")
    servers.setFocus()
    while servers.value != "https://api.openai.com/v1":
        qtbot.keyClick(servers, Qt.Key.Key_Down)
    qtbot.keyClicks(field(card, "Model"), "gpt-5")
    qtbot.keyClicks(field(card, "Key"), KEY)
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    assert field(card, "Key").text() == ""
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: keeper.settings.llm is not None)
    assert ring.keys == {"https://api.openai.com/v1": KEY}
    assert KEY not in (tmp_path / "settings.json").read_text()
    assert "Text goes to api.openai.com" in texts(screen)


def test_a_keyring_that_refuses_leaves_nothing_set_up(
    qtbot: QtBot, screen: PreferencesScreen, keeper: SettingsKeeper, ring: Ring
):
    ring.refuses = True
    card = choose(qtbot, screen)
    qtbot.keyClicks(field(card, "Key"), KEY)
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: bool(said))
    assert "did not take the key" in said[0].sentence
    assert keeper.settings.llm is None
    assert button(card, "Agree and use it").isEnabled()


def test_an_address_that_is_none_is_told(qtbot: QtBot, screen: PreferencesScreen):
    card = choose(qtbot, screen)
    servers = select(card, "Server")
    servers.setFocus()
    for _ in range(10):
        qtbot.keyClick(servers, Qt.Key.Key_Down)
    assert not button(card, "See what is sent").isEnabled()
    field(card, "Address").setText("my server")
    field(card, "Model").setText("m")
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    assert said[0].sentence.startswith("Address:")


def test_what_is_forgotten_can_be_undone_until_the_message_goes(
    qtbot: QtBot, screen: PreferencesScreen, keeper: SettingsKeeper, ring: Ring
):
    choice = LanguageModel(address="https://x.org/v1", model="m", key="keyring", agreed=True)
    ring.keys[choice.address] = KEY
    keeper.change(llm=choice)
    card = screen.language_model
    qtbot.mouseClick(button(card, "Forget it"), CLICK)
    assert keeper.settings.llm is None
    message = said[-1]
    assert isinstance(message, Message)
    assert message.act
    assert message.gone
    message.act()
    assert keeper.settings.llm == choice
    assert ring.keys
    qtbot.mouseClick(button(card, "Forget it"), CLICK)
    said[-1].gone()
    qtbot.waitUntil(lambda: not ring.keys)


def test_it_is_tried_and_told_how_it_went(
    qtbot: QtBot, screen: PreferencesScreen, keeper: SettingsKeeper, monkeypatch: Any
):
    keeper.change(llm=LanguageModel(address=OLLAMA.address, model="m", agreed=True))
    monkeypatch.setattr(llm_conductor, "tried", lambda choice, paths: "After 0.4 s: “Which?”")
    qtbot.mouseClick(button(screen.language_model, "Try it"), CLICK)
    qtbot.waitUntil(lambda: "After 0.4 s" in texts(screen.language_model))


def test_what_was_not_agreed_to_sends_nothing():
    draft = LanguageModel(address="https://x.org/v1", model="m")
    assert not leaving(Settings(llm=draft)).active
    agreed = leaving(Settings(llm=draft.model_copy(update={"agreed": True})))
    assert agreed.active
    assert "x.org" in agreed.sentence
