"""A language model's opinions of the answers, asked for beside the interview."""

import logging
import time
from collections.abc import Mapping
from concurrent.futures import Future, wait
from dataclasses import replace
from threading import Event as Flag
from threading import Lock
from typing import Final

from pydantic import BaseModel

from greenroom.errors import InterviewerError
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.judgement import Judgement
from greenroom.feedback.judging_prompt import VERSION, judging_prompt, rewriting_prompt
from greenroom.feedback.opinions import form_for, levels
from greenroom.feedback.rewriting import kept_improvement, kept_rewriting
from greenroom.feedback.session import Answer
from greenroom.live.door import Post
from greenroom.live.notices import Told
from greenroom.live.patience import begun
from greenroom.ports import Interviewer
from greenroom.structure.rubric import Rubric

SAMPLES: Final = 3
GATHER_SECONDS: Final = 60.0
"""So long the report waits at the end for opinions that are still under way."""

_SECONDS = 60.0
_LOOK_SECONDS = 0.2
_MOST_TOKENS = 1_500
_COOL = 0.3
"""Temperature: opinions should differ in doubt only, not in mood."""

_log = logging.getLogger(__name__)


class Opinions:
    """Asks one model about one answer after the other, on threads that nobody has to wait for."""

    def __init__(
        self,
        interviewer: Interviewer,
        rubrics: Mapping[str, Rubric],
        post: Post,
        samples: int = SAMPLES,
    ) -> None:
        self._interviewer = interviewer
        self._rubrics = rubrics
        self._post = post
        self._samples = samples
        self._turn = Lock()
        self._stop = Flag()
        self._pending: list[Future[Answer | None]] = []

    def begin(self, answer: Answer, question: str) -> None:
        """Ask about an answer to a question, once the rules have judged it."""
        analysis, rubric = answer.analysis, self._rubrics.get(answer.rubric_id)
        if answer.follow_up or answer.request or not analysis or not rubric:
            return
        if analysis.structure and analysis.feedback.enough:

            def work() -> Answer | None:
                return self._work(answer, question, analysis, rubric)

            self._pending.append(begun(work, "opinions"))

    def gather(self, seconds: float = GATHER_SECONDS) -> list[Answer]:
        """The answers with what the model thinks of them, as far as it is known by then."""
        if any(not one.done() for one in self._pending):
            self._post(Told("Waiting for the language model's opinion, a minute at most."))
        until = time.monotonic() + seconds
        while any(not one.done() for one in self._pending):
            if self._stop.is_set() or time.monotonic() > until:
                break
            wait(self._pending, timeout=_LOOK_SECONDS)
        late = [one for one in self._pending if not one.done()]
        if late and not self._stop.is_set():
            self._post(Told("The language model was too slow; the report goes without it."))
        self._stop.set()
        return [answer for one in self._pending if one.done() and (answer := one.result())]

    def close(self) -> None:
        """Nobody wants to know any more."""
        self._stop.set()
        self._interviewer.close()

    def about(self, question: str, analysis: Analysis, rubric: Rubric) -> Judgement | None:
        """What the model thinks of an answer; None where it failed. Blocks."""
        opinions = self._opinions(question, analysis, rubric)
        if not opinions or not analysis.structure:
            return None
        text, improvement = analysis.transcript.text, getattr(opinions[0], "improvement", "")
        return Judgement(
            model=self._interviewer.model,
            prompt=VERSION,
            levels=levels(opinions, rubric, analysis.structure, analysis.transcript),
            improvement=kept_improvement(improvement, text),
            stronger=kept_rewriting(self._stronger(question, analysis, rubric), text, question),
            samples=self._samples,
        )

    def _opinions(self, question: str, analysis: Analysis, rubric: Rubric) -> list[BaseModel]:
        """As many as came; the first failure of the server is told, and nothing more is asked."""
        prompt, form = judging_prompt(question, analysis, rubric), form_for(rubric)
        opinions: list[BaseModel] = []
        problem: InterviewerError | None = None
        for _ in range(self._samples):
            if self._stop.is_set():
                return []
            try:
                opinion = self._interviewer.fill_in(
                    prompt, form, seconds=_SECONDS, most_tokens=_MOST_TOKENS, temperature=_COOL
                )
            except InterviewerError as failed:
                problem = failed
                _log.info("no opinion: %s", failed.sentence)
            else:
                opinions.append(opinion)
        if problem and not opinions:
            self._failed(problem)
        return opinions

    def _stronger(self, question: str, analysis: Analysis, rubric: Rubric) -> str:
        prompt = rewriting_prompt(question, analysis, rubric)
        try:
            pieces = self._interviewer.stream(prompt, seconds=_SECONDS, most_tokens=_MOST_TOKENS)
            return "".join(pieces)
        except InterviewerError as failed:
            _log.info("no rewriting: %s", failed.sentence)
            return ""

    def _failed(self, problem: InterviewerError) -> None:
        if not self._stop.is_set():
            self._stop.set()
            self._post(Told(f"{problem.sentence} The report goes without the model's opinion."))

    def _work(
        self, answer: Answer, question: str, analysis: Analysis, rubric: Rubric
    ) -> Answer | None:
        """One errand: the answer with its judgement, or None."""
        with self._turn:
            if self._stop.is_set():
                return None
            judgement = self.about(question, analysis, rubric)
        if judgement is None:
            return None
        return replace(answer, analysis=replace(analysis, judgement=judgement))
