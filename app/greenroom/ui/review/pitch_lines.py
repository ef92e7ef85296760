"""Finds the pitch line of the answer that is reviewed, beside everything else."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from greenroom.errors import GreenroomError
from greenroom.feedback.session import Answer
from greenroom.live.measurement.prosody_process import ProsodyProcess, with_melody
from greenroom.speech.clip import Clip
from greenroom.ui.services.background import TaskGroup

_log = logging.getLogger(__name__)

Found = Callable[[Answer], None]
"""Told the answer with its melody, not kept yet."""


class PitchLines(QObject):
    """Asks for one answer after the other, and for each once."""

    def __init__(
        self, process: ProsodyProcess, tasks: TaskGroup, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._process = process
        self._tasks = tasks
        self._asked: set[str] = set()

    def warm_up(self) -> None:
        """Have everything compiled before the first answer is reviewed."""
        self._tasks.run(self._process.warm_up, lambda _: None, _failed, lasting=True)

    def find(self, answer: Answer, clip: Clip, found: Found) -> None:
        """Find the melody of an answer, unless it is known or was looked for."""
        if answer.id in self._asked or not wants_one(answer):
            return
        self._asked.add(answer.id)
        self._tasks.run(
            lambda: answer_with_melody(answer, clip, self._process),
            lambda made: found(made) if made else None,
            _failed,
            lasting=True,
        )

    def close(self) -> None:
        """End what is under way."""
        self._process.close()
        self._tasks.close()


def wants_one(answer: Answer) -> bool:
    """Return whether an answer has sound and words, and no melody yet."""
    return bool(answer.analysis and answer.clip and answer.analysis.delivery.contour is None)


def answer_with_melody(answer: Answer, clip: Clip, process: ProsodyProcess) -> Answer | None:
    """Return the answer with its melody; None where it could not be had."""
    found = with_melody(answer.analysis, clip, process) if answer.analysis else None
    return replace(answer, analysis=found) if found else None


def _failed(problem: GreenroomError) -> None:
    """Nobody asked for it, so nobody is told."""
    _log.warning("no pitch line: %s", problem)
