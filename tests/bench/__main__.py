"""The bench: how fast, how small and how true hearing is, beside an earlier run.

make bench              the quick form, some five minutes
make bench FULL=1       the long form, some twelve; wants a quiet machine
make bench ARGS="..."   with what follows:
"""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.cuts import cuts
from bench.decoding import decoding
from bench.figures import BASELINE, Figure, machine, read_baseline, save_baseline, table
from bench.memory import growth, hour
from bench.setting import Setting, setting
from bench.speed import speed
from bench.window import window
from bench.words import words

USUAL = {
    "speed": speed,
    "decoding": decoding,
    "words": words,
    "cuts": cuts,
    "growth": growth,
    "window": window,
}
PARTS = {**USUAL, "hour": hour}


def main() -> int:
    """Exit code 1 where a limit was missed."""
    arguments = _arguments()
    mode = "full" if arguments.full else "quick"
    before = read_baseline(BASELINE, mode)
    began = time.perf_counter()
    _say_where(before)
    with setting(full=arguments.full, real_time=arguments.real_time, clips=arguments.clips) as run:
        figures = [figure for name in arguments.only for figure in _measured(name, run, before)]
    missed = ", ".join(figure.key for figure in figures if not figure.reached)
    print(f"\n{time.perf_counter() - began:.0f} s in all; missed: {missed or 'nothing'}")
    if arguments.save:
        save_baseline(BASELINE, mode, figures)
    return 1 if missed else 0


def _measured(name: str, run: Setting, before: Mapping[str, Any]) -> list[Figure]:
    print(f"\n— {name} —", flush=True)
    figures = PARTS[name](run)
    print(table(figures, before.get("figures", {})), flush=True)
    return figures


def _say_where(before: Mapping[str, Any]) -> None:
    here = machine()
    print(", ".join(f"{name}: {value}" for name, value in here.items()))
    if before and before["machine"] != here:
        other = ", ".join(f"{name}: {value}" for name, value in before["machine"].items())
        print(f"The baseline is another machine's ({other}): compare with care.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="the long form")
    parser.add_argument("--real-time", action="store_true", help="nothing is hurried")
    parser.add_argument("--save", action="store_true", help="renew the baseline")
    parser.add_argument("--clips", type=Path, help="a folder of real speech with a manifest.json")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=PARTS,
        default=list(USUAL),
        help="these parts alone; the hour has to be asked for",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
