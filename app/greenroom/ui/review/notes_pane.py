"""Own notes on an answer, kept while they are written."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from greenroom.ui.review.view import Opened
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.text import label

_PAUSE_MS = 700


class NotesPane(QWidget):
    """A field for text; what is written is kept after a moment's pause, and when one leaves."""

    changed = Signal(str, str)
    """Keep this text for the answer of this id."""

    def __init__(self) -> None:
        super().__init__()
        self._answer = ""
        self._kept = ""
        self._text = _Text(self._keep)
        self._text.setAccessibleName("Your notes on this answer")
        self._text.setPlaceholderText("What do you want to remember of this answer?")
        self._text.setTabChangesFocus(True)
        self._state = label("", Type.CAPTION, "muted")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self._text.textChanged.connect(self._written)
        self.setFocusProxy(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, 0)
        column.addWidget(self._text, 1)
        column.addWidget(self._state)

    def show_answer(self, opened: Opened) -> None:
        """The notes on one answer; what is being written on the same one stays."""
        if opened.id == self._answer:
            return
        self._keep()
        self._answer, self._kept = opened.id, opened.note
        self._text.setPlainText(opened.note)
        self._state.setText("Kept on this computer, beside the recording.")

    def _written(self) -> None:
        if self._text.toPlainText() != self._kept:
            self._state.setText("…")
            self._pause.start()

    def _keep(self) -> None:
        self._pause.stop()
        text = self._text.toPlainText()
        if self._answer and text != self._kept:
            self._kept = text
            self.changed.emit(self._answer, text)
            self._state.setText("Kept.")


class _Text(QPlainTextEdit):
    """Tells when the keyboard leaves it."""

    def __init__(self, left: object) -> None:
        super().__init__()
        self._left = left

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left()  # pyright: ignore[reportCallIssue]
