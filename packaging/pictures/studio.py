"""Where pictures are taken: the real window, without a display and without motion."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greenroom.ui.screens import SCREENS
from greenroom.ui.theme import look, motion
from greenroom.ui.window import Window
from pictures.shot import Shot

_SETTLED_MS = 200


class Studio:
    """Takes pictures of a window of one size."""

    def __init__(self, width: int, height: int) -> None:
        self._app = QApplication(["greenroom"])
        self._size = (width, height)
        look.dress(self._app, "light")
        motion.choose("reduced")

    def take(self, shot: Shot, scheme: look.Appearance) -> QPixmap:
        """A picture of a new window, so that no picture depends on the one before."""
        look.choose(self._app, scheme)
        with tempfile.TemporaryDirectory() as folder:
            memory = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
            window = Window(SCREENS, memory)
            window.resize(*self._size)
            window.show_screen(shot.screen)
            window.show()
            shot.pose(window.widget(shot.screen))
            QTest.qWait(_SETTLED_MS)
            picture = window.grab()
            window.close()
            window.deleteLater()
        return picture
