"""`greenroom window`: the desktop window."""

import argparse
from typing import TYPE_CHECKING

from greenroom.errors import ContentError, GreenroomError
from greenroom.settings import Settings, load

if TYPE_CHECKING:
    from greenroom.paths import Paths


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `window` to the command line."""
    parser = commands.add_parser(
        "window",
        help="open the window",
        description="Rehearse, review and see your progress in a window.",
        epilog="example: greenroom window",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window; returns when it is closed.

    Raises:
        GreenroomError: no window can be opened here.
    """
    settings, problem = _settings(arguments.paths)
    try:
        from greenroom.ui import display

        display.check()
        from greenroom.ui.app import run as run_window
    except ImportError as missing:
        raise _not_loaded(missing) from missing
    return run_window(arguments.paths, settings, problem)


def _settings(paths: "Paths") -> tuple[Settings, ContentError | None]:
    """What the user chose; where that cannot be read, the defaults and why."""
    try:
        return load(paths.data / "settings.json"), None
    except ContentError as problem:
        return Settings(), problem


def _not_loaded(problem: ImportError) -> GreenroomError:
    return GreenroomError(
        f"Qt does not load ({problem}).",
        "Install what is missing; until then there is the terminal: greenroom interview",
    )
