"""The fault table: whatever a language model's server does, the interview asks on in time.

Each trouble ends in the authored follow-up within the limit, and in one plain sentence. The real
server shows what it can be made to show; the rest is shown by one that misbehaves as it is told.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

import language_model as llm
from greenroom.engines.llm.endpoint import Endpoint
from greenroom.engines.llm.openai_interviewer import OpenAIInterviewer
from greenroom.follow_up.answer_facts import AnswerFacts, Memory
from greenroom.follow_up.choice import choose_follow_up
from greenroom.interview.persona import Persona
from greenroom.language.prompt import Allowance, Prompt
from greenroom.live.concurrency.notices import Message, Told
from greenroom.live.interview.follow_ups import follow_up
from greenroom.live.language_model.wording import Wording
from interview.answers import rubrics
from interview.gate_story import ANSWER, STATE
from llm_faults import TABLE, limit
from odd_server import OddServer

STAR = rubrics()["star"]
LIMIT_SECONDS = 10.0
SPARE_SECONDS = 2.0
"""For a machine that is busy with other things."""

UNUSABLE = r"What \S+ wrote cannot be asked"
GOES_ON = "The interview goes on with its own follow-ups."


def check(
    interviewer: OpenAIInterviewer,
    expected: str,
    answer: AnswerFacts = ANSWER,
    seconds: float = LIMIT_SECONDS,
    times: int = 2,
) -> None:
    """However often it is asked, it is the authored follow-up, and one sentence in all."""
    posted: list[Message] = []
    wording = Wording(interviewer, posted.append, seconds)
    authored = choose_follow_up(answer, STAR, Memory(), Persona())
    assert authored
    for _ in range(times):
        began = time.monotonic()
        assert follow_up(answer, STAR, STATE, (), wording) == authored[0]
        assert time.monotonic() - began < seconds + SPARE_SECONDS
    wording.close()
    told = [message.sentence for message in posted if isinstance(message, Told)]
    assert len(told) == 1, told
    sentence, rest = told[0].split(". ", 1)
    assert re.search(expected, sentence), told
    assert rest == GOES_ON
    assert "secret" not in told[0]
    assert llm.KEY not in told[0]


@pytest.mark.parametrize("name", TABLE)
def test_a_server_that_misbehaves(odd: OddServer, name: str):
    odd.behave, expected = TABLE[name]
    endpoint = Endpoint(odd.address, "small", "sk-secret")
    check(OpenAIInterviewer(endpoint), expected or UNUSABLE, seconds=limit(name))


def test_nobody_is_there():
    check(OpenAIInterviewer(Endpoint("http://127.0.0.1:9/v1", "small")), "No server answers at")


class Killing(OpenAIInterviewer):
    """Kills its server when the first words have come."""

    server: llm.LanguageModelServer

    def stream(self, prompt: Prompt, allowance: Allowance) -> Iterator[str]:
        for piece in super().stream(prompt, allowance):
            self.server.kill()
            yield piece


LONG = replace(ANSWER, sentences=(*ANSWER.sentences, *["All the ships came late again."] * 120))
REAL_LIMIT_SECONDS = 90.0
"""Errors of the real server come at once; a busy machine takes long to read a prompt."""


@pytest.mark.real
@pytest.mark.timeout(400)
def test_the_real_server(subtests: pytest.Subtests):
    """Short of memory, strict with keys, and killed in the middle of a sentence."""
    if missing := llm.missing():
        pytest.skip(f"no language model: {missing} not installed")
    with llm.serving(context=512) as server:
        endpoint = Endpoint(server.address, llm.MODEL, llm.KEY)
        wrong = Endpoint(server.address, llm.MODEL, "wrong-secret")
        killing = Killing(endpoint)
        killing.server = server
        with subtests.test("401"):
            check(OpenAIInterviewer(wrong), "does not accept the key", seconds=REAL_LIMIT_SECONDS)
        with subtests.test("context overflow"):
            check(OpenAIInterviewer(endpoint), "has become too long", LONG, REAL_LIMIT_SECONDS)
        with subtests.test("killed in the middle of its words"):
            check(killing, "broke off", seconds=REAL_LIMIT_SECONDS, times=1)
