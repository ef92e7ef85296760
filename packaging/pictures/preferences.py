"""Preferences: as they are at first."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from greenroom.engines.llm_disclosure import described, shown, told
from greenroom.engines.local_models import LocalModel
from greenroom.live.trial import sample_prompt
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings
from greenroom.ui.llm_conductor import servers
from greenroom.ui.preferences.screen import PreferencesScreen
from greenroom.ui.preferences.view import LanguageModelView, ModelDraft, Place, PreferencesView
from greenroom.ui.preferences_conductor import places
from greenroom.ui.preferences_lines import groups
from greenroom.ui.privacy import leaving
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
                ("sceptic", "Sceptical senior engineer"),
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
_SERVERS = servers((LocalModel("Ollama", _CHOICE.address, "qwen3:4b"),))
CHOOSING = LanguageModelView(
    state="choosing", servers=_SERVERS, draft=ModelDraft(names="Ada Lovelace, Analytical Ferries")
)
AGREEING = LanguageModelView(
    state="agreeing",
    told=told(_CHOICE),
    preview=shown(sample_prompt(Paths.standard()), _CHOICE),
)
READY = LanguageModelView(state="ready", summary=described(_CHOICE))

SHOTS = (
    Shot("preferences", "preferences", _usual),
    Shot("preferences-storage", "preferences", _foot),
    Shot("preferences-model", "preferences", partial(_model, language_model=CHOOSING)),
    Shot("preferences-model-agreeing", "preferences", partial(_model, language_model=AGREEING)),
    Shot("preferences-model-ready", "preferences", partial(_model, language_model=READY)),
)
