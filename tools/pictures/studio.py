"""The studio for pictures: the real window, without a display and without motion."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greenroom.ui.shell.window import SCREENS, Window
from greenroom.ui.theme import look, motion
from pictures.shot import Shot

_SETTLED_MS = 200
_MOST_WAITS = 25


class Studio:
    """Photographer of a window of one size."""

    def __init__(self, width: int, height: int) -> None:
        self._app = QApplication(["greenroom"])
        self._size = (width, height)
        look.dress(self._app, "light")
        motion.choose("reduced")

    def take(self, shot: Shot, scheme: look.Appearance) -> QPixmap:
        """Take a picture of a new window, so that no picture depends on the one before."""
        look.choose(self._app, scheme)
        with tempfile.TemporaryDirectory() as folder:
            memory = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
            window = Window(SCREENS, memory)
            window.resize(*self._size)
            window.show_screen(shot.screen)
            window.show()
            shot.pose(window.widget(shot.screen))
            picture = _settled(window)
            window.close()
            window.deleteLater()
        return picture


def _settled(window: Window) -> QPixmap:
    """Return the window as it is when it no longer changes: long panes are filled bit by bit."""
    picture = window.grab()
    for _ in range(_MOST_WAITS):
        before = picture.toImage()
        QTest.qWait(_SETTLED_MS)
        picture = window.grab()
        if picture.toImage() == before:
            break
    return picture
