"""A field over a word of the transcript, in which one writes what was really said."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_MORE_WIDTH = 56
_LEAST_WIDTH = 110
_HEIGHT = 30


class Correction(QLineEdit):
    """Enter keeps, Escape and going elsewhere do not."""

    done = Signal(int, str)
    """The number of the word, and what was written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = 0
        self._text = parent
        self.setAccessibleName("What was really said")
        self.setAccessibleDescription("Enter keeps it, Escape does not; empty removes the word.")
        self.setToolTip("Enter keeps it. Empty removes the word.")
        self.setFixedHeight(_HEIGHT)
        self.hide()
        self.returnPressed.connect(self._keep)

    def open(self, word: int, text: str, area: QRect) -> None:
        """Over the word, its text chosen, ready to be written over."""
        self._word = word
        self.setText(text)
        width = max(_LEAST_WIDTH, area.width() + _MORE_WIDTH)
        room = self._text.width() - width - 4
        left = max(4, min(area.left() - 11, room))
        self.setGeometry(left, area.center().y() - _HEIGHT // 2, width, _HEIGHT)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def close_quietly(self) -> None:
        """Forget what was written."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._text.setFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere has given up."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def _keep(self) -> None:
        self.hide()
        self.done.emit(self._word, self.text().strip())
