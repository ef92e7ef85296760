"""Preferences: as they are at first."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from greenroom.engines.llm.consent import outgoing_text, setup_summary, terms
from greenroom.engines.llm.local_models import LocalModel
from greenroom.live.language_model.trial import sample_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui.preferences.presentation import draft_of, groups, places, servers, servers_here
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft, Place, PreferencesView
from greenroom.ui.services.privacy_notice import leaving
from pictures.home import DEVICES
from pictures.shot import Shot

_PATHS = Paths(
    Path("~/.local/share/greenroom"), Path("~/.cache/greenroom"), Path("~/.local/state/greenroom")
)
_SIZES = ("412 MB", "9 MB", "148 MB", "214 KB")


def _places() -> tuple[Place, ...]:
    return tuple(
        Place(place.title, place.what, place.path, size)
        for place, size in zip(places(_PATHS), _SIZES, strict=True)
    )


VIEW = PreferencesView(
    groups=groups(
        Settings(),
        {
            "microphone": tuple((one.value, one.title) for one in DEVICES.microphones),
            "persona": (
                ("screener", "Friendly screener"),
                ("skeptic", "Skeptical senior engineer"),
            ),
            "speaker": tuple((one.value, one.title) for one in DEVICES.speakers),
        },
    ),
    places=_places(),
    leaving=leaving(Settings()),
)


def _usual(screen: QWidget) -> None:
    assert isinstance(screen, PreferencesScreen)
    screen.show_view(VIEW)


def _foot(screen: QWidget) -> None:
    assert isinstance(screen, PreferencesScreen)
    screen.show_view(VIEW)
    screen.show_storage()


def _model(screen: QWidget, language_model: LanguageModelView) -> None:
    assert isinstance(screen, PreferencesScreen)
    screen.show_view(VIEW)
    QTest.qWait(100)
    screen.show_view(replace(VIEW, language_model=language_model))


_CHOICE = LanguageModel(address="http://127.0.0.1:11434/v1", model="qwen3:4b", agreed=True)
_CHOICE_AWAY = _CHOICE.model_copy(
    update={
        "address": "https://api.openai.com/v1",
        "model": "gpt-5-mini",
        "key": "keyring",
        "price_sent": 0.25,
        "price_received": 2.0,
        "cap": 0.5,
        "currency": "EUR",
    }
)
_MODELS = (LocalModel("Ollama", _CHOICE.address, "qwen3:4b"),)
CHOOSING = LanguageModelView(
    state="choosing",
    servers_here=servers_here(_MODELS),
    servers=servers(_MODELS),
    draft=ModelDraft(names="Ada Lovelace, Analytical Ferries", key_variable="GREENROOM_LLM_KEY"),
)
CHANGING = replace(CHOOSING, draft=draft_of(_CHOICE_AWAY))
AGREEING = LanguageModelView(
    state="agreeing",
    disclosures=terms(_CHOICE),
    preview=outgoing_text(sample_prompt(Paths.standard()), _CHOICE),
)
AWAY = replace(AGREEING, disclosures=terms(_CHOICE_AWAY), leaves=True)
READY = LanguageModelView(
    state="ready",
    summary=setup_summary(_CHOICE),
    result="After 0.8 s: “Which part of that job did you rebuild yourself?”\nThat would be asked.",
)

SHOTS = (
    Shot("preferences", "preferences", _usual),
    Shot("preferences-storage", "preferences", _foot),
    Shot("preferences-model", "preferences", partial(_model, language_model=CHOOSING)),
    Shot("preferences-model-agreeing", "preferences", partial(_model, language_model=AGREEING)),
    Shot(
        "preferences-model-changing",
        "preferences",
        partial(_model, language_model=CHANGING),
        kept=False,
    ),
    Shot("preferences-model-away", "preferences", partial(_model, language_model=AWAY)),
    Shot("preferences-model-ready", "preferences", partial(_model, language_model=READY)),
)
