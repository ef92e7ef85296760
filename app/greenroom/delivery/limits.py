"""The limits of a measure's typical range, in the measure's own unit."""

from dataclasses import dataclass
from typing import Literal

Band = Literal["green", "amber", "red", "none"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Green inside `green_from`…`green_to`, red beyond the red limits, amber between.

    Every limit may be None: nothing is said on that side. Values are in the measure's unit.
    """

    green_from: float | None = None
    green_to: float | None = None
    red_below: float | None = None
    red_from: float | None = None

    def band(self, value: float) -> Band:
        """Return the color of `value`; the edges of green are green, `red_from` itself is red."""
        if self == Limits():
            return "none"
        if self.red_below is not None and value < self.red_below:
            return "red"
        if self.red_from is not None and value >= self.red_from:
            return "red"
        return "amber" if self.outside(value) else "green"

    def outside(self, value: float) -> float:
        """Return how far `value` lies outside green: 0 inside, 1 at the red limit.

        Where no red limit is known, half or double the green one stands in for it.
        """
        if self.green_from is not None and value < self.green_from:
            red = self.green_from / 2 if self.red_below is None else self.red_below
            return (self.green_from - value) / max(self.green_from - red, 1e-9)
        if self.green_to is not None and value > self.green_to:
            red = max(self.green_to * 2, 1.0) if self.red_from is None else self.red_from
            return (value - self.green_to) / max(red - self.green_to, 1e-9)
        return 0.0

    def scaled(self, factor: float) -> "Limits":
        """Multiply all limits by `factor`."""

        def times(limit: float | None) -> float | None:
            return None if limit is None else limit * factor

        return Limits(
            times(self.green_from),
            times(self.green_to),
            times(self.red_below),
            times(self.red_from),
        )
