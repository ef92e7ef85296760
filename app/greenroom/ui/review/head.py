"""The head of the review: which session, which answer, and what can be done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.ui.review.view import Opened, ReviewView
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.text import label, paragraph

_NO_TAKE = ""
_ASKING_WIDTH, _TAKE_WIDTH = 156, 212


class SessionActions(QWidget):
    """Export, show the folder, delete."""

    export_wanted = Signal()
    folder_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        export = Button("Export", "export", "bare")
        export.setToolTip("Report, recordings and captions as a folder (Ctrl+E)")
        for button, wanted in (
            (export, self.export_wanted),
            (icon_button("folder", "Show the recordings in the file manager"), self.folder_wanted),
            (icon_button("trash", "Delete this session"), self.delete_wanted),
        ):
            button.clicked.connect(wanted)
            row.addWidget(button)


class QuestionHead(QWidget):
    """The question, the answer in a few numbers, and another try."""

    again_wanted = Signal()
    compare_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._label = label("", Type.SMALL, "accent")
        self._question = paragraph("", Type.TITLE)
        self._question.setMaximumWidth(1100)
        self._facts = paragraph("", Type.SMALL, "muted")
        self._again = Button("Try again", "record", "primary")
        self._again.setToolTip("Answer this question once more, then compare (T)")
        self._takes = Select()
        self._takes.setAccessibleName("Compare with another take")
        self._again.clicked.connect(self.again_wanted)
        self._takes.chosen.connect(self.compare_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._label, self._question, self._facts):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addLayout(words, 1)
        row.addWidget(self._takes)
        row.addWidget(self._again)

    def show_view(self, view: ReviewView, *, with_question: bool) -> None:
        """The opened answer; without its question where that stands above already."""
        opened = view.opened
        if opened is None:
            return
        self._label.setVisible(with_question)
        self._question.setVisible(with_question)
        self._label.setText(opened.label)
        self._question.setText(opened.question)
        facts = " · ".join(opened.known.facts) if opened.known else opened.remark
        self._facts.setText("Looking at your words again …" if opened.renewing else facts)
        self._show_takes(opened, view)

    def _show_takes(self, opened: Opened, view: ReviewView) -> None:
        choices = [(_NO_TAKE, "Compare with …"), *((it.id, it.title) for it in opened.takes)]
        self._takes.setVisible(len(choices) > 1)
        chosen = _NO_TAKE
        if view.compared:
            both = (view.compared.earlier.id, view.compared.later.id)
            chosen = next((it for it in both if it != opened.id), _NO_TAKE)
        self._takes.setFixedWidth(_TAKE_WIDTH if chosen else _ASKING_WIDTH)
        self._takes.set_choices(choices, chosen)
