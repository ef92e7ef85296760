"""Pictures of every screen, light and dark, from made-up views: `make screenshots`.

Each module in `tools/pictures` makes the views of one screen and lists its pictures. Nothing
is heard, stored or asked here: a screen needs only its view.

    python tools/screenshots.py [--into FOLDER] [--size 1280x720] [--scale 2] [NAME …]
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures.shot import Shot

SCREENS = ("home", "stage", "review", "history", "preferences")
"""The modules of `pictures` in the order in which they are shown."""

INTO = Path(__file__).parents[1] / "assets" / "screenshots"


def main() -> int:
    """Make the pictures that were asked for, all if none was."""
    arguments = _arguments()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(arguments.scale)
    from pictures.studio import Studio

    width, height = map(int, arguments.size.split("x"))
    studio = Studio(width, height)
    arguments.into.mkdir(parents=True, exist_ok=True)
    for shot in shots():
        requested = any(shot.name.startswith(name) for name in arguments.names)
        if requested or (shot.kept and not arguments.names):
            for scheme in ("light", "dark"):
                path = arguments.into / f"{shot.name}-{scheme}.png"
                studio.take(shot, scheme).save(str(path))
                print(path)
    return 0


def shots() -> list["Shot"]:
    """List every picture there is."""
    return [shot for name in SCREENS for shot in import_module(f"pictures.{name}").SHOTS]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="beginnings of names; all that are kept if none is given"
    )
    parser.add_argument("--into", type=Path, default=INTO)
    parser.add_argument("--size", default="1280x720", help="of the window")
    parser.add_argument("--scale", type=float, default=1.0, help="real pixels for each")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
