"""`greenroom window`: the desktop window."""

import argparse

from greenroom.errors import GreenroomError
from greenroom.settings_file import load


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `window` to the command line."""
    parser = commands.add_parser(
        "window",
        help="open the window",
        description="Practice, review your answers and follow your progress in a window.",
        epilog="example: greenroom window",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window; return when it is closed.

    Raises:
        GreenroomError: no window can be opened here.
    """
    loaded = load(arguments.paths.data / "settings.json")
    try:
        from greenroom.ui.shell import display

        display.check()
        from greenroom.ui.shell.app import run as run_window
    except ImportError as missing:
        raise _not_loaded(missing) from missing
    return run_window(arguments.paths, loaded.settings, loaded.problem)


def _not_loaded(problem: ImportError) -> GreenroomError:
    return GreenroomError(
        f"Qt does not load ({problem}).",
        "Install what is missing, or use the terminal meanwhile: greenroom interview",
    )
