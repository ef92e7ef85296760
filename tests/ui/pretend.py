"""An interview without devices: the real rules, and a test that answers their commands."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Event as Flag

from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.machine import advance, begin
from greenroom.interview.plan import Plan
from greenroom.interview.script import Question, Script
from greenroom.live.concurrency.notices import Concluded, Message, PostNotice
from greenroom.ports import Progress
from greenroom.settings import Settings

SCRIPT = Script(
    id="s", title="A script", about="a", welcome="Hello there.", closing="That was the last one."
)
ASKS = ("What have you built that you are proud of?", "What went wrong with it?")


def question(number: int, cell: str = "") -> Question:
    return Question(
        id=f"q-{number}",
        ask=ASKS[number],
        rubric="star",
        tests="t",
        strong="s",
        weak="w",
        target_seconds=60,
        cell=cell,
    )


def plan(questions: int = 2, follow_ups: int = 1) -> Plan:
    return Plan(SCRIPT, tuple(question(n) for n in range(questions)), follow_ups)


class PretendLive:
    """What a controller uses of a LiveInterview; `commands` are what the rules have asked for."""

    def __init__(self, its_plan: Plan, post: PostNotice) -> None:
        self.state = begin(its_plan)
        self.commands: list[do.Command] = []
        self.kept_on = 0
        self._post = post

    def handle(self, event: ev.Event) -> None:
        self.state, commands = advance(self.state, event)
        self.commands += commands

    def ignore_silence_once(self) -> None:
        self.kept_on += 1


class Pretense:
    """Makes interviews for a controller, keeps them, and speaks for the world."""

    def __init__(self) -> None:
        self.lives: list[PretendLive] = []
        self.posts: list[PostNotice] = []
        self.left = 0
        self.may_leave = Flag()
        self.may_leave.set()
        self.progress: Progress | None = None

    @contextmanager
    def hold(
        self, its_plan: Plan, _settings: Settings, post: PostNotice, progress: Progress
    ) -> Generator[PretendLive]:
        self.progress = progress
        self.posts.append(post)
        self.lives.append(PretendLive(its_plan, post))
        try:
            yield self.lives[-1]
        finally:
            self.may_leave.wait()
            self.left += 1

    @property
    def live(self) -> PretendLive:
        return self.lives[-1]

    def post(self, *messages: Message) -> None:
        for message in messages:
            self.posts[-1](message)

    def conclude(self, folder: object = None) -> None:
        self.post(Concluded("the-session", folder))  # type: ignore[arg-type]
