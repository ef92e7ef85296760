"""Models on this computer, found by asking the usual ports; whatever answers there."""

import time

import pytest

import language_model as llm
from greenroom.engines.llm.local_models import PLACES, LocalModel, Place, find_local_models
from greenroom.engines.llm.presets import PRESETS, leaves_this_computer
from greenroom.settings import LanguageModel
from odd_server import OddServer, Request


def ollama(odd: OddServer) -> Place:
    return Place("Ollama", int(odd.address.split(":")[2].split("/")[0]), "/api/tags")


def test_models_and_where_they_really_run(odd: OddServer):
    models = [
        {"name": "qwen3:8b"},
        {"name": "gpt-oss:120b-cloud"},
        {"name": "mine:latest", "remote_host": "https://example.org"},
    ]
    odd.behave = lambda request: request.answer(200, {"models": models})
    place = ollama(odd)
    address = f"http://127.0.0.1:{place.port}/v1"
    assert find_local_models([place], seconds=30) == (
        LocalModel("Ollama", address, "qwen3:8b", leaves=False),
        LocalModel("Ollama", address, "gpt-oss:120b-cloud", leaves=True),
        LocalModel("Ollama", address, "mine:latest", leaves=True),
    )


def redirect(request: Request) -> None:
    request.answer(302, {}, {"location": "http://127.0.0.1:9/api/tags"})


@pytest.mark.parametrize(
    "behave",
    [
        redirect,
        lambda request: request.answer(200, [1, 2]),
        lambda request: request.answer(200, {"models": [{"name": 3}, 4, {}]}),
        lambda request: request.answer(200, {"models": "none"}),
        lambda request: request.answer(500, {}),
        lambda request: request.answer(200, b"<html>", kind="text/html"),
        lambda request: request.wait(4.0),
    ],
)
def test_whatever_else_answers_is_no_model_and_nobody_is_waited_for(odd: OddServer, behave):
    odd.behave = behave
    began = time.monotonic()
    assert find_local_models([ollama(odd)]) == ()
    assert time.monotonic() - began < 3.5


def test_only_this_computer_is_asked_and_no_proxy(odd: OddServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", odd.address)
    monkeypatch.setenv("ALL_PROXY", odd.address)
    odd.behave = lambda request: request.answer(200, {"models": [{"name": "of the proxy"}]})
    assert all(place.root.startswith("http://127.0.0.1:") for place in PLACES)
    assert find_local_models([Place("Ollama", 9, "/api/tags")]) == ()


def test_the_real_server_wants_its_key_and_is_found_all_the_same(
    language_model: llm.LanguageModelServer,
):
    port = int(language_model.address.split(":")[2].split("/")[0])
    found = find_local_models([Place("llama.cpp", port, "/v1/models")], seconds=10)
    assert found == (LocalModel("llama.cpp", language_model.address, ""),)


@pytest.mark.parametrize(
    ("address", "model", "leaves"),
    [
        ("http://127.0.0.1:11434/v1", "qwen3:8b", False),
        ("http://localhost:1234/v1", "phi", False),
        ("http://[::1]:8080/v1", "phi", False),
        ("http://127.0.0.1:11434/v1", "gpt-oss:120b-cloud", True),
        ("http://127.0.0.1:11434/v1", "deepseek:cloud", True),
        ("https://api.openai.com/v1", "small", True),
        ("http://localhost.example.org/v1", "small", True),
        ("http://192.168.1.5/v1", "small", True),
    ],
)
def test_loopback_alone_does_not_make_a_model_local(address: str, model: str, leaves: bool):
    assert leaves_this_computer(LanguageModel(address=address, model=model)) is leaves


def test_presets_that_say_on_this_computer_are():
    for preset in PRESETS.values():
        here = preset.title.endswith("on this computer")
        assert leaves_this_computer(LanguageModel(address=preset.address, model="m")) is not here
        assert preset.needs_key is not here
