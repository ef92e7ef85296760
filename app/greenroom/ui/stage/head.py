"""The line at the top of the stage: which interview, how far, captions, the end."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.ui.stage.outgoing import OutgoingMark
from greenroom.ui.stage.progress import Progress
from greenroom.ui.stage.view import StageView
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import KeyButton
from greenroom.ui.widgets.text import label


class Head(QWidget):
    """Quiet, so that it does not draw the eye from the question."""

    captions_wanted = Signal()
    """Show them if they are hidden, hide them if they are shown."""
    end_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", Type.STRONG)
        self._progress = Progress()
        self._number = label("", Type.SMALL, "muted")
        self._outgoing = OutgoingMark()
        self._captions = KeyButton("Hide captions", "captions", "C", "bare")
        self._captions.setToolTip("Your words, as they are heard")
        self._end = KeyButton("End", "end", "Esc", "bare")
        self._end.setToolTip("End the interview and see the review")
        self._lay_out()
        self._captions.clicked.connect(self.captions_wanted)
        self._end.clicked.connect(self.end_wanted)

    def show_view(self, view: StageView) -> None:
        """Show what concerns this line."""
        self._title.setText(view.title)
        self._progress.show_progress(view.number, view.of)
        self._number.setText(f"Question {view.number} of {view.of}")
        self._outgoing.show_outgoing(view.outgoing)
        self._captions.setVisible(view.helped)
        self._captions.setText("Hide captions" if view.captions else "Show captions")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._title)
        row.addWidget(self._progress)
        row.addWidget(self._number)
        row.addStretch(1)
        row.addWidget(self._outgoing)
        row.addWidget(self._captions)
        row.addWidget(self._end)
