"""Where a language model is, and what it may cost."""

from dataclasses import dataclass

from greenroom.engines.llm.address import host_of
from greenroom.engines.llm.usage import Prices

FREE = Prices()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is.

    Attributes:
        address: the base of the API, e.g. "http://127.0.0.1:11434/v1".
        key: as little as possible sees it; never shown, kept or logged.
    """

    address: str
    model: str
    key: str = ""
    prices: Prices = FREE

    def __repr__(self) -> str:
        return f"Endpoint({self.address!r}, {self.model!r})"

    @property
    def host(self) -> str:
        """What a user would call it."""
        return host_of(self.address)
