"""Movement: short, never in the way, and none at all where the user wants none.

The system's wish counts (its switch for animations); the user may overrule it in the preferences.
Until the system was asked, nothing moves.
"""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from greenroom.ui.theme.system_motion import system_moves

Motion = Literal["system", "full", "reduced"]

QUICK: Final = 120
"""Milliseconds for what answers a click."""

CALM: Final = 220
"""Milliseconds for what comes and goes by itself."""


class _Wish:
    motion: Motion = "system"
    system_moves: bool = False


def choose(motion: Motion) -> None:
    """What the user prefers."""
    _Wish.motion = motion


def ask_system() -> None:
    """Find out what the system's settings say; takes some 20 ms, on any thread."""
    _Wish.system_moves = system_moves()


def reduced() -> bool:
    """Whether things should change at once rather than move."""
    if _Wish.motion != "system":
        return _Wish.motion == "reduced"
    return not _Wish.system_moves


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
