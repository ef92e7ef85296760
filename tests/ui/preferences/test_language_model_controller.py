"""The language model behind the preferences: seen, agreed to, tried, changed, forgotten."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from person import button, find, focused, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from greenroom.engines.llm.local_models import LocalModel
from greenroom.engines.llm.presets import PRESETS
from greenroom.errors import InterviewerError
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui.preferences import language_model_controller as llm_controller
from greenroom.ui.preferences.controller import PreferencesController
from greenroom.ui.preferences.language_model_form import ANOTHER
from greenroom.ui.preferences.presentation import servers, servers_here
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.services.background import BackgroundTasks
from greenroom.ui.services.settings_store import SettingsStore
from greenroom.ui.widgets.bar import Message
from greenroom.ui.widgets.choice import Segmented, Select

CLICK = Qt.MouseButton.LeftButton
OLLAMA = LocalModel("Ollama", "http://127.0.0.1:11434/v1", "qwen3:4b")
CLOUD = LocalModel("Ollama", "http://127.0.0.1:11434/v1", "big:cloud", leaves=True)
OPENAI = "https://api.openai.com/v1"
PATIENCE = 20_000
KEY = "sk-secret-of-mine"


class Ring:
    """What lies outside: a keyring, and a server that hands some models' text on."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.refuses = False
        self.elsewhere: set[str] = set()
        self.trials = 0

    def keep(self, address: str, key: str) -> None:
        if self.refuses:
            raise InterviewerError("The system's keyring did not accept the key.", "Do otherwise.")
        self.keys[address] = key

    def forget(self, address: str) -> None:
        self.keys.pop(address, None)

    def tried(self, choice: LanguageModel, _: Paths) -> str:
        assert choice.agreed, "nothing is sent before it is agreed to"
        self.trials += 1
        return f"After 0.4 s: “Which?”, trial {self.trials} of {choice.model}."


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made = Ring()
    monkeypatch.setattr(llm_controller, "keep_key", made.keep)
    monkeypatch.setattr(llm_controller, "forget_key", made.forget)
    monkeypatch.setattr(llm_controller, "find_local_models", lambda: (OLLAMA, CLOUD))
    monkeypatch.setattr(llm_controller, "forwards", lambda address, model: model in made.elsewhere)
    monkeypatch.setattr(llm_controller, "try_out", made.tried)
    return made


@pytest.fixture
def settings_store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(Settings(), tmp_path / "settings.json")


@pytest.fixture
def screen(
    qtbot: QtBot,
    ring: Ring,
    settings_store: SettingsStore,
    tmp_path: Path,
    background: BackgroundTasks,
) -> Iterator[PreferencesScreen]:
    paths = Paths(tmp_path, tmp_path / "cache", tmp_path / "logs")
    made = PreferencesScreen()
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    controller = PreferencesController(made, AppServices(settings_store, paths, background))
    controller.said.connect(said.append)
    controller.failed.connect(said.append)
    said.clear()
    yield made
    controller.close()


said: list[Any] = []


def field(within: QWidget, name: str) -> QLineEdit:
    return next(one for one in within.findChildren(QLineEdit) if one.accessibleName() == name)


def select(within: QWidget, name: str) -> Select:
    return next(one for one in within.findChildren(Select) if one.accessibleName() == name)


def pick(qtbot: QtBot, within: QWidget, server: str) -> None:
    """With the arrow keys, as a person without a mouse."""
    servers = select(within, "Server")
    servers.setFocus()
    for _ in range(10):
        if servers.value != server:
            qtbot.keyClick(servers, Qt.Key.Key_Down)
    assert servers.value == server


def see(qtbot: QtBot, card: QWidget) -> None:
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    qtbot.waitUntil(lambda: button(card, "Agree and use it").isVisible(), timeout=PATIENCE)


def choose(qtbot: QtBot, screen: PreferencesScreen) -> QWidget:
    card = screen.language_model
    qtbot.mouseClick(button(card, "Set one up"), CLICK)
    qtbot.waitUntil(lambda: button(card, "See what is sent").isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()), timeout=PATIENCE)
    return card


def test_a_model_on_this_computer_is_found_seen_and_agreed_to(
    qtbot: QtBot, screen: PreferencesScreen, settings_store: SettingsStore
):
    card = choose(qtbot, screen)
    assert select(card, "Server").value == OLLAMA.address
    assert select(card, "Model").value == "qwen3:4b"
    field(card, "Names to mask").setText("Ferry, ")
    see(qtbot, card)
    sent = find(card, QPlainTextEdit).toPlainText()
    assert "booking page" in sent
    assert "ferry" not in sent.lower(), "a name that shall be masked is sent"
    qtbot.waitUntil(lambda: "Never sound." in texts(card), timeout=PATIENCE)
    assert settings_store.settings.llm is None, "nothing is set up before it is agreed to"
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm is not None, timeout=PATIENCE)
    assert settings_store.settings.llm == LanguageModel(
        address=OLLAMA.address, model="qwen3:4b", names=("Ferry",), agreed=True
    )
    qtbot.waitUntil(lambda: "qwen3:4b at 127.0.0.1:11434" in texts(card), timeout=PATIENCE)
    assert "Nothing leaves this computer." in texts(screen)


def test_a_key_goes_into_the_keyring_and_nowhere_else(
    qtbot: QtBot,
    screen: PreferencesScreen,
    settings_store: SettingsStore,
    ring: Ring,
    tmp_path: Path,
):
    card = choose(qtbot, screen)
    pick(qtbot, card, OPENAI)
    qtbot.keyClicks(field(card, "Model"), "gpt-5")
    assert not button(card, "See what is sent").isEnabled(), "it wants a key"
    qtbot.keyClicks(field(card, "Key itself"), KEY)
    see(qtbot, card)
    assert field(card, "Key itself").text() == ""
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm is not None, timeout=PATIENCE)
    assert ring.keys == {OPENAI: KEY}
    assert KEY not in (tmp_path / "settings.json").read_text()
    assert "Text goes to api.openai.com" in texts(screen)


def test_a_keyring_that_refuses_leaves_nothing_set_up(
    qtbot: QtBot, screen: PreferencesScreen, settings_store: SettingsStore, ring: Ring
):
    ring.refuses = True
    card = choose(qtbot, screen)
    pick(qtbot, card, OPENAI)
    qtbot.keyClicks(field(card, "Model"), "gpt-5")
    qtbot.keyClicks(field(card, "Key itself"), KEY)
    see(qtbot, card)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert "did not accept the key" in said[0].sentence
    assert settings_store.settings.llm is None
    assert button(card, "Agree and use it").isEnabled()


def test_an_address_that_is_none_is_told(qtbot: QtBot, screen: PreferencesScreen):
    card = choose(qtbot, screen)
    pick(qtbot, card, ANOTHER)
    assert not button(card, "See what is sent").isEnabled()
    field(card, "Address").setText("my server")
    field(card, "Model").setText("m")
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    assert said[0].sentence.startswith("Address:")


def test_what_is_forgotten_can_be_undone_until_the_message_goes(
    qtbot: QtBot, screen: PreferencesScreen, settings_store: SettingsStore, ring: Ring
):
    choice = LanguageModel(address="https://x.org/v1", model="m", key="keyring", agreed=True)
    ring.keys[choice.address] = KEY
    settings_store.change(llm=choice)
    card = screen.language_model
    qtbot.mouseClick(button(card, "Forget it"), CLICK)
    assert settings_store.settings.llm is None
    message = said[-1]
    assert isinstance(message, Message)
    assert message.act
    assert message.gone
    message.act()
    assert settings_store.settings.llm == choice
    assert ring.keys
    qtbot.mouseClick(button(card, "Forget it"), CLICK)
    said[-1].gone()
    qtbot.waitUntil(lambda: not ring.keys, timeout=PATIENCE)


def test_it_is_tried_when_it_was_agreed_to_and_whenever_it_is_wanted(
    qtbot: QtBot, screen: PreferencesScreen, ring: Ring
):
    card = choose(qtbot, screen)
    see(qtbot, card)
    assert ring.trials == 0
    assert focused() is find(card, QPlainTextEdit), "what is sent is read first"
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: "trial 1 of qwen3:4b" in texts(card), timeout=PATIENCE)
    assert focused() is button(card, "Try it")
    qtbot.mouseClick(button(card, "Try it"), CLICK)
    qtbot.waitUntil(lambda: "trial 2 of qwen3:4b" in texts(card), timeout=PATIENCE)


def test_models_that_leave_this_computer_say_so(
    qtbot: QtBot, screen: PreferencesScreen, ring: Ring, settings_store: SettingsStore
):
    card = choose(qtbot, screen)
    models = select(card, "Model")
    qtbot.keyClick(models, Qt.Key.Key_Down)
    assert models.value == "big:cloud"
    assert models.toolTip() == "big:cloud (leaves this computer)"
    see(qtbot, card)
    assert "forwards it to another computer, for big:cloud" in texts(card)
    qtbot.mouseClick(button(card, "Back"), CLICK)
    qtbot.keyClick(models, Qt.Key.Key_Up)
    ring.elsewhere = {"qwen3:4b"}
    see(qtbot, card)
    assert "forwards it to another computer, for qwen3:4b" in texts(card)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm is not None, timeout=PATIENCE)
    assert "Text goes to 127.0.0.1:11434" in texts(screen)


def test_what_is_set_up_can_be_changed_without_giving_the_key_again(
    qtbot: QtBot, screen: PreferencesScreen, ring: Ring, settings_store: SettingsStore
):
    before = LanguageModel(
        address=OPENAI, model="gpt-5", key="keyring", agreed=True, seconds=4.0, names=("Ana",)
    )
    ring.keys[OPENAI] = KEY
    settings_store.change(llm=before)
    card = screen.language_model
    qtbot.mouseClick(button(card, "Change"), CLICK)
    qtbot.waitUntil(lambda: button(card, "See what is sent").isVisible(), timeout=PATIENCE)
    assert field(card, "Model").text() == "gpt-5"
    assert field(card, "Names to mask").text() == "Ana"
    field(card, "Model").setText("gpt-6")
    field(card, "Price of a million tokens sent, in USD").setText("0.5")
    field(card, "At most per session, in USD").setText("1.5")
    see(qtbot, card)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm != before, timeout=PATIENCE)
    wanted = {"model": "gpt-6", "price_sent": 0.5, "cap": 1.5}
    assert settings_store.settings.llm == before.model_copy(update=wanted)
    assert ring.keys == {OPENAI: KEY}


def test_prices_have_a_currency_that_is_seen_heard_and_kept(
    qtbot: QtBot, screen: PreferencesScreen, ring: Ring, settings_store: SettingsStore
):
    before = LanguageModel(address=OPENAI, model="m", price_sent=2, currency="EUR", agreed=True)
    settings_store.change(llm=before)
    card = screen.language_model
    qtbot.mouseClick(button(card, "Change"), CLICK)
    qtbot.waitUntil(lambda: button(card, "See what is sent").isVisible(), timeout=PATIENCE)
    currency = field(card, "Currency")
    assert currency.isVisible()
    assert currency.text() == "EUR"
    assert field(card, "Price of a million tokens received, in EUR").isVisible()
    currency.clear()
    assert field(card, "At most per session, in EUR").isVisible(), "nothing said: as it was"
    qtbot.keyClicks(currency, "C HF7")
    assert currency.text() == "CHF", "a space or a figure is none"
    assert field(card, "At most per session, in CHF").isVisible()
    see(qtbot, card)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm != before, timeout=PATIENCE)
    assert settings_store.settings.llm == before.model_copy(update={"currency": "CHF"})


def test_who_cancels_while_the_server_is_asked_is_not_asked_to_agree(
    qtbot: QtBot, screen: PreferencesScreen, monkeypatch: pytest.MonkeyPatch
):
    asked, go_on = threading.Event(), threading.Event()

    def slow(_address: str, _model: str) -> bool:
        asked.set()
        return go_on.wait(10)

    monkeypatch.setattr(llm_controller, "forwards", slow)
    card = choose(qtbot, screen)
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    assert asked.wait(10)
    qtbot.mouseClick(button(card, "Cancel"), CLICK)
    go_on.set()
    qtbot.mouseClick(button(card, "Set one up"), CLICK)
    qtbot.waitUntil(lambda: button(card, "See what is sent").isVisible(), timeout=PATIENCE)
    assert not button(card, "Agree and use it").isVisible()


def test_a_cap_without_prices_is_told(qtbot: QtBot, screen: PreferencesScreen):
    card = choose(qtbot, screen)
    pick(qtbot, card, ANOTHER)
    field(card, "Address").setText("https://x.org/v1")
    field(card, "Model").setText("m")
    field(card, "At most per session, in USD").setText("1.5")
    qtbot.mouseClick(button(card, "See what is sent"), CLICK)
    assert said[0].sentence == "Cap: a cap needs the prices of a million tokens."


def test_a_key_can_be_in_the_environment(
    qtbot: QtBot, screen: PreferencesScreen, settings_store: SettingsStore, ring: Ring
):
    card = choose(qtbot, screen)
    (segmented,) = (one for one in card.findChildren(Segmented) if "keyring" in one.values)
    qtbot.mouseClick(button(segmented, "Environment"), CLICK)
    assert field(card, "Variable").text() == "GREENROOM_LLM_KEY"
    field(card, "Variable").setText("MY_KEY")
    see(qtbot, card)
    qtbot.mouseClick(button(card, "Agree and use it"), CLICK)
    qtbot.waitUntil(lambda: settings_store.settings.llm is not None, timeout=PATIENCE)
    choice = settings_store.settings.llm
    assert choice
    assert (choice.key, choice.key_variable) == ("environment", "MY_KEY")
    assert not ring.keys
    assert "key in MY_KEY" in texts(card)


def test_a_server_that_wants_a_key_offers_no_models_and_none_is_invented():
    (here, *_) = servers((LocalModel("llama.cpp", "http://127.0.0.1:8080/v1", ""),))
    assert (here.models, here.needs_key, here.here) == ((), True, True)
    assert servers_here(()) == "No server answers on this computer."
    titles = [one.title for one in servers(())]
    assert titles == [preset.title for preset in PRESETS.values()]
