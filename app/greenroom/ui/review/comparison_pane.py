"""Two takes side by side: what each contains, and what changed in how it was spoken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from greenroom.feedback.feedback import Moment
from greenroom.ui.review.comparison import ComparedElement, ComparedTake, Comparison
from greenroom.ui.review.pane import MomentButton, Swatch
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph, set_tone

_TITLES = 200
"""So wide is the column of titles; what was said gets the rest."""


class ComparisonPane(Card):
    """A table: elements first, then measures; the later take on the right."""

    take_wanted = Signal(str, object)
    """Open this take and hear this span, or all of it with None."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self._shown: Comparison | None = None
        self._inside = ScrollingColumn()
        self._table = QWidget()
        self.column.addWidget(self._inside, 1)
        self._inside.setAccessibleName("Two takes side by side")

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show two takes."""
        if comparison == self._shown or comparison is None:
            return
        self._shown = comparison
        empty(self._inside.column)
        self._inside.column.addWidget(self._filled(comparison))
        self._inside.column.addStretch(1)

    def _filled(self, comparison: Comparison) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, Space.SNUG, 0)
        grid.setHorizontalSpacing(Space.ROOMY)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnMinimumWidth(0, _TITLES)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._back(), 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._take(comparison.earlier), 0, 1)
        grid.addWidget(self._take(comparison.later), 0, 2)
        row = 1
        for element in comparison.elements:
            self._add_element(grid, row, element, comparison)
            row += 1
        row = _add_line(grid, row)
        for measure in comparison.measures:
            grid.addWidget(label(measure.title), row, 0)
            grid.addWidget(label(measure.earlier), row, 1)
            later = label(f"{measure.later}   {measure.change}".strip(), Type.STRONG)
            set_tone(later, measure.tone if measure.change else "text")
            grid.addWidget(later, row, 2)
            row += 1
        return whole

    def _back(self) -> Button:
        back = Button("Back to one take", "left")
        back.setProperty("grade", "small")
        back.clicked.connect(self.closed)
        return back

    def _take(self, take: ComparedTake) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, Space.TIGHT)
        column.setSpacing(2)
        column.addWidget(label(take.title, Type.STRONG))
        column.addWidget(paragraph(" · ".join(take.facts), Type.SMALL, "muted"))
        column.addSpacing(Space.TIGHT)
        hear = Button("Hear this take", "play")
        hear.setProperty("grade", "small")
        hear.clicked.connect(lambda: self.take_wanted.emit(take.id, None))
        column.addWidget(hear, 0, Qt.AlignmentFlag.AlignLeft)
        return whole

    def _add_element(
        self, grid: QGridLayout, row: int, element: ComparedElement, comparison: Comparison
    ) -> None:
        grid.addWidget(_named(element), row, 0)
        for column, take, moment in (
            (1, comparison.earlier, element.earlier),
            (2, comparison.later, element.later),
        ):
            grid.addWidget(self._moment(take, moment), row, column)

    def _moment(self, take: ComparedTake, moment: Moment | None) -> QWidget:
        if moment is None:
            return label("Missing", Type.SMALL, "warn")
        button = MomentButton(moment)
        button.clicked.connect(lambda: self.take_wanted.emit(take.id, moment.span))
        return button


def _named(element: ComparedElement) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    both_missing = element.earlier is None and element.later is None
    grid.addWidget(Swatch(None if both_missing else element.place), 0, 0)
    grid.addWidget(label(element.title), 0, 1)
    grid.setColumnStretch(1, 1)
    return whole


def _add_line(grid: QGridLayout, row: int) -> int:
    heading = label("How it was spoken", Type.STRONG)
    heading.setContentsMargins(0, Space.SNUG, 0, 0)
    grid.addWidget(heading, row, 0, 1, 3)
    return row + 1
