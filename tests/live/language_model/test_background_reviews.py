"""Opinions are asked for beside the interview, and nothing waits for them longer than it should."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from feedback.opined import QUESTION, RUBRIC, analysis, opinion
from greenroom.engines.llm.scripted_interviewer import ScriptedInterviewer
from greenroom.errors import InterviewerError
from greenroom.feedback.session import Answer
from greenroom.language.prompt import Prompt
from greenroom.live.concurrency.notices import Message, Told
from greenroom.live.language_model.background_reviews import Opinions
from greenroom.live.language_model.llm_review import SecondOpinion

ANSWER = Answer(
    id="1" * 32, session_id="5" * 32, turn=1, question_id="gate", question=QUESTION,
    rubric_id="own", started_at=datetime(2025, 6, 1, tzinfo=UTC), analysis=analysis(),
)  # fmt: skip
STRONGER = "I was asked to repair the gate."


class Waiting(ScriptedInterviewer):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__([opinion()])
        self.go = Event()

    def _next(self, prompt: Prompt) -> str:
        assert self.go.wait(30)
        return super()._next(prompt)


class Beside:
    """Opinions with what they told the user."""

    def __init__(self, model: ScriptedInterviewer, samples: int = 1) -> None:
        self.posted: list[Message] = []
        self.opinions = Opinions(SecondOpinion(model, samples), {"own": RUBRIC}, self.posted.append)

    def begin(self, answer: Answer = ANSWER) -> None:
        self.opinions.begin(answer, QUESTION)

    @property
    def told(self) -> list[str]:
        """Troubles, without what is only good to know: that it is waited for."""
        return [message.sentence for message in self.posted if type(message) is Told]


def test_each_answer_gets_its_judgment():
    beside = Beside(ScriptedInterviewer([opinion(), STRONGER] * 2))
    beside.begin()
    beside.begin(replace(ANSWER, id="2" * 32))
    answers = beside.opinions.gather()
    assert {answer.id for answer in answers} == {"1" * 32, "2" * 32}
    for answer in answers:
        assert answer.analysis
        assert answer.analysis.judgment
        assert answer.analysis.judgment.levels
    assert beside.told == []


@pytest.mark.parametrize(
    "answer",
    [
        replace(ANSWER, follow_up=True),
        replace(ANSWER, request="pass"),
        replace(ANSWER, analysis=None),
        replace(ANSWER, rubric_id="unknown"),
    ],
)
def test_what_cannot_be_judged_is_not_sent(answer: Answer):
    model = ScriptedInterviewer([opinion()])
    beside = Beside(model)
    beside.begin(answer)
    assert beside.opinions.gather() == []
    assert model.prompts == []


def test_whoever_is_too_slow_is_not_waited_for():
    model = Waiting()
    beside = Beside(model)
    beside.begin()
    began = time.monotonic()
    assert beside.opinions.gather(0.3) == []
    assert time.monotonic() - began < 10
    assert beside.told[-1].startswith("The language model was too slow")
    model.go.set()


def test_when_nobody_wants_to_know_any_more_nobody_waits():
    model = Waiting()
    beside = Beside(model)
    beside.begin()
    beside.opinions.close()
    assert beside.opinions.gather(30) == []
    assert model.closed
    model.go.set()


def fail(_: Prompt) -> str:
    raise RuntimeError("a bug")


def a_broken_one() -> ScriptedInterviewer:
    model = ScriptedInterviewer([""])
    model._next = fail  # type: ignore[method-assign]
    return model


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: ScriptedInterviewer([InterviewerError("It rains.")]), "It rains."),
        (a_broken_one, "Something unexpected happened"),
    ],
)
def test_the_first_trouble_is_told_and_is_the_last(
    make: Callable[[], ScriptedInterviewer], why: str, caplog: pytest.LogCaptureFixture
):
    model = make()
    beside = Beside(model)
    for _ in range(3):
        beside.begin()
    assert beside.opinions.gather() == []
    told = beside.told
    assert len(told) == 1
    assert told[0].startswith(why)
    assert told[0].endswith("goes on without the language model.")
    assert len(model.prompts) <= 1
    assert ("a bug" in caplog.text) == why.startswith("Something")


def test_the_trouble_is_reported_before_the_report_goes_on():
    posted: list[Message] = []

    def post_slowly(message: Message) -> None:
        time.sleep(0.3)
        posted.append(message)

    model = ScriptedInterviewer([InterviewerError("It rains.")])
    opinions = Opinions(SecondOpinion(model, 1), {"own": RUBRIC}, post_slowly)
    opinions.begin(ANSWER, QUESTION)
    assert opinions.gather() == []
    assert any("It rains." in str(message) for message in posted)
