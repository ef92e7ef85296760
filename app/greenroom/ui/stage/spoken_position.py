"""How far into a text a voice is: told its loudness over time, knows no clock and no sound."""

from collections.abc import Sequence
from itertools import accumulate

_SILENT_DBFS = -50.0
"""What is softer than this is a pause of the voice, in which no words pass."""


class Following:
    """Follows one utterance.

    Args:
        text: what is said.
        levels: how loud it is, in dBFS, at even steps.
        step: seconds per level.
    """

    def __init__(self, text: str, levels: Sequence[float], step: float) -> None:
        self._text = text
        self._step = step
        self._levels = tuple(levels)
        self._voiced = tuple(accumulate(int(level > _SILENT_DBFS) for level in levels))

    @property
    def seconds(self) -> float:
        """How long the utterance takes."""
        return len(self._levels) * self._step

    def characters(self, seconds: float) -> int:
        """How many characters of the text have been said after so many seconds."""
        place = int(seconds / self._step)
        if place >= len(self._voiced) or not self._voiced[-1]:
            return len(self._text)
        before = self._voiced[place - 1] if place > 0 else 0
        return round(len(self._text) * before / self._voiced[-1])

    def level(self, seconds: float) -> float | None:
        """How loud the voice is just then, in dBFS; None when it has ended."""
        place = int(seconds / self._step)
        return self._levels[place] if place < len(self._levels) else None
