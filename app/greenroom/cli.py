"""The command line: finds the command, runs it, turns errors into a sentence and a hint."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from greenroom import __version__, telemetry
from greenroom.errors import GreenroomError
from greenroom.log import log_to
from greenroom.paths import Paths

COMMANDS = {
    "window": "open the window",
    "interview": "practice with a script in the terminal",
    "demo": "hear an interview with a sample candidate",
    "analyze": "analyze answers that you have already recorded",
    "structure": "find what a file of written answers contains",
    "evaluate": "write what a report would say about a file of written answers",
    "sessions": "list, show, export or delete your sessions",
    "scripts": "list the scripts, and check your own",
    "llm": "set up a language model; without one, nothing leaves this computer",
    "doctor": "see what works on this computer, and how to fix what does not",
}
"""Each is a module of greenroom.commands whose `add_parser` sets what runs it."""


_NOBODY_ELSE = 0o077
"""Only the owner may read what is written, by whichever library."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 1 the program failed, 2 a wrong call."""
    accept_any_text()
    former = os.umask(_NOBODY_ELSE)
    try:
        code = _run(_arguments(sys.argv[1:] if argv is None else argv))
    finally:
        os.umask(former)
    if argv is None:  # else the process is somebody else's
        _leave_what_hangs(code)
    return code


def _run(arguments: argparse.Namespace) -> int:
    arguments.paths = Paths.under(arguments.data_dir) if arguments.data_dir else Paths.standard()
    try:
        arguments.paths.prepare()
        log_to(arguments.paths.logs)
        telemetry.remove_traces(arguments.paths.cache / "telemetry-removed")
        return arguments.run(arguments)
    except GreenroomError as problem:
        return _say(problem)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        return 0
    except OSError as problem:
        return _say(GreenroomError(f"The system refused: {problem}.", "Fix that and try again."))


def accept_any_text() -> None:
    """Print a question mark for a character that the terminal, pipe or file cannot take.

    No character ends the program. Windows' consoles and files take UTF-8.
    """
    encoding = "utf-8" if sys.platform == "win32" else None
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace")


def parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the command line; only the commands that occur in `argv` are described in full."""
    top = argparse.ArgumentParser(
        prog="greenroom",
        description="A mock interviewer that you talk to. Nothing leaves this computer unless you "
        "set up a language model somewhere else.",
        epilog="example: greenroom interview behavioral --questions 3",
    )
    top.add_argument("--version", action="version", version=f"greenroom {__version__}")
    top.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="keep sessions in this folder instead of the usual place",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, what in COMMANDS.items():
        if name in argv:
            import_module(f"greenroom.commands.{name}").add_parser(commands)
        else:
            commands.add_parser(name, help=what)
    return top


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; without a command, take the best one for this machine."""
    arguments = parser(argv).parse_args(argv)
    if arguments.command:
        return arguments
    best = import_module("greenroom.commands.default_command").best_command()
    return parser([best]).parse_args([*argv, best])


def _leave_what_hangs(code: int) -> None:
    """Exit at once where the sound system hangs, or a model is still being loaded.

    The one would be waited for at the exit, the other may crash it. Everything is stored by now.
    """
    devices = sys.modules.get("greenroom.engines.sound.devices")
    executors = sys.modules.get("greenroom.live.concurrency.executors")
    is_stuck = devices is not None and devices.sound_devices.is_stuck
    if not is_stuck and (executors is None or not executors.any_left_at_work()):
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    logging.shutdown()
    os._exit(code)


def _say(problem: GreenroomError) -> int:
    print(f"greenroom: {problem.sentence}", file=sys.stderr)
    if problem.hint:
        print(f"  {problem.hint}", file=sys.stderr)
    return problem.exit_code
