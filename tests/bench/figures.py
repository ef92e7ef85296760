"""What the bench prints: figures beside their limits and beside what an earlier run measured."""

import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil
from pathlib import Path
from typing import Any, Literal

BASELINE = Path(__file__).with_name("baseline.json")
MUCH = 0.2
"""A figure that is worse than the baseline by a larger share than this is pointed out."""

Better = Literal["less", "more"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        key: its name in the baseline file.
        what: its name for people.
        unit: of `value`, `limit` and the smallest difference that means anything, `grain`.
        limit: what it should reach; None where it is only compared.
    """

    key: str
    what: str
    value: float
    unit: str = "s"
    limit: float | None = None
    better: Better = "less"
    grain: float = 0.05

    @property
    def reached(self) -> bool:
        """Whether it is within its limit."""
        if self.limit is None:
            return True
        return self.value <= self.limit if self.better == "less" else self.value >= self.limit

    def much_worse_than(self, before: float) -> bool:
        """Whether it is worse than `before` by more than a fifth, and by more than its grain."""
        worse = self.value - before if self.better == "less" else before - self.value
        return worse > max(MUCH * abs(before), self.grain)


def table(figures: Iterable[Figure], before: Mapping[str, float]) -> str:
    """One line per figure: what, measured, limit, baseline, and what is wrong with it."""
    lines = [f"{'':58}{'measured':>10}{'limit':>10}{'baseline':>10}"]
    lines += [_line(figure, before.get(figure.key)) for figure in figures]
    return "\n".join(lines)


def _line(figure: Figure, before: float | None) -> str:
    sign = "≤" if figure.better == "less" else "≥"
    limit = "" if figure.limit is None else f"{sign} {figure.limit:g}"
    baseline = "" if before is None else f"{before:.3g}"
    marks = [] if figure.reached else ["MISSED"]
    if before is not None and figure.much_worse_than(before):
        marks.append("WORSE")
    name = f"{figure.what} ({figure.unit})" if figure.unit else figure.what
    line = f"{name:58}{_number(figure.value):>10}{limit:>10}{baseline:>10}  {' '.join(marks)}"
    return line.rstrip()


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(1, ceil(share * len(ranked))) - 1]


def machine() -> dict[str, str | int]:
    """What the figures depend on, besides the program."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "ctranslate2": version("ctranslate2"),
        "faster-whisper": version("faster-whisper"),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")


def read_baseline(file: Path, mode: str) -> dict[str, Any]:
    """What an earlier run in the same mode saved: its machine and figures; empty without one."""
    if not file.is_file():
        return {}
    return json.loads(file.read_text(encoding="utf-8")).get(mode, {})


def save_baseline(file: Path, mode: str, figures: Iterable[Figure]) -> None:
    """Renew these figures of this mode; others, and the other mode, stay as they are."""
    stored = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept = stored.get(mode, {}).get("figures", {})
    measured = {figure.key: float(f"{figure.value:.4g}") for figure in figures}
    stored[mode] = {"machine": machine(), "figures": kept | measured}
    file.write_text(json.dumps(stored, indent=2, sort_keys=True) + "\n", encoding="utf-8")
