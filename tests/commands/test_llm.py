"""`greenroom llm`: nothing is sent before it was seen and agreed to."""

import json
from pathlib import Path

import pytest

import language_model as real
from greenroom import cli
from greenroom.commands import llm
from greenroom.engines.local_models import LocalModel
from greenroom.paths import Paths
from greenroom.wiring import Advice, find_advice, load_settings
from odd_server import OddServer

GOOD = "In those two weekends, which part of the nightly job did you rebuild yourself?"


def run(home: Path, *arguments: str) -> int:
    return cli.main(["--data-dir", str(home), "llm", *arguments])


def kept(home: Path):
    return load_settings(Paths.under(home)).llm


def test_seen_and_agreed_to_before_it_is_kept(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str], monkeypatch
):
    setup = ("setup", "--address", odd.address, "--model", "small", "--names", "Ana Lopez, Bo")
    monkeypatch.setattr(llm, "_agreed", lambda: False)
    assert run(tmp_path, *setup) == 1
    assert kept(tmp_path) is None
    assert run(tmp_path, *setup, "--yes") == 0
    shown = capsys.readouterr().out
    assert "a server on this computer" in shown
    assert "Never sound." in shown
    assert "We rebuilt the nightly job" in shown, "the text itself is shown"
    choice = kept(tmp_path)
    assert choice
    assert (choice.agreed, choice.names, choice.masks) == (True, ("Ana Lopez", "Bo"), True)
    assert odd.bodies == [], "setting up sends nothing"


def test_what_was_not_agreed_to_is_not_used(tmp_path: Path, odd: OddServer):
    run(tmp_path, "setup", "--address", odd.address, "--model", "small", "--yes")
    settings = load_settings(Paths.under(tmp_path))
    advice = find_advice(settings, {}, lambda _: None)
    assert advice.wording
    assert advice.opinions
    assert advice.spent() == ""
    assert settings.llm
    doubtful = settings.llm.model_copy(update={"agreed": False})
    assert find_advice(settings.model_copy(update={"llm": doubtful}), {}, print) == Advice()
    assert find_advice(settings.model_copy(update={"llm": None}), {}, print) == Advice()


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
    assert "another computer" in told
    assert "sent as they were said" in told


def test_trying_it_shows_seconds_text_and_whether_it_would_be_said(
    tmp_path: Path, odd: OddServer, capsys: pytest.CaptureFixture[str]
):
    run(tmp_path, "setup", "--address", odd.address, "--model", "small", "--yes")
    odd.behave = lambda request: request.say(GOOD)
    capsys.readouterr()
    assert run(tmp_path, "test") == 0
    told = capsys.readouterr().out
    assert GOOD in told
    assert "after 0." in told
    assert "That would be said." in told
    odd.behave = lambda request: request.say("Great job, you are hired!")
    run(tmp_path, "test")
    assert "would not be said (not one question)" in capsys.readouterr().out


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
    assert run(tmp_path, "test") == 0
    everything = capsys.readouterr().out + "".join(
        file.read_text() for file in tmp_path.rglob("*") if file.is_file()
    )
    assert real.KEY not in everything


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
    assert lines[4] == "llama.cpp: answers, and wants a key"
    monkeypatch.setattr(llm, "find_local_models", tuple)
    run(tmp_path, "find")
    assert "No server answers" in capsys.readouterr().out


def test_what_makes_no_sense_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(tmp_path, "setup", "--address", "ftp://x", "--model", "m", "--yes") == 2
    assert "address" in capsys.readouterr().err


def test_a_missing_key_does_not_stop_an_interview(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("GREENROOM_LLM_KEY", raising=False)
    where = ("--preset", "openai", "--model", "small", "--key-from", "environment", "--yes")
    run(tmp_path, "setup", *where)
    posted: list[object] = []
    assert find_advice(load_settings(Paths.under(tmp_path)), {}, posted.append) == Advice()
    assert "goes on without the language model" in str(posted)
    assert "sk-" not in json.dumps(str(posted))
