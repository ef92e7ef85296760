"""What was asked and answered before on this question, and the words of the answer just now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.ui.stage.view import PastExchange
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import empty
from greenroom.ui.widgets.text import paragraph

_LINE = 3  # its width
_WIDEST = 760
_MOST_EARLIER = 190
_MOST_LIVE = 300


def tail(text: str, most: int) -> str:
    """Return the last words of a text, at most `most` characters."""
    if len(text) <= most:
        return text
    begin = text.find(" ", len(text) - most)
    return f"… {text[begin + 1 :]}"


class Quote(QWidget):
    """What the candidate says or said, with a line at its left."""

    def __init__(self, role: Type, most: int, *, live: bool = False) -> None:
        super().__init__()
        self._most = most
        self._live = live
        self._label = paragraph("", role, "muted")
        self._label.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(_LINE + Space.SNUG, 0, 0, 0)
        row.addWidget(self._label, 1000)
        row.addStretch(1)

    def show_text(self, text: str) -> None:
        """Show the last words of it."""
        self._label.setText(tail(text, self._most))

    @property
    def text(self) -> str:
        """Return what is shown."""
        return self._label.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("voice" if self._live else "line"))
        painter.drawRoundedRect(0, 2, _LINE, self.height() - 4, _LINE / 2, _LINE / 2)


class Caption(Quote):
    """The words of the answer as they are heard; not there while there are none."""

    def __init__(self) -> None:
        super().__init__(Type.LEAD, _MOST_LIVE, live=True)
        self.setAccessibleName("Your words")
        self.setVisible(False)

    def show_text(self, text: str) -> None:
        """Show the last words of it."""
        super().show_text(text)
        self.setVisible(bool(text))


class Conversation(QWidget):
    """The exchanges before this one, small and quiet."""

    def __init__(self) -> None:
        super().__init__()
        self._exchanges: tuple[PastExchange, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Space.TIGHT)
        self._column.setSpacing(Space.TIGHT)
        self.setVisible(False)

    def show_exchanges(self, exchanges: tuple[PastExchange, ...]) -> None:
        """Show these, oldest first."""
        if exchanges == self._exchanges:
            return
        self._exchanges = exchanges
        empty(self._column)
        for exchange in exchanges:
            for widget in _rows(exchange):
                self._column.addWidget(widget)
        self.setVisible(bool(exchanges))


def _rows(exchange: PastExchange) -> tuple[QWidget, ...]:
    question: QLabel = paragraph(exchange.question, Type.BODY, "muted")
    question.setMaximumWidth(_WIDEST)
    question.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if not exchange.answer:
        return (question,)
    answer = Quote(Type.BODY, _MOST_EARLIER)
    answer.show_text(exchange.answer)
    return question, answer
