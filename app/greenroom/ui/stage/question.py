"""The question: said aloud, followed by its caption, with its cell beside or below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from greenroom.ui.stage.code import Cell
from greenroom.ui.stage.conversation import Caption
from greenroom.ui.stage.spoken_text import SpokenPosition, SpokenText
from greenroom.ui.stage.view import Speech, StageView
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.text import label

_SIDE_BY_SIDE = 760
"""From this width on, a cell stands beside its question."""

_SHORT = 120
"""Questions of no more characters than this are shown larger."""

_TALL = 900
"""In windows of this height, all are."""


class QuestionBlock(QWidget):
    """Follow-up mark, aside, question, the words of the answer, cell."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = label("Follow-up", Type.SMALL, "accent")
        self._aside = SpokenText(Type.LEAD)
        self._question = SpokenText(Type.HEADING)
        self._caption = Caption()
        self._cell = Cell()
        self._speech: Speech | None = None
        self._position: SpokenPosition | None = None
        self._elapsed = 0.0
        self._lay_out()

    @property
    def voice_dbfs(self) -> float | None:
        """Return how loud the interviewer is just now; None while silent."""
        return self._position.level(self._elapsed) if self._position else None

    @property
    def question(self) -> SpokenText:
        """Return the text of the question itself."""
        return self._question

    def show_view(self, view: StageView) -> None:
        """Show what is asked, and begin to follow a new utterance."""
        self._mark.setVisible(view.follow_up)
        self._aside.say(view.aside)
        self._aside.setVisible(bool(view.aside))
        self._question.say(view.question)
        self._question.set_role(self._role(view))
        self._caption.show_text(view.caption if view.captions else "")
        self._cell.show_cell(view.cell)
        self._arrange()
        self._hear(view)

    def advance(self, seconds: float) -> None:
        """Move the caption on with the voice by this many seconds."""
        if self._position and self._speech:
            self._elapsed += seconds
            self._follow(self._speech.text, self._position.characters(self._elapsed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cell beside the question or below it."""
        super().resizeEvent(event)
        self._arrange()

    def _role(self, view: StageView) -> Type:
        tall = self.window().height() >= _TALL
        alone = len(view.question) <= _SHORT and not view.conversation
        return Type.DISPLAY if (tall or alone) and not view.cell else Type.HEADING

    def _hear(self, view: StageView) -> None:
        if view.speech != self._speech:
            self._speech, self._elapsed, self._position = view.speech, 0.0, None
            if speech := view.speech:
                self._position = SpokenPosition(speech.text, speech.levels, speech.step)
        if self._position and self._speech:
            self._follow(self._speech.text, self._position.characters(self._elapsed))
        elif view.phase == "asking":
            self._question.follow(0)
            self._aside.follow(0)

    def _follow(self, text: str, characters: int) -> None:
        """Follow in aside and question: the utterance may hold both, or one of them."""
        begin = text.find(self._question.text())
        if begin < 0:
            self._aside.follow(characters)
        else:
            self._aside.follow(characters if characters < begin else None)
            self._question.follow(max(0, characters - begin))

    def _arrange(self) -> None:
        beside = self.width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self._row.setStretch(1, 0 if self._cell.isHidden() else 7)

    def _lay_out(self) -> None:
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SNUG)
        for part in (self._mark, self._aside, self._question, self._caption):
            column.addWidget(part)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.ROOMY)
        self._row.addWidget(words, 5, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._cell, 0, Qt.AlignmentFlag.AlignTop)
