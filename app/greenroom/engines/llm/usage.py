"""What a language model has used in this session, and its limits."""

from dataclasses import dataclass, field
from threading import Lock

from greenroom.errors import InterviewerError

CHARACTERS_PER_TOKEN = 3.0
"""A cautious estimate for English, where the server does not count tokens."""

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, and the most that may be spent; 0 means free, or no limit.

    Attributes:
        cap: in the same currency as the prices.
        most_tokens: per session, sent and received together.
        currency: of all three.
    """

    sent: float = 0.0
    received: float = 0.0
    cap: float = 0.0
    most_tokens: int = 0
    currency: str = "USD"

    def amount(self, money: float) -> str:
        """Return money with two decimals, or as many as it takes to show two that are not zero."""
        figure = f"{money:.2f}" if money >= 1 or not money else f"{money:#.2g}"
        return f"{figure} {self.currency}"


@dataclass(slots=True)
class Use:
    """One request: its tokens, estimated until the server counts them.

    Attributes:
        most: how many tokens it may receive.
    """

    sent: int
    most: int
    received: int = 0


@dataclass(slots=True)
class Meter:
    """Counts requests and tokens; may be used from any thread."""

    prices: Prices = Prices()
    requests: int = 0
    sent: int = 0
    received: int = 0
    _under_way: list[Use] = field(default_factory=list[Use], repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def cost(self) -> float:
        """Return what it has cost so far, in the currency of the prices."""
        return self._cost(self.sent, self.received)

    @property
    def summary(self) -> str:
        """Return what was used, in a sentence; empty where nothing was."""
        if not self.requests:
            return ""
        requests = "1 request" if self.requests == 1 else f"{self.requests} requests"
        used = f"{requests}, about {self.sent + self.received:,} tokens"
        paid = self.prices.sent or self.prices.received
        cost = f", {self.prices.amount(self.cost)} by your prices" if paid else ""
        return f"The language model was used for {used}{cost}."

    def begin(self, characters: int, most_tokens: int) -> Use:
        """Count one more request, as if it and all under way received all they may.

        Raises:
            InterviewerError: it would exceed a limit that the user has set.
        """
        use = Use(tokens(characters), most_tokens)
        with self._lock:
            open_ = [*self._under_way, use]
            sent = self.sent + sum(each.sent for each in open_)
            received = self.received + sum(each.most for each in open_)
            if self.prices.most_tokens and sent + received > self.prices.most_tokens:
                raise _over(f"{self.prices.most_tokens:,} tokens per session")
            if self.prices.cap and self._cost(sent, received) > self.prices.cap:
                raise _over(f"{self.prices.amount(self.prices.cap)} per session")
            self._under_way.append(use)
        return use

    def end(self, use: Use, *, taken: bool) -> None:
        """Finish a request; `taken` says that the server took it and may charge for it."""
        with self._lock:
            self._under_way = [other for other in self._under_way if other is not use]
            if taken:
                self.requests += 1
                self.sent += use.sent
                self.received += use.received

    def _cost(self, sent: int, received: int) -> float:
        return (sent * self.prices.sent + received * self.prices.received) / _MILLION


def tokens(characters: int) -> int:
    """Estimate how many tokens so many characters are."""
    return round(characters / CHARACTERS_PER_TOKEN) + 1


def _over(limit: str) -> InterviewerError:
    return InterviewerError(
        f"The language model has reached its limit of {limit}.",
        "Raise it with: greenroom llm setup",
    )
