"""What a language model has cost in this session, and where it stops."""

from dataclasses import dataclass, field
from threading import Lock

from greenroom.errors import InterviewerError

CHARACTERS_PER_TOKEN = 3.0
"""A careful estimate for English, where a server does not count for us."""

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, and the most that may be spent; 0: free, or no limit.

    Attributes:
        cap: in the same currency as the prices.
        most_tokens: of a session, sent and received together.
    """

    sent: float = 0.0
    received: float = 0.0
    cap: float = 0.0
    most_tokens: int = 0


@dataclass(slots=True)
class Meter:
    """Counts requests and tokens; may be asked from any thread."""

    prices: Prices = Prices()
    requests: int = 0
    sent: int = 0
    received: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def cost(self) -> float:
        """What it has cost so far, in the currency of the prices."""
        return self._cost(self.sent, self.received)

    @property
    def summary(self) -> str:
        """What was used, in a sentence; empty where nothing was."""
        if not self.requests:
            return ""
        used = f"{self.requests} requests, {self.sent + self.received:,} tokens"
        cost = f", {self.cost:.2f}" if self.prices.sent or self.prices.received else ""
        return f"The language model was used for {used}{cost}."

    def check(self, characters: int, most_tokens: int) -> None:
        """Whether one more request may be made, counted as if the model said all it may.

        Raises:
            InterviewerError: it would go beyond a limit that the user has set.
        """
        sent, received = self.sent + tokens(characters), self.received + most_tokens
        if self.prices.most_tokens and sent + received > self.prices.most_tokens:
            raise _over(f"{self.prices.most_tokens:,} tokens per session")
        if self.prices.cap and self._cost(sent, received) > self.prices.cap:
            raise _over(f"{self.prices.cap:.2f} per session")

    def count(self, sent: int, received: int) -> None:
        """Add one request."""
        with self._lock:
            self.requests += 1
            self.sent += sent
            self.received += received

    def _cost(self, sent: int, received: int) -> float:
        return (sent * self.prices.sent + received * self.prices.received) / _MILLION


def tokens(characters: int) -> int:
    """About so many tokens."""
    return round(characters / CHARACTERS_PER_TOKEN) + 1


def _over(limit: str) -> InterviewerError:
    return InterviewerError(
        f"The limit of {limit} for the language model is reached.",
        "Raise it with: greenroom llm setup",
    )
