"""What a part of the campaign tried, and what it found."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """Counts trials; prints each problem as it comes and one FIGURE line at the end.

    Attributes:
        tried: trials so far.
        failed: those in which something was wrong.
        lost: things that should have been there and were not.
        figures: what was measured besides.
    """

    name: str
    tried: int = 0
    failed: int = 0
    lost: int = 0
    figures: dict[str, object] = field(default_factory=dict[str, object])
    _problems: int = 0

    @contextmanager
    def trial(self) -> Generator[None]:
        """Count one trial; it failed if a problem was found in it."""
        self.tried += 1
        before = self._problems
        yield
        self.failed += self._problems > before

    def problem(self, sentence: str, lost: int = 0) -> None:
        """Print what is wrong, and count how many things it has cost."""
        self._problems += 1
        self.lost += lost
        print(f"PROBLEM {self.name} {self.tried}: {sentence}", flush=True)

    def check(self, true: bool, sentence: str, lost: int = 0) -> None:
        """Print a problem unless this is so."""
        if not true:
            self.problem(sentence, lost)

    def most(self, figure: str, value: float) -> None:
        """Keep the largest value of a figure."""
        before = self.figures.get(figure, value)
        assert isinstance(before, float | int)
        self.figures[figure] = round(max(before, value), 3)

    def close(self) -> int:
        """Print the last line; the exit code."""
        counts = {"tried": self.tried, "survived": self.tried - self.failed, "lost": self.lost}
        print(f"FIGURE {self.name} {json.dumps(counts | self.figures)}", flush=True)
        return 1 if self.failed else 0
