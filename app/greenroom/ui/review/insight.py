"""What was found out about an answer: feedback, structure, measures; and one's own notes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from greenroom.ui.review.feedback_pane import FeedbackPane
from greenroom.ui.review.measures_pane import MeasuresPane
from greenroom.ui.review.notes_pane import NotesPane
from greenroom.ui.review.structure_pane import StructurePane
from greenroom.ui.review.view import Opened
from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.choice import Segmented

_TABS = (("feedback", "Feedback"), ("structure", "Structure"), ("measures", "Measures"),
         ("notes", "Notes"))  # fmt: skip


class Insight(Card):
    """Four panes, one of them shown; each is filled when it is first looked at."""

    part_wanted = Signal(object)
    note_changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(inset=Space.SNUG)
        self._opened: Opened | None = None
        self._tabs = Segmented(_TABS)
        self._tabs.setAccessibleName("What is shown of the answer")
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

    def show_answer(self, opened: Opened) -> None:
        """Another answer, or the same with other words; a moment behind transcript and player.

        To lay out and paint all of it at one stroke would hold up the window.
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
