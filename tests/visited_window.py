"""The window as a process that loads all it wants, visits every screen and closes."""

import sys
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QTimer

from greenroom.ui.shell import window as windows

SCREENS = ("preferences", "history", "review", "home")
QUIET_SECONDS = 2.0
"""So long nothing more is imported before the visit begins, so that all is loaded by then."""

_TICK_SECONDS = 0.5


class VisitedWindow(windows.Window):
    """Goes from screen to screen by itself."""

    _visit: Iterator[None] | None = None

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == event.Type.UpdateRequest and self._visit is None:
            self._visit = self._visiting()
            timer = QTimer(self)
            timer.timeout.connect(lambda: next(self._visit or iter(()), None))
            timer.start(round(1000 * _TICK_SECONDS))
        return done

    def _visiting(self) -> Iterator[None]:
        """A step at each tick of the clock."""
        quiet, known = 0.0, 0
        while quiet < QUIET_SECONDS:
            quiet = quiet + _TICK_SECONDS if len(sys.modules) == known else 0.0
            known = len(sys.modules)
            yield
        for name in SCREENS:
            self.show_screen(name)
            yield
            yield
        sys.stdout.write(f"visited {' '.join(SCREENS)}\n")
        self.close()


if __name__ == "__main__":
    windows.Window = VisitedWindow
    from greenroom.cli import main

    sys.exit(main(["--data-dir", sys.argv[1], "window"]))
