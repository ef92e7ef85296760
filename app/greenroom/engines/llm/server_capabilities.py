"""What a server supports: found out by trying, and remembered."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from greenroom.language.prompt import Allowance

Forms = Literal["json_schema", "json_object", "text"]


@dataclass(frozen=True, slots=True)
class ServerCapabilities:
    """Everything that may be used; what a server refuses is given up step by step.

    Attributes:
        forms: how JSON output is requested.
        limit: the server's name for the most tokens of an answer.
        temperature: whether it may be set.
        usage: whether a stream can report its tokens.
    """

    forms: Forms = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    usage: bool = True

    def settings(self, allowance: Allowance, *, stream: bool) -> dict[str, Any]:
        """Return what is sent beside the messages."""
        settings: dict[str, Any] = {self.limit: allowance.most_tokens}
        if self.temperature:
            settings["temperature"] = allowance.temperature
        if stream and self.usage:
            settings["stream_options"] = {"include_usage": True}
        return settings

    def reduced(self, message: str) -> "ServerCapabilities | None":
        """Return what to try after a server refused with this message; None if nothing is left."""
        if self.limit == "max_tokens" and "max_completion_tokens" in message:
            return replace(self, limit="max_completion_tokens")
        if self.temperature and "temperature" in message:
            return replace(self, temperature=False)
        if self.usage and "stream_options" in message:
            return replace(self, usage=False)
        if self.forms == "json_schema":
            return replace(self, forms="json_object")
        if self.forms == "json_object":
            return replace(self, forms="text")
        return None
