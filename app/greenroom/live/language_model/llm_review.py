"""A language model's review of one answer: several opinions, and their median."""

import logging
from collections.abc import Callable, Sequence
from typing import Final

from pydantic import BaseModel

from greenroom.errors import InterviewerError
from greenroom.feedback.feedback import Analysis
from greenroom.feedback.llm_judgment import Judgment
from greenroom.feedback.llm_opinions import form_for, improvement, judged_elements, levels, rotated
from greenroom.feedback.llm_prompt import VERSION, judging_prompt, rewriting_prompt
from greenroom.feedback.llm_text import kept_rewriting
from greenroom.language.prompt import Allowance
from greenroom.ports import Interviewer
from greenroom.structure.rubric import Rubric

SAMPLES: Final = 3

_SECONDS = 60.0
"""Time limit of one request."""

_TOKENS_EACH = 150
"""For the reason, quote and level of one element."""

_TEMPERATURE = 0.0
"""Temperature: the same answer should get the same judgment again. Opinions differ by the order in
which the elements are asked for, which shows where a model is in doubt."""

_log = logging.getLogger(__name__)


def never_stopped() -> bool:
    """Return False: the review is wanted to the end."""
    return False


class SecondOpinion:
    """Asks one model for its review; blocks, for a minute or more with a slow one."""

    def __init__(self, interviewer: Interviewer, samples: int = SAMPLES) -> None:
        self._interviewer = interviewer
        self._samples = samples

    def about(
        self,
        question: str,
        analysis: Analysis,
        rubric: Rubric,
        stopped: Callable[[], bool] = never_stopped,
    ) -> Judgment | None:
        """Return what the model thinks of an answer.

        None where there is too little to judge, or `stopped` returned True.

        Raises:
            InterviewerError: not a single opinion came.
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
        return Judgment(
            model=self._interviewer.model,
            prompt=VERSION,
            samples=self._samples,
            levels=levels(opinions, rubric, structure, transcript),
            improvement=improvement(opinions, transcript.text),
            stronger=stronger,
        )

    def close(self) -> None:
        """Close the connections; abort what is under way."""
        self._interviewer.close()

    def _opinions(
        self, question: str, analysis: Analysis, rubric: Rubric, stopped: Callable[[], bool]
    ) -> list[BaseModel]:
        """Return as many opinions as came; at least one, unless it was stopped."""
        opinions: list[BaseModel] = []
        problem: InterviewerError | None = None
        for number in range(self._samples):
            if stopped():
                return opinions
            names = rotated(judged_elements(rubric), number, self._samples)
            try:
                opinions.append(self._opinion(question, analysis, rubric, names))
            except InterviewerError as failed:
                problem = failed
                _log.info("no opinion: %s", failed.sentence)
        if problem and not opinions:
            raise problem
        return opinions

    def _opinion(
        self, question: str, analysis: Analysis, rubric: Rubric, names: Sequence[str]
    ) -> BaseModel:
        return self._interviewer.fill_in(
            judging_prompt(question, analysis, rubric, names),
            form_for(names),
            Allowance(_SECONDS, _TOKENS_EACH * (len(names) + 1), _TEMPERATURE),
        )

    def _rewriting(self, question: str, analysis: Analysis, rubric: Rubric) -> str:
        """Return a stronger version, or nothing: the levels are useful without it."""
        prompt = rewriting_prompt(question, analysis, rubric)
        most = _TOKENS_EACH + 2 * len(analysis.transcript.words)
        try:
            return "".join(self._interviewer.stream(prompt, Allowance(_SECONDS, most)))
        except InterviewerError as failed:
            _log.info("no rewriting: %s", failed.sentence)
            return ""
