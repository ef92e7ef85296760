"""Movement: short, never in the way, and none at all where the user wants none.

The system's switch for animations counts, unless the user chose otherwise in the preferences. Until
the system has been asked, nothing moves.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

Motion = Literal["system", "full", "reduced"]

QUICK: Final = 120
"""Milliseconds for what answers a click."""

CALM: Final = 220
"""Milliseconds for what comes and goes by itself."""
Run = Callable[[Sequence[str]], str]
"""What a program prints; empty where there is no such program or it fails."""

_GNOME = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_MAC = ("defaults", "read", "com.apple.universalaccess", "reduceMotion")
_PATIENCE_SECONDS = 1.0
_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION


class _Preference:
    """What the user chose, and what the system has."""

    motion: Motion = "system"
    system_moves: bool = False


def choose(motion: Motion) -> None:
    """Take over what the user prefers."""
    _Preference.motion = motion


def ask_system() -> None:
    """Find out what the system's settings say; takes some 20 ms, on any thread."""
    _Preference.system_moves = system_moves()


def reduced() -> bool:
    """Tell whether things should change at once rather than move."""
    if _Preference.motion != "system":
        return _Preference.motion == "reduced"
    return not _Preference.system_moves


def glide(
    parent: QObject, step: Callable[[float], None], milliseconds: int = CALM
) -> QVariantAnimation | None:
    """Call `step` with 0…1 along a soft curve; at once with 1 where motion is reduced.

    The animation belongs to `parent` and is gone when it has ended.
    """
    if reduced():
        step(1.0)
        return None
    animation = QVariantAnimation(parent)
    animation.setStartValue(0.0)
    animation.setEndValue(1.0)
    animation.setDuration(milliseconds)
    animation.setEasingCurve(QEasingCurve.Type.OutCubic)
    animation.valueChanged.connect(lambda value: step(float(value)))
    animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return animation


def system_moves() -> bool:
    """Tell whether animations are switched on; True where nothing is known against them."""
    if sys.platform == "win32":
        import ctypes

        answer = ctypes.c_int(1)
        ask = ctypes.windll.user32.SystemParametersInfoW
        ask(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(answer), 0)
        return bool(answer.value)
    return mac_moves(_run) if sys.platform == "darwin" else linux_moves(_run)


def linux_moves(run: Run) -> bool:
    """Read what GNOME, and the desktops that share its settings, want."""
    return run(_GNOME) != "false"


def mac_moves(run: Run) -> bool:
    """Tell whether "Reduce motion" is switched off."""
    return run(_MAC) != "1"


def _run(command: Sequence[str]) -> str:
    try:
        process = subprocess.run(  # noqa: S603 - one of the two above
            command, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return process.stdout.strip()
