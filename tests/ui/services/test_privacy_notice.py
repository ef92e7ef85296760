"""What every screen says of what leaves this computer."""

import pytest
from person import texts
from pytestqt.qtbot import QtBot

from greenroom.settings import LanguageModel, Settings
from greenroom.ui.home.screen import HomeScreen
from greenroom.ui.home.view import HomeView
from greenroom.ui.preferences.privacy import PrivacyCard
from greenroom.ui.services.privacy_notice import NOTHING, leaving


def with_model(**what: object) -> Settings:
    given = {"address": "http://127.0.0.1:11434/v1", "model": "m", "agreed": True, **what}
    return Settings(llm=LanguageModel.model_validate(given))


def test_without_a_model_or_without_consent_nothing_leaves():
    assert leaving(Settings()) == NOTHING
    assert leaving(with_model(address="https://x.org/v1", agreed=False)) == NOTHING


def test_a_model_on_this_computer_is_named_and_nothing_leaves():
    here = leaving(with_model())
    assert not here.active
    assert here.sentence == NOTHING.sentence
    assert "127.0.0.1:11434, a server on this computer" in here.details[0]


@pytest.mark.parametrize(
    "what",
    [{"address": "https://x.org/v1"}, {"model": "big:cloud"}, {"elsewhere": True}],
    ids=["another computer", "a cloud model", "handed on"],
)
def test_text_that_leaves_is_said_to_leave_on_every_screen(qtbot: QtBot, what: dict[str, object]):
    away = leaving(with_model(**what))
    assert away.active
    assert "your voice never does" in away.sentence
    assert "another computer" in away.details[0]
    card = PrivacyCard()
    qtbot.addWidget(card)
    card.show()
    card.show_leaving(away)
    assert card.property("card") == "warn"
    assert away.sentence in texts(card)
    home = HomeScreen()
    qtbot.addWidget(home)
    home.show()
    home.show_view(HomeView(loading=False, leaving=away.sentence, leaves=True))
    assert away.sentence in texts(home)
