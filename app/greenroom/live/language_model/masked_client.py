"""A language model behind masks: whatever says who somebody is, is masked before it is sent."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from greenroom.language.pii import masked
from greenroom.language.prompt import Allowance, Prompt
from greenroom.ports import Interviewer

Form = TypeVar("Form", bound=BaseModel)


def masked_prompt(prompt: Prompt, names: tuple[str, ...]) -> Prompt:
    """Return the messages without anything that says who somebody is."""
    return tuple(replace(message, text=masked(message.text, names)) for message in prompt)


class MaskedInterviewer:
    """The port `Interviewer`, around another one."""

    def __init__(self, interviewer: Interviewer, names: tuple[str, ...]) -> None:
        self._interviewer = interviewer
        self._names = names

    @property
    def model(self) -> str:
        """Return the model's name."""
        return self._interviewer.model

    @property
    def destination(self) -> str:
        """Return where the text goes."""
        return self._interviewer.destination

    def stream(self, prompt: Prompt, allowance: Allowance) -> Iterator[str]:
        """Yield what the model writes."""
        return self._interviewer.stream(masked_prompt(prompt, self._names), allowance)

    def fill_in(self, prompt: Prompt, form: type[Form], allowance: Allowance) -> Form:
        """Return what the model writes into the form."""
        return self._interviewer.fill_in(masked_prompt(prompt, self._names), form, allowance)

    def close(self) -> None:
        """Give the connections back."""
        self._interviewer.close()
