"""A stretch of time inside one answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch from `start` to `end`, in seconds from the beginning of the clip."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share more than a point in time."""
        return self.start < other.end and other.start < self.end
