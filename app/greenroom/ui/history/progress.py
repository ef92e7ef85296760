"""Progress: one line per measure, against one's own range."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.formatting import counted
from greenroom.ui.history.chart import Chart
from greenroom.ui.history.view import HistoryView, TrendLine
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, empty, rule
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph

_FIRST = 6
_WORDS = 208
_EXPLAINED = (
    "The soft band is your own range, from the five comparable answers before. "
    "Only what leaves it counts as a change; dotted lines are where “typical” ends."
)
_NOTHING = "After a few answers you see here how your pace, pauses and fillers go along."


class ProgressCard(Card):
    """A choice of what to compare, and the trends."""

    kind_chosen = Signal(str)
    answer_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self._shown: tuple[TrendLine, ...] | None = None
        self._all = False
        self._kinds = Select()
        self._kinds.setAccessibleName("Which answers are compared")
        self._kinds.chosen.connect(self.kind_chosen)
        self._explained = paragraph(_EXPLAINED, Type.SMALL, "muted")
        self._column = ScrollingColumn()
        self._column.column.setSpacing(Space.TIGHT)
        self._more = Button("All measures", "down", "quiet")
        self._more.clicked.connect(self._show_all)
        self._lay_out()

    def show_view(self, view: HistoryView) -> None:
        """Show the trends of one kind of answer."""
        self._kinds.set_choices(view.kinds, view.kind)
        self._kinds.setVisible(len(view.kinds) > 1)
        self._explained.setText(_explained(view))
        if view.trends != self._shown:
            self._shown = view.trends
            self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        column = self._column.column
        self._more.setParent(None)
        empty(column)
        trends = self._shown or ()
        shown = trends if self._all else trends[:_FIRST]
        for number, trend in enumerate(shown):
            if number:
                column.addWidget(rule())
            column.addWidget(self._line(trend))
        if len(shown) < len(trends):
            column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
            self._more.show()
        column.addStretch(1)

    def _line(self, trend: TrendLine) -> QWidget:
        whole = QWidget()
        whole.setAccessibleName(f"{trend.title}: {trend.value}. {trend.change}")
        whole.setToolTip(trend.about)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        words = QWidget()
        words.setFixedWidth(_WORDS)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(label(trend.title, Type.SMALL, "muted"))
        column.addWidget(label(trend.value, Type.STRONG))
        if trend.change:
            column.addWidget(paragraph(trend.change, Type.CAPTION, trend.tone))
        column.addStretch(1)
        row.addWidget(words)
        chart = Chart(trend)
        chart.answer_wanted.connect(self.answer_wanted)
        row.addWidget(chart, 1)
        return whole

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Progress", Type.TITLE), 1)
        head.addWidget(self._kinds)
        self._kinds.setFixedWidth(240)
        self.column.addLayout(head)
        self.column.addWidget(self._explained)
        self.column.addWidget(self._column, 1)


def _explained(view: HistoryView) -> str:
    if not view.trends:
        return _NOTHING
    if view.until_range:
        more = counted(view.until_range, "more answer")
        return f"After {more} of this kind your own range is known, and what changed against it."
    return _EXPLAINED
