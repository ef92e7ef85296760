"""A language model's reviews of the answers, made in the background of an interview."""

import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future, wait
from dataclasses import replace
from threading import Event as Flag
from threading import Lock
from typing import Final

from greenroom.errors import InterviewerError
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.session import Answer
from greenroom.live.concurrency.notices import Mentioned, PostNotice, Told
from greenroom.live.concurrency.timeouts import begin
from greenroom.live.language_model.llm_review import SecondOpinion
from greenroom.structure.rubric import Rubric

GATHER_SECONDS: Final = 60.0
"""How long the report waits at the end for reviews that are still under way."""

_LOOK_SECONDS = 0.2
_WITHOUT = "The report goes on without the language model."

_log = logging.getLogger(__name__)


class Opinions:
    """Reviews one answer after another, on threads that nobody has to wait for."""

    def __init__(
        self, second: SecondOpinion, rubrics: Mapping[str, Rubric], post: PostNotice
    ) -> None:
        self._second = second
        self._rubrics = rubrics
        self._post = post
        self._one_at_a_time = Lock()
        self._stop = Flag()
        self._pending: list[Future[Answer | None]] = []

    def begin(self, answer: Answer, question: str) -> None:
        """Ask about an answer to a question, once the rules have judged it."""
        rubric = self._rubrics.get(answer.rubric_id)
        if answer.analysis and rubric and not answer.follow_up and not answer.request:
            self._pending.append(
                begin(lambda: self._judged(answer, question, rubric), "second opinion")
            )

    def gather(self, seconds: float = GATHER_SECONDS) -> list[Answer]:
        """Return the answers with the model's reviews, as far as they are there by then."""
        if self._late():
            waiting = f"Waiting for the language model's review, {seconds:.0f} seconds at most."
            self._post(Mentioned(waiting))
        until = time.monotonic() + seconds
        while self._late() and not self._stop.is_set() and time.monotonic() < until:
            wait(self._late(), timeout=_LOOK_SECONDS)
        if self._late() and not self._stop.is_set():
            self._post(Told("The language model was too slow. Its review is not in the report."))
        self._stop.set()
        return [answer for review in self._pending if review.done() and (answer := review.result())]

    def close(self) -> None:
        """Stop: nobody needs the reviews anymore."""
        self._stop.set()
        self._second.close()

    def _late(self) -> list[Future[Answer | None]]:
        return [review for review in self._pending if not review.done()]

    def _judged(self, answer: Answer, question: str, rubric: Rubric) -> Answer | None:
        """Return the answer with its judgment, or None; the first failure is also the last."""
        with self._one_at_a_time:
            if self._stop.is_set() or answer.analysis is None:
                return None
            return self._reviewed(answer, answer.analysis, question, rubric)

    def _reviewed(
        self, answer: Answer, analysis: Analysis, question: str, rubric: Rubric
    ) -> Answer | None:
        try:
            judgment = self._second.about(question, analysis, rubric, self._stop.is_set)
        except InterviewerError as problem:
            self._give_up(problem.sentence)
        except Exception:  # noqa: BLE001 - the report is worth having without it, whatever it was
            _log.exception("Unexpected")
            self._give_up("Something unexpected happened. See the log.")
        else:
            reviewed = replace(answer, analysis=replace(analysis, judgment=judgment))
            return reviewed if judgment else None
        return None

    def _give_up(self, sentence: str) -> None:
        if not self._stop.is_set():
            self._post(Told(f"{sentence} {_WITHOUT}"))
            self._stop.set()  # last: `gather` waits no longer then
