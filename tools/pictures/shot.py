"""One picture to be taken."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Shot:
    """A screen in one state.

    Attributes:
        name: of the picture's file, without the scheme.
        screen: the name by which the window shows the screen.
        pose: given the screen, shows the view on it.
        kept: whether its picture lies in the repository; the others are made when they are named.
    """

    name: str
    screen: str
    pose: Callable[[QWidget], None]
    kept: bool = True
