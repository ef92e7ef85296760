"""What a language model thinks of one answer: several opinions, and the middle of them."""

import logging
from collections.abc import Callable
from typing import Final

from pydantic import BaseModel

from greenroom.errors import InterviewerError
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.judgement import Judgement
from greenroom.feedback.judging_prompt import VERSION, judging_prompt, rewriting_prompt
from greenroom.feedback.opinions import form_for, improvement, levels
from greenroom.feedback.rewriting import kept_rewriting
from greenroom.ports import Interviewer
from greenroom.structure.rubric import Rubric

SAMPLES: Final = 3

_SECONDS = 60.0
"""For one request."""

_MOST_TOKENS = 1_500
_COOL = 0.3
"""Temperature: opinions should differ where there is doubt, not by mood."""

_log = logging.getLogger(__name__)


def nobody_stops() -> bool:
    """It is wanted to the end."""
    return False


class SecondOpinion:
    """Asks one model; blocks, for a minute or more with a slow one."""

    def __init__(self, interviewer: Interviewer, samples: int = SAMPLES) -> None:
        self._interviewer = interviewer
        self._samples = samples

    def about(
        self,
        question: str,
        analysis: Analysis,
        rubric: Rubric,
        stopped: Callable[[], bool] = nobody_stops,
    ) -> Judgement | None:
        """What the model thinks of an answer.

        None where there is too little to judge, or nobody wants to know any more.

        Raises:
            InterviewerError: not one opinion could be had.
        """
        structure, transcript = analysis.structure, analysis.transcript
        if structure is None or not (structure.enough and analysis.feedback.enough):
            return None
        opinions = self._opinions(question, analysis, rubric, stopped)
        if stopped():
            return None
        stronger = kept_rewriting(
            self._rewriting(question, analysis, rubric), transcript.text, question
        )
        return Judgement(
            model=self._interviewer.model,
            prompt=VERSION,
            samples=self._samples,
            levels=levels(opinions, rubric, structure, transcript),
            improvement=improvement(opinions, transcript.text),
            stronger=stronger,
        )

    def close(self) -> None:
        """Give the connections back; what is under way breaks off."""
        self._interviewer.close()

    def _opinions(
        self, question: str, analysis: Analysis, rubric: Rubric, stopped: Callable[[], bool]
    ) -> list[BaseModel]:
        """As many as came; at least one, unless it was stopped."""
        prompt, form = judging_prompt(question, analysis, rubric), form_for(rubric)
        opinions: list[BaseModel] = []
        problem: InterviewerError | None = None
        for _ in range(self._samples):
            if stopped():
                return opinions
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
            raise problem
        return opinions

    def _rewriting(self, question: str, analysis: Analysis, rubric: Rubric) -> str:
        """Levels are worth having without it."""
        prompt = rewriting_prompt(question, analysis, rubric)
        try:
            pieces = self._interviewer.stream(prompt, seconds=_SECONDS, most_tokens=_MOST_TOKENS)
            return "".join(pieces)
        except InterviewerError as failed:
            _log.info("no rewriting: %s", failed.sentence)
            return ""
