"""Who asks and who finds the words, from the command line on."""

from pathlib import Path

import pytest

from greenroom import cli
from greenroom.commands import interview
from greenroom.composition import with_persona
from greenroom.content import load_script
from greenroom.interview.plan import Plan
from greenroom.paths import Paths
from greenroom.settings import LanguageModel, Settings

AGREED = LanguageModel(address="http://127.0.0.1:8080/v1", model="small", agreed=True)


def chosen(*arguments: str, settings: Settings | None = None) -> Settings:
    given = cli.parser(["interview"]).parse_args(["interview", *arguments])
    return interview.with_arguments(settings or Settings(), given)


@pytest.fixture
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the call is told before anything is asked, loaded or sent."""

    def late(*_: object, **__: object) -> None:
        pytest.fail("that comes too late")

    monkeypatch.setattr(interview, "offer_recovery", late)
    monkeypatch.setattr(interview, "hold", late)


@pytest.mark.usefixtures("early")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("sceptik", "There is no persona 'sceptik'; did you mean 'skeptic'?"),
        ("notetaker", "There is no persona 'notetaker'; did you mean 'note-taker'?"),
        ("zzz", "There is no persona 'zzz'; there is 'note-taker', 'product', 'screener' and"),
        ("../skeptic", "There is no persona '../skeptic'; did you mean 'skeptic'?"),
    ],
)
def test_an_unknown_persona_is_told_with_the_nearest_right_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
):
    assert cli.main(["--data-dir", str(tmp_path), "interview", "--persona", name]) == 2
    assert sentence in capsys.readouterr().err


def test_the_persona_that_was_named_asks():
    assert chosen().persona == "screener"
    settings = chosen("--persona", "skeptic", settings=Settings(persona="product"))
    paths = Paths.under(Path("/nonexistent"))
    script = load_script("behavioral", paths)
    plan = Plan(script, tuple(script.questions[:1]), 1)
    ours = with_persona(plan, settings, paths)
    assert ours.persona.id == "skeptic"
    assert ours.follow_ups == 1 + ours.persona.extra_follow_ups
    silent = with_persona(plan, chosen("--persona", "note-taker"), paths)
    assert silent.persona.title != ours.persona.title
    assert silent.questions == ours.questions, "a persona never changes what is asked about"


def test_the_language_model_can_be_left_out_of_one_interview():
    settings = Settings(llm=AGREED)
    assert chosen(settings=settings).llm == AGREED
    assert chosen("--llm", "on", settings=settings).llm == AGREED
    assert chosen("--llm", "off", settings=settings).llm is None
    assert chosen("--llm", "off").llm is None


@pytest.mark.usefixtures("early")
def test_one_that_is_wanted_and_not_set_up_is_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.main(["--data-dir", str(tmp_path), "interview", "--llm", "on"]) == 1
    assert "greenroom llm find" in capsys.readouterr().err
