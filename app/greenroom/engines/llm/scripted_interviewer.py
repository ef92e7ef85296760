"""A language model with fixed replies, for tests and demonstrations."""

import time
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import TypeVar

from pydantic import BaseModel

from greenroom.engines.llm.structured_output import parsed
from greenroom.errors import InterviewerError
from greenroom.language.prompt import Allowance, Prompt

Form = TypeVar("Form", bound=BaseModel)


class ScriptedInterviewer:
    """The port `Interviewer`: gives its replies in turn, then repeats the last one.

    Args:
        replies: texts, or errors to raise.
        seconds_per_word: how slowly it speaks.
    """

    model = "scripted"
    destination = "nowhere"

    def __init__(
        self, replies: Sequence[str | InterviewerError], seconds_per_word: float = 0.0
    ) -> None:
        self._replies = replies
        self._seconds = seconds_per_word
        self._lock = Lock()
        self.prompts: list[Prompt] = []
        self.closed = False

    def stream(self, prompt: Prompt, allowance: Allowance) -> Iterator[str]:
        """Yield the next reply, word by word."""
        for word in self._next(prompt).split(" ")[: allowance.most_tokens]:
            time.sleep(self._seconds)
            yield f"{word} "

    def fill_in(self, prompt: Prompt, form: type[Form], allowance: Allowance) -> Form:
        """Return the next reply as the form."""
        return parsed(self._next(prompt), form)

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def _next(self, prompt: Prompt) -> str:
        with self._lock:
            self.prompts.append(prompt)
            reply = self._replies[min(len(self.prompts), len(self._replies)) - 1]
        if isinstance(reply, InterviewerError):
            raise reply
        return reply
