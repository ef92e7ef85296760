"""Words for a follow-up from a language model, if they come in time and may be spoken.

The rules have chosen the point, and authored words for it are ready; whatever goes wrong here, the
interview goes on with those.
"""

import logging
import re
import time
from collections.abc import Sequence
from threading import Event as Flag
from typing import Final

from greenroom.errors import InterviewerError
from greenroom.follow_up.answer_facts import AnswerFacts, Target
from greenroom.follow_up.validity import fault
from greenroom.follow_up.wording_prompt import VERSION, again, wording_prompt
from greenroom.interview.persona import Persona
from greenroom.language.prompt import Prompt, PromptMessage
from greenroom.live.concurrency.error_boundary import error_boundary
from greenroom.live.concurrency.notices import PostNotice, Told
from greenroom.live.concurrency.timeouts import begin, within
from greenroom.live.language_model.proposal import proposed_question, wake
from greenroom.ports import Interviewer
from greenroom.structure.rubric import Rubric

LIMIT_SECONDS: Final = 2.5
"""A pause that still feels like thinking; after that, the authored words are spoken."""

TRIES: Final = 2
MOST_FAILURES: Final = 3
"""After so many failures in a row, the model is not asked again in this interview."""

_WARM_UP_SECONDS = 60.0
_WARM_UP: Prompt = (PromptMessage("user", "Answer with the word: ready"),)
_GOES_ON = "The interview goes on with its own follow-ups."

_FIGURES = re.compile(r"[\d.]+")

_log = logging.getLogger(__name__)


class Wording:
    """Asks one model; blocks, so call it on an executor."""

    def __init__(
        self, interviewer: Interviewer, post: PostNotice, seconds: float = LIMIT_SECONDS
    ) -> None:
        self._interviewer = interviewer
        self._post = post
        self._seconds = seconds
        self._failures = 0
        self._mentioned: set[str] = set()

    @property
    def author(self) -> str:
        """Return whose words they are: model and version of the prompt."""
        return f"{self._interviewer.model} (prompt {VERSION})"

    def warm_up(self) -> None:
        """Make the server load its model while the interview is prepared; send nothing of it."""
        begin(error_boundary(self._warm_up, self._failed), "interviewer")

    def words_for(
        self,
        target: Target,
        answer: AnswerFacts,
        rubric: Rubric,
        persona: Persona,
        earlier: Sequence[AnswerFacts] = (),
    ) -> str:
        """Return one question that may be spoken; "" where the authored words have to do."""
        if self._failures >= MOST_FAILURES:
            return ""
        prompt, stop = wording_prompt(target, answer, rubric, persona, earlier), Flag()

        def work() -> str:
            return self._attempts(prompt, target, answer, rubric, stop)

        began = time.monotonic()
        try:
            text = within(self._seconds, work, "interviewer")
        except TimeoutError:
            to = self._interviewer.destination
            self._failed(f"{to} took longer than {self._seconds:.1f} seconds.")
        except InterviewerError as problem:
            self._failed(problem.sentence)
        except Exception:  # noqa: BLE001 - the authored words are there, whatever it was
            _log.exception("Unexpected")
            self._failures += 1
        else:
            self._failures = 0
            _log.info("worded in %.2f s: %s", time.monotonic() - began, bool(text))
            if not text:
                self._tell(f"What {self._interviewer.model} wrote cannot be asked.")
            return text
        finally:
            stop.set()
        return ""

    def close(self) -> None:
        """Give the connections back."""
        self._interviewer.close()

    def _attempts(
        self, prompt: Prompt, target: Target, answer: AnswerFacts, rubric: Rubric, stop: Flag
    ) -> str:
        until = time.monotonic() + self._seconds
        for _ in range(TRIES):
            left = until - time.monotonic()
            text = proposed_question(self._interviewer, prompt, seconds=left, stopped=stop.is_set)
            why = fault(text, target, answer, rubric)
            if not why:
                return text
            _log.info("not said: %s", why)
            prompt = again(prompt, text, why)
        return ""

    def _warm_up(self) -> None:
        try:
            wake(self._interviewer, _WARM_UP, seconds=_WARM_UP_SECONDS)
        except InterviewerError as problem:
            self._failed(problem.sentence)

    def _failed(self, sentence: str) -> None:
        """Count a failure, and mention it: the interview goes on."""
        self._failures += 1
        _log.info("no words: %s", sentence)
        self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        """Mention each kind of trouble once, whatever figures are in its sentence."""
        trouble = _FIGURES.sub("", sentence)
        if trouble not in self._mentioned:
            self._mentioned.add(trouble)
            self._post(Told(f"{sentence} {_GOES_ON}"))
