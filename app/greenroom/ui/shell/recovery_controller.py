"""What a crash left behind: looked for at the start, offered in the message bar, recovered."""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, Signal

from greenroom.composition import lost_answers, recover, write_missing_reports
from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.formatting import counted
from greenroom.runtime import ModelRuntime
from greenroom.ui.services.app_services import AppServices
from greenroom.ui.widgets.bar import Message

_log = logging.getLogger(__name__)


class RecoveryController(QObject):
    """The offer of recovery in the message bar, and the recovery itself."""

    said = Signal(Message)
    review_wanted = Signal(str)
    """The id of a session that was recovered."""

    recovered = Signal()
    """There are answers to review that were not there before."""

    def __init__(
        self,
        lend: Callable[[], AbstractContextManager[ModelRuntime]],
        services: AppServices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lend = lend
        self._paths = services.paths
        self._tasks = services.background.group("recovery")

    def look(self) -> None:
        """Offer recovery if something was lost; to be called while no interview is under way."""
        self._tasks.run(self._lost_answers, self._offer, self._fail)

    def close(self) -> None:
        """End it; what is not done by then is found at the next start."""
        self._tasks.close()

    def _lost_answers(self) -> Sequence[Answer]:
        answers = lost_answers(self._paths)
        write_missing_reports(self._paths)
        return answers

    def _offer(self, answers: Sequence[Answer]) -> None:
        if answers:
            count = counted(len(answers), "answer")
            verb = "waits" if len(answers) == 1 else "wait"
            self.said.emit(
                Message(
                    f"An earlier session was cut off. {count} {verb} to be heard.",
                    "The recordings are complete; they can be transcribed and measured now.",
                    "warn",
                    "Recover",
                    lambda: self._recover(answers),
                )
            )

    def _recover(self, answers: Sequence[Answer]) -> None:
        self.said.emit(Message("Recovering. A message will say when it can be reviewed."))

        def work() -> Sequence[str]:
            with self._lend() as runtime:
                return recover(answers, runtime, self._paths, self._missed)

        self._tasks.run(
            work,
            self._done,
            self._fail,
            lasting=True,
        )

    def _missed(self, answer: Answer, problem: GreenroomError) -> None:
        _log.warning("%s: %s", answer.clip, problem.sentence)
        self._tasks.post(lambda: self._fail(problem))

    def _done(self, session_ids: Sequence[str]) -> None:
        if session_ids:
            self.recovered.emit()
            self.said.emit(
                Message(
                    "What was recovered can be reviewed now.",
                    mood="good",
                    action="Review",
                    act=lambda: self.review_wanted.emit(session_ids[-1]),
                )
            )

    def _fail(self, problem: GreenroomError) -> None:
        self.said.emit(Message(problem.sentence, problem.hint, "warn"))
