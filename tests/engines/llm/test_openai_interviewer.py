"""A language model behind an address: the real server, and every trouble a server can make."""

import logging
import re
import time

import pytest
from pydantic import BaseModel, ConfigDict, Field

import language_model as llm
from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.openai_interviewer import OpenAIInterviewer
from greenroom.engines.llm.usage import Prices
from greenroom.errors import InterviewerError
from greenroom.language.prompt import Allowance, Prompt, PromptMessage
from llm_faults import TABLE, limit, status
from odd_server import OddServer, Request

pytestmark = pytest.mark.timeout(240)
"""A busy machine takes long to load a model."""

PROMPT: Prompt = (
    PromptMessage("system", "You are an interviewer. Ask one short question."),
    PromptMessage("user", "The candidate said: we moved everything to the new harbor."),
)


STORY: Prompt = (PromptMessage("user", "Write a very long story about ships and the sea."),)


class Verdict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: str = Field(max_length=200)
    level: int = Field(ge=1, le=5)


def real(server: llm.LanguageModelServer, key: str = llm.KEY, **more: object) -> OpenAIInterviewer:
    return OpenAIInterviewer(Endpoint(server.address, llm.MODEL, key), **more)  # type: ignore[arg-type]


def at(server: OddServer, prices: Prices | None = None, **more: object) -> OpenAIInterviewer:
    endpoint = Endpoint(server.address, "small", "sk-secret", prices or Prices())
    return OpenAIInterviewer(endpoint, **more)  # type: ignore[arg-type]


def said(interviewer: OpenAIInterviewer, seconds: float = 90.0, most_tokens: int = 40) -> str:
    try:
        return "".join(interviewer.stream(PROMPT, Allowance(seconds, most_tokens))).strip()
    finally:
        interviewer.close()


# The real server.


def test_words_come_one_after_the_other_and_are_counted(language_model: llm.LanguageModelServer):
    sent: list[int] = []
    interviewer = real(language_model, on_sent=sent.append)
    times = [time.monotonic() for _ in interviewer.stream(PROMPT, Allowance(90, 20))]
    assert len(times) > 5
    assert times[-1] > times[0] + 0.01
    assert sent == [sum(len(message.text) for message in PROMPT)]
    assert interviewer.meter.requests == 1
    assert interviewer.meter.sent > 20
    assert 5 < interviewer.meter.received <= 21
    interviewer.close()


def test_breaking_off_frees_the_server(language_model: llm.LanguageModelServer):
    """It has one slot: a second question is only answered when the first is given up."""
    interviewer = real(language_model)
    pieces = interviewer.stream(PROMPT, Allowance(90, 2000))
    next(iter(pieces))
    pieces.close()  # type: ignore[attr-defined]
    began = time.monotonic()
    assert said(interviewer, most_tokens=5)
    assert time.monotonic() - began < 10


def test_a_form_is_filled_in_by_grammar(language_model: llm.LanguageModelServer):
    interviewer = real(language_model)
    verdict = interviewer.fill_in(PROMPT, Verdict, Allowance(90, 200))
    interviewer.close()
    assert 1 <= verdict.level <= 5


def test_the_time_is_kept_while_words_are_coming(language_model: llm.LanguageModelServer):
    began = time.monotonic()
    with pytest.raises(InterviewerError, match="took longer than"):
        list(real(language_model).stream(STORY, Allowance(1.0, 2000)))
    assert time.monotonic() - began < 8


def test_a_wrong_key_is_not_accepted(language_model: llm.LanguageModelServer):
    with pytest.raises(InterviewerError, match="does not accept the key") as told:
        said(real(language_model, key="wrong-key-4711"))
    assert "4711" not in f"{told.value.sentence} {told.value.hint} {told.value!r}"


def test_the_models_are_listed(language_model: llm.LanguageModelServer):
    interviewer = real(language_model)
    assert interviewer.models() == (llm.MODEL,)
    interviewer.close()


@pytest.mark.timeout(300)
def test_a_conversation_that_is_too_long_and_a_server_that_is_killed():
    if llm.missing():
        pytest.skip(f"no language model: {llm.missing()} not installed")
    with llm.serving(context=256) as server:
        long = (PromptMessage("user", "All the ships came late again. " * 200),)
        interviewer = real(server)
        with pytest.raises(InterviewerError, match="has become too long"):
            list(interviewer.stream(long, Allowance(90, 10)))
        pieces = interviewer.stream(PROMPT, Allowance(90, 200))
        next(iter(pieces))
        server.kill()
        with pytest.raises(InterviewerError, match=r"broke off|No server answers"):
            list(pieces)
        with pytest.raises(InterviewerError, match="No server answers"):
            said(interviewer)


# Every trouble a server can make.


@pytest.mark.parametrize("name", TABLE)
def test_every_trouble_is_one_plain_sentence_in_time(odd: OddServer, name: str):
    odd.behave, expected = TABLE[name]
    began = time.monotonic()
    text, problem = outcome(at(odd), seconds=limit(name))
    assert time.monotonic() - began < limit(name) + 2.0
    if expected:
        assert problem
        assert re.search(expected, problem.sentence), problem.sentence
        assert "secret" not in f"{problem.sentence}{problem.hint}"
    else:
        assert problem is None
        assert "?" not in text


def outcome(interviewer: OpenAIInterviewer, seconds: float) -> tuple[str, InterviewerError | None]:
    """What was said, or why not."""
    try:
        return said(interviewer, seconds), None
    except InterviewerError as problem:
        return "", problem


@pytest.mark.parametrize("name", TABLE)
def test_a_form_is_filled_in_rightly_or_not_at_all(odd: OddServer, name: str):
    odd.behave, _ = TABLE[name]
    interviewer = at(odd)
    with pytest.raises(InterviewerError):
        interviewer.fill_in(PROMPT, Verdict, Allowance(limit(name), 50))
    interviewer.close()


@pytest.mark.parametrize(
    "text",
    [
        '\n\n \t{"reason" :\n\n   "short" ,\r\n "level"\t:  2\n}\n \n',
        '```json\n{"reason": "short", "level": 2}\n```',
        '{"reason": "long ago"} no, this: {"reason": "short", "level": 2}',
        '<think>{"reason": "x", "level": 5}</think>{"reason": "short", "level": 2}',
    ],
)
def test_white_space_and_talk_around_a_form_do_no_harm(odd: OddServer, text: str):
    odd.behave = lambda request: request.say(text)
    interviewer = at(odd)
    verdict = interviewer.fill_in(PROMPT, Verdict, Allowance(5, 50))
    interviewer.close()
    assert verdict == Verdict(reason="short", level=2)


def test_after_a_429_the_server_is_left_alone_as_long_as_it_asked(odd: OddServer):
    odd.behave = status(429, headers={"retry-after": "30"})
    now = 100.0
    interviewer = at(odd, clock=lambda: now)
    with pytest.raises(InterviewerError, match="30 seconds"):
        said(interviewer)
    odd.behave = lambda request: request.say("Back again?")
    with pytest.raises(InterviewerError, match="30 seconds"):
        said(interviewer)
    assert len(odd.bodies) == 1, "nothing was sent in the meantime"
    now = 131.0
    assert said(interviewer) == "Back again?"


def test_nothing_is_tried_again_by_the_library(odd: OddServer):
    odd.behave = status(500)
    with pytest.raises(InterviewerError):
        said(at(odd))
    assert len(odd.bodies) == 1


def test_a_model_that_writes_without_end_is_cut_off(odd: OddServer):
    def endless(request: Request) -> None:
        request.stream()
        while True:
            request.piece("and then " * 20)

    odd.behave = endless
    assert len(said(at(odd), most_tokens=10)) < 400


def test_thoughts_are_not_spoken(odd: OddServer):
    odd.behave = lambda request: request.say("<think> The goal is... hm? </think> Which boat?")
    assert said(at(odd)) == "Which boat?"
    odd.behave = lambda request: request.say("<think> without an end")
    assert said(at(odd)) == ""


def test_a_server_that_knows_no_schemas_is_met_halfway(odd: OddServer):
    def plain(request: Request) -> None:
        if "response_format" in request.body:
            request.answer(400, {"error": {"message": "response_format is not supported"}})
        else:
            request.say('Sure! Here:\n```json\n  {"reason": "short",\n "level": 2}\n```\nOkay?')

    odd.behave = plain
    interviewer = at(odd)
    verdict = interviewer.fill_in(PROMPT, Verdict, Allowance(5, 50))
    assert verdict == Verdict(reason="short", level=2)
    kinds = [body.get("response_format", {}).get("type", "text") for body in odd.bodies]
    assert kinds == ["json_schema", "json_object", "text"]
    interviewer.fill_in(PROMPT, Verdict, Allowance(5, 50))
    assert len(odd.bodies) == 4, "what it takes is remembered"
    interviewer.close()


def test_new_names_of_old_settings_are_found_out(odd: OddServer):
    def modern(request: Request) -> None:
        if "max_tokens" in request.body:
            message = "Unsupported parameter: use 'max_completion_tokens' instead."
            request.answer(400, {"error": {"message": message}})
        elif "temperature" in request.body:
            request.answer(400, {"error": {"message": "'temperature' does not support 0.7"}})
        elif "stream_options" in request.body:
            request.answer(422, {"error": {"message": "extra field stream_options"}})
        else:
            request.say("Which boat?")

    odd.behave = modern
    assert said(at(odd)) == "Which boat?"
    assert odd.bodies[-1]["max_completion_tokens"] == 40


def test_a_cap_is_kept_before_anything_is_sent(odd: OddServer):
    odd.behave = lambda request: request.say("Which boat was it?")
    interviewer = at(odd, Prices(sent=100.0, received=100.0, cap=0.02))
    assert said(interviewer)
    assert interviewer.meter.cost > 0
    problems = [outcome(interviewer, seconds=5)[1] for _ in range(10)]
    assert problems[-1]
    assert "limit of 0.02" in problems[-1].sentence
    assert interviewer.meter.cost <= 0.02
    few = at(odd, Prices(most_tokens=50))
    before = len(odd.bodies)
    with pytest.raises(InterviewerError, match="limit of 50 tokens"):
        said(few)
    assert len(odd.bodies) == before


def test_the_key_goes_to_the_server_and_nowhere_else(
    odd: OddServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    odd.behave = lambda request: request.say("Which boat?")
    interviewer = at(odd)
    said(interviewer)
    odd.behave = status(401, "Incorrect API key provided: sk-secret")
    with pytest.raises(InterviewerError) as told:
        said(interviewer)
    assert odd.headers[0]["authorization"] == "Bearer sk-secret"
    seen = f"{caplog.text}{capfd.readouterr()}{told.value}{told.value.hint}{interviewer!r}"
    assert "sk-secret" not in seen
    assert "sk-secret" not in repr(Endpoint("http://x/v1", "m", "sk-secret"))
    assert told.value.__cause__ is None


def test_nothing_of_the_machine_is_sent_along(odd: OddServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-user")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-of-the-user")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    odd.behave = lambda request: request.say("Which boat?")
    assert said(at(odd)) == "Which boat?", "no proxy on the way to this computer"
    sent = " ".join(f"{name}={value}" for name, value in odd.headers[0].items())
    assert "org-of-the-user" not in sent
    assert "proj-of-the-user" not in sent
