"""The key goes to its server and nowhere else, and nothing is told of this computer."""

import logging
import traceback
from typing import Any

import pytest

from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.openai_interviewer import open_interviewer
from greenroom.errors import InterviewerError
from greenroom.language.prompt import Allowance, PromptMessage
from greenroom.settings import LanguageModel
from odd_server import OddServer, Request

KEY = "sk-rehearsal-0123456789"
PROMPT = (PromptMessage("user", "Which gate?"),)


def echo(status: int) -> Any:
    """A server that repeats the key in its complaint, as some do."""
    said = {"error": {"message": f"Incorrect API key provided: {KEY}", "code": KEY}}
    return lambda request: request.answer(status, said)


def broken(request: Request) -> None:
    request.stream()
    request.write(f"data: {{{KEY}\n\n".encode())


def asked(odd: OddServer, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GREENROOM_LLM_KEY", KEY)
    choice = LanguageModel(address=odd.address, model="small", key="environment")
    interviewer = open_interviewer(choice)
    try:
        return "".join(interviewer.stream(PROMPT, Allowance(30, 9)))
    finally:
        interviewer.close()


@pytest.mark.parametrize("behave", [*map(echo, (302, 400, 401, 403, 404, 422, 429, 500)), broken])
def test_no_error_and_no_log_shows_the_key(
    odd: OddServer,
    behave: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    odd.behave = behave
    with caplog.at_level(logging.DEBUG), pytest.raises(InterviewerError) as told:
        asked(odd, monkeypatch)
    assert all(headers["authorization"] == f"Bearer {KEY}" for headers in odd.headers)
    problem = told.value
    everything = [problem.sentence, problem.hint, repr(problem), caplog.text]
    everything += traceback.format_exception(problem)
    assert KEY not in "\n".join(everything)


def test_an_endpoint_is_shown_without_its_key():
    endpoint = Endpoint("http://127.0.0.1:8080/v1", "small", KEY)
    assert KEY not in repr(endpoint) + str(endpoint)


def test_a_server_learns_nothing_of_this_computer(odd: OddServer, monkeypatch: pytest.MonkeyPatch):
    odd.behave = lambda request: request.say("Which one?")
    asked(odd, monkeypatch)
    (headers,) = odd.headers
    assert headers["user-agent"] == "Greenroom"
    usual = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}
    assert set(headers) == usual | {"user-agent", "authorization"}
