"""Progress: one chart per measure, against one's own range."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from greenroom.formatting import counted
from greenroom.ui.history.view import HistoryView, TrendLine, TrendPoint
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card, empty, rule
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph

_FIRST = 6
_WORDS = 208
_MARGIN = 8.0
_HEIGHT = 64
_DOT, _LAST = 2.5, 4.5
_REACH = 14.0
_EXPLAINED = (
    "The shaded band is your own range over the previous five comparable answers. "
    "Only what falls outside it counts as a change; dotted lines show where “typical” ends."
)
_NOTHING = "After a few answers, you will see here how your pace, pauses, and fillers develop."


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
        return (
            f"After {more} of this kind, you will see your own range and what changed against it."
        )
    return _EXPLAINED


class Chart(QWidget):
    """One measure over time: a dot for each answer, which a click opens; one's own range."""

    answer_wanted = Signal(str, str)

    def __init__(self, trend: TrendLine) -> None:
        super().__init__()
        self._trend = trend
        self._low, self._high = _bounds(trend)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            f"{trend.title} over the last {len(trend.points)} comparable answers"
        )
        self.setAccessibleDescription(", ".join(point.text for point in trend.points[-6:]))

    def sizeHint(self) -> QSize:
        """Return a flat and wide size."""
        return QSize(320, _HEIGHT)

    def place(self, number: int) -> QPointF:
        """Return where the dot of point `number` is painted."""
        points = self._trend.points
        width = self.width() - 2 * _MARGIN
        share = number / (len(points) - 1) if len(points) > 1 else 1.0
        return QPointF(_MARGIN + width * share, self._y(points[number].value))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edges of the typical range, one's own range, the line, the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_typical(painter)
        self._paint_own(painter)
        places = [self.place(number) for number in range(len(self._trend.points))]
        painter.setPen(QPen(color("hush"), 1.5))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("edge"))
        for place in places[:-1]:
            painter.drawEllipse(place, _DOT, _DOT)
        painter.setBrush(color({"muted": "accent"}.get(self._trend.tone, self._trend.tone)))
        painter.drawEllipse(places[-1], _LAST, _LAST)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the answer of the dot."""
        if point := self._at(event.position()):
            self.answer_wanted.emit(point.session_id, point.answer_id)

    def event(self, event: QEvent) -> bool:
        """Say on hover what a dot stands for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self._at(QPointF(event.pos()))
            text = f"{point.when}: {point.text}" if point else self._trend.about
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _at(self, place: QPointF) -> TrendPoint | None:
        points = self._trend.points
        distances = [abs(self.place(at).x() - place.x()) for at in range(len(points))]
        nearest = distances.index(min(distances))
        return points[nearest] if distances[nearest] <= _REACH else None

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self.height() - _MARGIN - (self.height() - 2 * _MARGIN) * share

    def _paint_typical(self, painter: QPainter) -> None:
        painter.setPen(QPen(color("edge"), 1, Qt.PenStyle.DotLine))
        for edge in self._trend.typical:
            if edge is not None and self._low <= edge <= self._high:
                y = self._y(edge)
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_own(self, painter: QPainter) -> None:
        """Paint a ribbon; where the range is narrower than a line it still shows."""
        points = enumerate(self._trend.points)
        ranges = [(self.place(at).x(), point.own) for at, point in points if point.own]
        if len(ranges) == 1:
            ranges = [(ranges[0][0] - _MARGIN, ranges[0][1]), ranges[0]]
        tops = [QPointF(x, self._y(high) - 1) for x, (_, high) in ranges]
        bottoms = [QPointF(x, self._y(low) + 1) for x, (low, _) in ranges]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft"))
        painter.drawPolygon(QPolygonF([*tops, *reversed(bottoms)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _bounds(trend: TrendLine) -> tuple[float, float]:
    """Return what the chart reaches from and to: all values and ranges, never one number."""
    values = [point.value for point in trend.points]
    values += [edge for point in trend.points if point.own for edge in point.own]
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    return low - room, high + room
