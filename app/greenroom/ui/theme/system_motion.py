"""Does the system want things to move? Each platform keeps that somewhere else; Qt tells nobody."""

import subprocess
import sys
from collections.abc import Callable, Sequence

Run = Callable[[Sequence[str]], str]
"""What a program prints; empty where there is no such program or it fails."""

_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_MAC = ("defaults", "read", "com.apple.universalaccess", "reduceMotion")
_PATIENCE_SECONDS = 1.0
_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION


def system_moves() -> bool:
    """Whether animations are switched on; True where nothing is said against them."""
    if sys.platform == "win32":
        import ctypes

        answer = ctypes.c_int(1)
        ask = ctypes.windll.user32.SystemParametersInfoW
        ask(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(answer), 0)
        return bool(answer.value)
    return mac_moves(_run) if sys.platform == "darwin" else linux_moves(_run)


def linux_moves(run: Run) -> bool:
    """As GNOME and the desktops that share its settings have it."""
    return run(_GNOME) != "false"


def mac_moves(run: Run) -> bool:
    """Unless "Reduce motion" is switched on."""
    return run(_MAC) != "1"


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - one of the two above
            command, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
