"""Python's cyclic garbage collector, kept on the main thread.

Left alone it runs on whichever thread allocates next. On a worker it would destroy the widgets of
a closed screen there, which Qt does not survive; anywhere else it would walk every object that
the imports have made, which takes longer than a frame.
"""

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

YOUNG_SECONDS: Final = 2.0
"""How often what is new is looked through."""

FULL_TURNS: Final = 15
"""Every so many turns, everything that no import made is."""


class GarbageCollection(QObject):
    """The collector's timer; collects only on the thread that made it, until it is closed."""

    def __init__(self, parent: QObject) -> None:
        """Switch the automatic collector off and begin collecting here."""
        super().__init__(parent)
        gc.disable()
        self._turn = 0
        self._modules = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(round(YOUNG_SECONDS * 1000))

    def collect(self) -> None:
        """Collect what is new, and at every FULL_TURNS-th call everything but imported modules."""
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            gc.freeze()  # what modules hold lives as long as the program
            return
        self._turn += 1
        gc.collect(1 if self._turn % FULL_TURNS else 2)

    def close(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.enable()
