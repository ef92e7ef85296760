"""The display, and the libraries that Qt needs for it: checked before Qt ends the program.

Qt aborts, core dump and all, where its platform plugin does not load or reaches no display; here
that becomes a sentence. Only Linux needs this: elsewhere the platform is a part of Qt.
"""

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import PySide6

from greenroom.errors import GreenroomError

_HINT = "You can use the terminal instead: greenroom interview"
_PACKAGES = "Install Qt's system libraries, on Debian and Ubuntu with: sudo apt install {}"
_KNOWN = {
    "libEGL": "libegl1", "libGL": "libgl1", "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxcb-cursor": "libxcb-cursor0", "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0", "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-render-util": "libxcb-render-util0", "libxcb-shape": "libxcb-shape0",
    "libdbus-1": "libdbus-1-3", "libfontconfig": "libfontconfig1",
}  # fmt: skip


def check(environment: Mapping[str, str] = os.environ) -> None:
    """Make sure that a window can be opened.

    Raises:
        GreenroomError: it cannot; says why, and what to install.
    """
    if not sys.platform.startswith("linux"):
        return
    platforms = environment.get("QT_QPA_PLATFORM", "") or _usual(environment)
    problems = [_problem(name.partition(":")[0], environment) for name in platforms.split(";")]
    if all(problems):
        raise problems[0] or AssertionError


def _usual(environment: Mapping[str, str]) -> str:
    """Return what Qt tries by itself, as it writes that: the first that works is taken."""
    names = (("WAYLAND_DISPLAY", "wayland"), ("DISPLAY", "xcb"))
    return ";".join(name for variable, name in names if environment.get(variable))


def _problem(platform: str, environment: Mapping[str, str]) -> GreenroomError | None:
    """Return what keeps this platform from working; None if nothing does."""
    if not platform:
        return GreenroomError("There is no display here.", _HINT)
    folder = Path(PySide6.__path__[0]) / "Qt" / "plugins" / "platforms"
    plugin = folder / f"libq{platform}.so"
    if not plugin.is_file():
        platforms = ", ".join(
            sorted(path.stem.removeprefix("libq") for path in folder.glob("*.so"))
        )
        return GreenroomError(
            f'Qt knows no platform called "{platform}".', f"QT_QPA_PLATFORM may be: {platforms}."
        )
    try:
        ctypes.CDLL(str(plugin))
    except OSError as problem:
        return missing_library(str(problem))
    if platform == "xcb" and not _reaches_x(environment):
        where = environment.get("DISPLAY", "")
        return GreenroomError(f'The display "{where}" does not answer.', _HINT)
    return None


def missing_library(complaint: str) -> GreenroomError:
    """Return what the linker's complaint means: which library is missing, and what brings it."""
    library = re.match(r"(lib[\w+.-]+?)\.so", complaint)
    if not library:
        return GreenroomError(f"Qt could not be loaded ({complaint}).", _HINT)
    package = _KNOWN.get(library[1], library[1].lower())
    return GreenroomError(
        f"The window needs the library {library[1]}, which is missing.", _PACKAGES.format(package)
    )


def _reaches_x(environment: Mapping[str, str]) -> bool:
    """Tell whether the X server answers; True where that cannot be found out.

    The connection stays open: a server without other programs starts over when its last one goes,
    and Qt would come in the middle of that.
    """
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(environment.get("DISPLAY", "").encode(), None)
    return not xcb.xcb_connection_has_error(connection)
