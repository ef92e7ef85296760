"""`greenroom llm`: nothing is sent before it was seen and agreed to."""

import io
import json
import re
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

import language_model as real
from greenroom import cli
from greenroom.commands import llm
from greenroom.commands.prerequisites import load_settings
from greenroom.composition import settings_file
from greenroom.engines.llm.local_models import LocalModel, forwards
from greenroom.engines.llm.setup import ModelServices, open_model_services
from greenroom.paths import Paths
from greenroom.settings_file import save
from odd_server import OddServer

SECRET = "sk-not-to-be-seen"  # noqa: S105
GOOD = "In those two weekends, which part of the nightly job did you rebuild yourself?"


def run(home: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(home), "llm", *arguments])


def everything(home: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """All that was said and written."""
    files = (file for file in home.rglob("*") if file.is_file())
    told = capsys.readouterr()
    return told.out + told.err + "".join(file.read_text(errors="replace") for file in files)


def kept(home: Path):
    return load_settings(Paths.under(home)).llm


@pytest.fixture
def untried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing answers at the addresses of these tests."""
    monkeypatch.setattr(llm, "try_out", lambda choice, paths: f"tried {choice.model}")


def test_seen_and_agreed_to_before_it_is_kept(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str], monkeypatch
):
    odd.behave = lambda request: request.say(GOOD)
    setup = ("setup", "--address", odd.address, "--model", "small", "--names", "Ana Lopez, Bo")
    monkeypatch.setattr(llm, "_agreed", lambda: False)
    assert run(tmp_path, *setup) == 1
    assert kept(tmp_path) is None
    assert odd.bodies == [], "something was sent before it was agreed to"
    shown = capsys.readouterr().out
    assert "a server on this computer" in shown
    assert "Never sound." in shown
    monkeypatch.setattr(llm, "_agreed", lambda: True)
    assert run(tmp_path, *setup) == 0
    choice = kept(tmp_path)
    assert choice
    assert (choice.agreed, choice.names, choice.masks) == (True, ("Ana Lopez", "Bo"), True)


def test_what_is_shown_is_what_is_sent_word_for_word(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str]
):
    odd.behave = lambda request: request.say(GOOD)
    names = ("--names", "ferry")  # a word of the example
    where = ("--address", odd.address, "--model", "small")
    assert run(tmp_path, "setup", *where, *names, "--yes") == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines() if line]
    (body,) = odd.bodies
    texts = [message["content"] for message in body["messages"]]
    sent = [line for text in texts for line in text.splitlines() if line]
    assert any("[name] company" in line for line in sent)
    at = lines.index(sent[0])
    assert lines[at : at + len(sent)] == sent


def test_the_trial_shows_seconds_text_and_whether_it_would_be_said(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str]
):
    odd.behave = lambda request: request.say(GOOD)
    run(tmp_path, "setup", "--address", odd.address, "--model", "small", "--yes")
    told = capsys.readouterr().out
    assert re.search(rf"After \d+\.\d s: “{re.escape(GOOD)}”\nThat would be asked\.", told)
    odd.behave = lambda request: request.say("Great job, you are hired!")
    assert run(tmp_path, "test") == 0
    assert "That cannot be asked (not one question). Instead: “You said" in capsys.readouterr().out


def test_a_trial_that_fails_says_why_and_the_model_stays_set_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    where = ("--address", "http://127.0.0.1:9/v1", "--model", "small")
    assert run(tmp_path, "setup", *where, "--yes") == 1
    assert "No server answers at 127.0.0.1:9." in capsys.readouterr().err
    assert kept(tmp_path)


@pytest.mark.usefixtures("untried")
def test_what_was_not_agreed_to_is_not_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run(tmp_path, "setup", "--preset", "vllm", "--model", "small", "--yes")
    settings = load_settings(Paths.under(tmp_path))
    advice = open_model_services(settings, {}, lambda _: None)
    assert advice.wording
    assert advice.opinions
    assert advice.spent() == ""
    assert settings.llm
    doubtful = settings.llm.model_copy(update={"agreed": False})
    doubted = settings.model_copy(update={"llm": doubtful})
    assert open_model_services(doubted, {}, print) == ModelServices()
    save(doubted, settings_file(Paths.under(tmp_path)))
    capsys.readouterr()
    for action in (["llm", "test"], ["interview", "--llm", "on"]):
        assert cli.main(["--data-dir", str(tmp_path), *action]) == 1
        assert "No language model is set up." in capsys.readouterr().err
    run(tmp_path, "show")
    assert capsys.readouterr().out == "none; nothing leaves this computer\n"
    assert (
        open_model_services(settings.model_copy(update={"llm": None}), {}, print) == ModelServices()
    )


@pytest.mark.usefixtures("untried")
def test_somewhere_else_is_called_somewhere_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run(tmp_path, "setup", "--address", "http://10.0.0.7/v1", "--model", "small", "--yes")
    told = capsys.readouterr().out
    assert "another computer" in told
    assert "not encrypted" in told
    run(tmp_path, "show")
    assert capsys.readouterr().out == "small at 10.0.0.7 (leaves this computer, no key)\n"
    run(tmp_path, "setup", "--preset", "ollama", "--model", "glm:cloud", "--yes", "--no-mask")
    told = capsys.readouterr().out
    assert "127.0.0.1:11434, which forwards it to another computer, for glm:cloud" in told
    assert "sent as you said them" in told


@pytest.mark.usefixtures("untried")
def test_a_local_server_that_hands_text_on_is_asked_before_it_is_called_local(
    tmp_path: Path,
    odd: OddServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    models = {"models": [{"name": "mine:latest", "remote_host": "https://example.org"}]}
    odd.behave = lambda request: request.answer(200, models)
    monkeypatch.setattr(llm, "forwards", partial(forwards, seconds=30))
    for model in ("mine", "mine:latest"):
        run(tmp_path, "setup", "--address", odd.address, "--model", model, "--yes")
        assert "forwards it to another computer" in capsys.readouterr().out
        run(tmp_path, "show")
        assert "leaves this computer" in capsys.readouterr().out
    run(tmp_path, "setup", "--address", odd.address, "--model", "other", "--yes")
    assert "a server on this computer" in capsys.readouterr().out


def test_the_real_server_is_tried(
    tmp_path: Path,
    language_model: real.LanguageModelServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("MY_KEY", real.KEY)
    where = ("--address", language_model.address, "--model", real.MODEL)
    key = ("--key-from", "environment", "--key-variable", "MY_KEY")
    assert run(tmp_path, "setup", *where, *key, "--yes") == 0
    assert real.KEY not in everything(tmp_path, capsys)


@pytest.mark.usefixtures("untried")
def test_forgetting(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run(tmp_path, "setup", "--preset", "lm-studio", "--model", "small", "--yes")
    assert run(tmp_path, "forget") == 0
    assert kept(tmp_path) is None
    assert run(tmp_path, "test") == 1
    assert "No language model is set up" in capsys.readouterr().err


def test_local_models_are_listed_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    models = (
        LocalModel("Ollama", "http://127.0.0.1:11434/v1", "qwen3:8b"),
        LocalModel("Ollama", "http://127.0.0.1:11434/v1", "big:cloud", leaves=True),
        LocalModel("llama.cpp", "http://127.0.0.1:8080/v1", ""),
    )
    monkeypatch.setattr(llm, "find_local_models", lambda: models)
    assert run(tmp_path, "find") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ollama: qwen3:8b"
    assert lines[1].endswith("setup --address http://127.0.0.1:11434/v1 --model qwen3:8b")
    assert lines[2] == "Ollama: big:cloud  (leaves this computer)"
    assert lines[4] == "llama.cpp is running and needs a key"
    monkeypatch.setattr(llm, "find_local_models", tuple)
    run(tmp_path, "find")
    assert "No server answers" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (("--address", "ftp://x"), "address"),
        (("--address", "https://me:sk-secret@x.org/v1"), "address"),
        (("--address", "https://x.org/v1?key=sk-secret"), "address"),
        (("--preset", "vllm", "--seconds", "99"), "seconds"),
        (("--preset", "vllm", "--cap", "-1"), "cap"),
        (("--preset", "vllm", "--cap", "0.5"), "cap"),
        (("--preset", "vllm", "--key-variable", "MY KEY"), "key_variable"),
    ],
)
def test_what_makes_no_sense_is_named_and_not_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], named: str
):
    assert run(tmp_path, "setup", *given, "--model", "m", "--yes") == 2
    told = capsys.readouterr().err
    assert f"That cannot be set up: {named}: " in told
    assert "sk-secret" not in told
    assert kept(tmp_path) is None


@pytest.mark.usefixtures("untried")
def test_all_choices_reach_the_settings(tmp_path: Path):
    choices = ("--no-judging", "--seconds", "4", "--price-sent", "0.4", "--price-received", "1.6")
    run(
        tmp_path,
        "setup",
        "--preset",
        "vllm",
        "--model",
        "m",
        *choices,
        "--cap",
        "0.5",
        "--currency",
        "EUR",
        "--yes",
    )
    choice = kept(tmp_path)
    assert choice
    assert (choice.judges, choice.seconds, choice.cap) == (False, 4.0, 0.5)
    assert (choice.price_sent, choice.price_received, choice.currency) == (0.4, 1.6, "EUR")


@pytest.mark.usefixtures("untried")
def test_a_key_from_a_pipe_goes_into_the_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    kept_keys: dict[str, str] = {}
    monkeypatch.setattr(llm, "keep_key", kept_keys.__setitem__)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert run(tmp_path, "setup", "--preset", "openai", "--model", "m", "--yes") == 0
    assert kept_keys == {"https://api.openai.com/v1": SECRET}
    run(tmp_path, "show")
    assert SECRET not in everything(tmp_path, capsys)


def test_without_a_keyring_nothing_is_set_up_and_the_other_way_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert run(tmp_path, "setup", "--preset", "openai", "--model", "m", "--yes") == 1
    told = capsys.readouterr()
    assert "no keyring" in told.err
    assert "GREENROOM_LLM_KEY" in told.err
    assert SECRET not in told.out + told.err
    assert kept(tmp_path) is None


@pytest.mark.usefixtures("untried")
def test_a_missing_key_does_not_stop_an_interview(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("GREENROOM_LLM_KEY", raising=False)
    where = ("--preset", "openai", "--model", "small", "--key-from", "environment", "--yes")
    run(tmp_path, "setup", *where)
    posted: list[object] = []
    assert (
        open_model_services(load_settings(Paths.under(tmp_path)), {}, posted.append)
        == ModelServices()
    )
    assert "goes on without the language model" in str(posted)
    assert "sk-" not in json.dumps(str(posted))
