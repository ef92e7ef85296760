"""Time from left to right: where moments lie, and the numbers under them."""

from dataclasses import dataclass

from greenroom.speech.span import Span

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_ROOM = 76  # a number needs so many pixels


@dataclass(frozen=True, slots=True)
class Axis:
    """So many seconds over so many pixels, from `left` on."""

    left: float
    width: float
    seconds: float

    def x(self, moment: float) -> float:
        """Where a moment lies, held inside."""
        share = moment / self.seconds if self.seconds > 0 else 0.0
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def moment(self, x: float) -> float:
        """Which moment lies there, held inside."""
        share = (x - self.left) / self.width if self.width > 0 else 0.0
        return self.seconds * min(max(share, 0.0), 1.0)

    def between(self, span: Span, least: float = 0.0) -> tuple[float, float]:
        """Left edge and width of a span; a short one is widened around its middle to `least`."""
        start, end = self.x(span.start), self.x(span.end)
        if end - start >= least:
            return start, end - start
        middle = (start + end) / 2
        return min(max(self.left, middle - least / 2), self.left + self.width - least), least

    def ticks(self) -> tuple[int, ...]:
        """Round seconds, as many as there is room for."""
        most = max(1.0, self.width / _ROOM)
        step = next((step for step in _STEPS if self.seconds / step <= most), _STEPS[-1])
        return tuple(range(0, int(self.seconds) + 1, step))
