"""A live interview: it carries out the rules' commands and brings back their events.

One thread calls `handle` with every event from the queue; executors do the work.
"""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from greenroom.feedback.session import Session
from greenroom.interview import commands as do
from greenroom.interview import events as ev
from greenroom.interview.commands import Command
from greenroom.interview.events import Event
from greenroom.interview.machine import advance, begin
from greenroom.interview.plan import Plan
from greenroom.live.concurrency.error_boundary import error_boundary
from greenroom.live.concurrency.notices import Concluded, Mentioned, PostNotice, Told
from greenroom.live.interview.answer_pipeline import AnswerPipeline
from greenroom.live.interview.services import InterviewServices

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


class LiveInterview:
    """The interview of one plan. Screens show its `state`."""

    def __init__(self, plan: Plan, services: InterviewServices, post: PostNotice) -> None:
        self.state = begin(plan)
        self.session = Session(
            id=uuid4().hex,
            script_id=plan.script.id,
            title=plan.script.title,
            started_at=datetime.now(UTC),
        )
        self._services = services
        self._post = post
        self._answering = AnswerPipeline(self.session.id, services, post)
        self._folder: Path | None = None

    def handle(self, event: Event) -> None:
        """Let the rules decide about an event, and carry out their commands."""
        before = self.state.phase
        self.state, commands = advance(self.state, event)
        _log.info("%s: %s → %s", type(event).__name__, before, self.state.phase)
        for command in commands:
            self._perform(command)

    def ignore_silence_once(self) -> None:
        """Let this silence pass in a hands-free answer: the candidate is still thinking."""
        self._services.listening.ignore_silence_once()

    def _perform(self, command: Command) -> None:
        match command:
            case do.Say(turn, text):
                self._services.listening.warm()
                self._services.speaking.say(turn, text)
            case do.StopSpeaking():
                self._services.speaking.stop()
                self._services.listening.stop_capture()
            case do.PrepareVoice(text):
                self._services.speaking.prepare(text)
            case do.Tell(sentence):
                self._post(Told(sentence))
            case do.Prepare():
                self._prepare()
            case do.Conclude():
                self._conclude()
            case _:
                self._perform_on_answer(command)

    def _perform_on_answer(self, command: Command) -> None:
        match command:
            case do.Listen():
                assert self._folder is not None, "the session is begun before anything is recorded"
                self._answering.listen(self.state, self._folder)
            case do.Hold():
                self._answering.hold()
            case do.EndListening(turn):
                self._answering.end(turn)
            case do.Transcribe(turn):
                self._answering.transcribe(turn)
            case do.Understand():
                self._answering.understand(self.state)
            case do.Analyze(turn):
                self._answering.analyze(turn)
            case _:
                raise AssertionError(command)

    def _prepare(self) -> None:
        plan = self.state.plan
        self._services.speaking.prepare(f"{plan.script.welcome} {plan.questions[0].ask}".strip())

        if self._services.wording:
            self._services.wording.warm_up()

        def failed(reason: str) -> None:
            self._post(ev.PreparationFailed(reason))

        def load() -> None:
            self._services.load()
            self._post(ev.Prepared())

        def begin_session() -> None:
            self._folder = self._services.store.begin(self.session)
            self._services.transcription.submit(
                error_boundary(load, failed)
            )  # storing waits for no model

        self._services.storage.submit(error_boundary(begin_session, failed))

    def _conclude(self) -> None:
        """Write the report where there is something to report, else delete the empty session."""

        def work() -> None:
            store, session_id = self._services.store, self.session.id
            if not self._answering.any:
                if self._folder is not None:
                    store.delete(session_id)
                self._post(Concluded(session_id, None))
                return
            for answer in self._services.opinions.gather() if self._services.opinions else ():
                store.save_answer(answer)
            if spent := self._services.spent():
                self._post(Mentioned(spent))
            # Finished only with its report: after a kill in between the next start writes it.
            at, folder = datetime.now(UTC), store.folder(session_id)
            session = replace(store.session(session_id), finished_at=at)
            self._services.write_report(session, folder)
            store.finish(session_id, at)
            self._post(Concluded(session_id, folder))

        def failed(reason: str) -> None:
            self._post(Told(reason))
            self._post(Concluded(self.session.id, self._folder if self._answering.any else None))

        self._services.storage.submit(error_boundary(work, failed))
