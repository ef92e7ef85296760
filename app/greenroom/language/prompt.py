"""Prompts for a language model: messages, the same for every server."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message; what people said or wrote goes only into messages of the user."""

    role: Literal["system", "user", "assistant"]
    text: str


Prompt = tuple[PromptMessage, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """The limits of a model's answer.

    Attributes:
        seconds: for all of it.
        most_tokens: of the answer.
        temperature: how freely it chooses its words.
    """

    seconds: float
    most_tokens: int
    temperature: float = 0.7


def characters(prompt: Prompt) -> int:
    """Count the characters that leave with a prompt."""
    return sum(len(message.text) for message in prompt)
