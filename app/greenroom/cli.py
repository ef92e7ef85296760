"""The command line: finds the command, runs it, turns errors into a sentence and a hint."""

import argparse
import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path

from greenroom import __version__
from greenroom.errors import GreenroomError
from greenroom.paths import Paths

COMMANDS = ("interview", "demo", "analyze", "sessions", "scripts", "doctor")
"""Each is a module of greenroom.commands with `add_parser` and `run`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 our fault, 2 the user's."""
    arguments = _arguments(sys.argv[1:] if argv is None else argv)
    arguments.paths = Paths.under(arguments.data_dir) if arguments.data_dir else Paths.standard()
    try:
        arguments.paths.prepare()
        _log_to(arguments.paths.logs)
        return arguments.run(arguments)
    except GreenroomError as problem:
        return _say(problem)
    except KeyboardInterrupt:
        return 130
    except OSError as problem:
        return _say(GreenroomError(f"The system refused: {problem}.", "Mend that and try again."))


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="greenroom",
        description="A mock interviewer that you talk to. Nothing leaves this computer.",
        epilog="example: greenroom interview behavioural --questions 3",
    )
    top.add_argument("--version", action="version", version=f"greenroom {__version__}")
    top.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="keep sessions here instead of in your home"
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name in COMMANDS:
        import_module(f"greenroom.commands.{name}").add_parser(commands)
    return top


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Without a command, those of the best one for this machine."""
    arguments = parser().parse_args(argv)
    if arguments.command:
        return arguments
    best = import_module("greenroom.commands.start").best_command()
    return parser().parse_args([*argv, best])


def _say(problem: GreenroomError) -> int:
    print(f"greenroom: {problem.sentence}", file=sys.stderr)
    if problem.hint:
        print(f"  {problem.hint}", file=sys.stderr)
    return problem.exit_code


def _log_to(folder: Path) -> None:
    """What happened, never what was said; two files of a megabyte at most."""
    handler = RotatingFileHandler(
        folder / "greenroom.log", maxBytes=1_000_000, backupCount=1, delay=True, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("greenroom")
    log.setLevel(logging.INFO)
    log.handlers = [handler]
