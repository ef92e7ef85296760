"""What is known about an answer: feedback, structure, measures; and the user's notes."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from greenroom.ui.review.feedback_pane import FeedbackPane
from greenroom.ui.review.measures_pane import MeasuresPane
from greenroom.ui.review.structure_pane import StructurePane
from greenroom.ui.review.view import OpenedAnswer
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.choice import Segmented
from greenroom.ui.widgets.text import label

_TABS = (("feedback", "Feedback"), ("structure", "Structure"), ("measures", "Measures"),
         ("notes", "Notes"))  # fmt: skip
_PAUSE_MS = 700


class Insight(Card):
    """Four panes, one of them shown; each is filled when it is first looked at."""

    part_wanted = Signal(object)
    note_changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(inset=Space.SNUG)
        self._opened: OpenedAnswer | None = None
        self._tabs = Segmented(_TABS)
        self._tabs.setAccessibleName("What to show about the answer")
        self._feedback = FeedbackPane()
        self._structure = StructurePane()
        self._measures = MeasuresPane()
        self._notes = NotesPane()
        self._stack = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        for pane in (self._feedback, self._structure, self._measures):
            pane.part_wanted.connect(self.part_wanted)
        for pane in (self._feedback, self._structure, self._measures, self._notes):
            self._stack.addWidget(pane)
        self._notes.changed.connect(self.note_changed)
        self._tabs.chosen.connect(lambda _: self._turn())
        self.column.addWidget(self._tabs)
        self.column.addWidget(self._stack, 1)

    def show_answer(self, opened: OpenedAnswer) -> None:
        """Show another answer, or the same with other words, a moment after transcript and player.

        To lay out and paint all of it in one go would hold up the window.
        """
        self._opened = opened
        self._notes.show_answer(opened)
        self._soon.start()

    def show_tab(self, number: int) -> None:
        """Show the pane of this number, from 0."""
        self._tabs.set_value(_TABS[number][0])
        self._turn()

    def show_missing(self, title: str) -> None:
        """Show what was missing and what to say instead."""
        self.show_tab(1)
        self._structure.show_missing(title)

    def _turn(self) -> None:
        names = [name for name, _ in _TABS]
        self._stack.setCurrentIndex(names.index(self._tabs.value))
        self._fill()
        if self._stack.currentWidget() is self._notes:
            self._notes.setFocus()

    def _fill(self) -> None:
        shown = self._stack.currentWidget()
        if self._opened and isinstance(shown, FeedbackPane | StructurePane | MeasuresPane):
            shown.show_answer(self._opened)


class NotesPane(QWidget):
    """A field for notes; they are saved after a moment's pause, and when the user leaves."""

    changed = Signal(str, str)
    """Keep this text for the answer of this id."""

    def __init__(self) -> None:
        super().__init__()
        self._answer = ""
        self._kept = ""
        self._text = _NoteField(self._keep)
        self._text.setAccessibleName("Your notes on this answer")
        self._text.setPlaceholderText("What do you want to remember about this answer?")
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

    def show_answer(self, opened: OpenedAnswer) -> None:
        """Show the notes on one answer; what is being written on the same one stays."""
        if opened.id == self._answer:
            return
        self._keep()
        self._answer, self._kept = opened.id, opened.note
        self._text.setPlainText(opened.note)
        self._state.setText("Saved on this computer, next to the recording.")

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
            self._state.setText("Saved.")


class _NoteField(QPlainTextEdit):
    """A field that calls back when the keyboard leaves it."""

    def __init__(self, on_leave: Callable[[], None]) -> None:
        super().__init__()
        self._on_leave = on_leave

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._on_leave()
