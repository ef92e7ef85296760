"""A pane of the review: a column that scrolls and is filled anew for each answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.feedback.feedback import Moment
from greenroom.speech.span import Span
from greenroom.ui.review.moment import MomentButton
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph


class Pane(ScrollingColumn):
    """Fill `self.column`; moments in it ask to be heard through `part_wanted`."""

    part_wanted = Signal(object)
    """Hear this span."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.column.setContentsMargins(Space.HAIR, Space.HAIR, Space.SNUG, Space.NORMAL)
        self.column.setSpacing(Space.TIGHT)

    def clear(self) -> None:
        """Empty the column and go back to its top."""
        empty(self.column)
        self.verticalScrollBar().setValue(0)

    def add(self, widget: QWidget) -> None:
        """One more below the others."""
        self.column.addWidget(widget)

    def add_heading(self, text: str) -> None:
        """The heading of what follows."""
        heading = label(text, Type.STRONG)
        heading.setContentsMargins(0, Space.SNUG if self.column.count() else 0, 0, 0)
        self.add(heading)

    def add_moment(self, quote: str, span: Span) -> None:
        """Something to hear."""
        self.add(self.moment(quote, span))

    def moment(self, quote: str, span: Span) -> MomentButton:
        """A button that plays what was said."""
        button = MomentButton(quote, span)
        button.clicked.connect(lambda: self.part_wanted.emit(span))
        return button

    def end(self) -> None:
        """Nothing more is added: what is there stays together at the top."""
        self.column.addStretch(1)


def moments(pane: Pane, evidence: tuple[Moment, ...], most: int) -> list[MomentButton]:
    """The first moments of a remark."""
    return [pane.moment(it.quote, it.span) for it in evidence[:most]]


def to_try(sentence: str) -> QWidget:
    """A sentence to try, set off from advice."""
    card = Card("accent", inset=Space.SNUG)
    card.column.setSpacing(2)
    card.column.addWidget(label("Try", Type.CAPTION, "accent"))
    words = paragraph(f"“{sentence}”")
    card.column.addWidget(words)
    return card


def beside(left: QWidget, *right: QWidget) -> QWidget:
    """A mark or number at the left of a column."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.SNUG)
    side = QVBoxLayout()
    side.addWidget(left)
    side.addStretch(1)
    row.addLayout(side)
    column = QVBoxLayout()
    column.setSpacing(Space.HAIR + 2)
    for widget in right:
        column.addWidget(widget)
    row.addLayout(column, 1)
    return whole


def muted(text: str) -> QLabel:
    """What may be read."""
    return paragraph(text, Type.SMALL, "muted")
