"""One measure over time: each answer a dot, one's own range behind them."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from greenroom.ui.history.view import TrendLine, TrendPoint
from greenroom.ui.theme.look import color

_MARGIN = 8.0
_HEIGHT = 64
_DOT, _LAST = 2.5, 4.5
_REACH = 14.0


class Chart(QWidget):
    """A click on a dot opens its answer."""

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
        """Flat and wide."""
        return QSize(320, _HEIGHT)

    def place(self, number: int) -> QPointF:
        """Where the dot of point `number` is painted."""
        points = self._trend.points
        width = self.width() - 2 * _MARGIN
        share = number / (len(points) - 1) if len(points) > 1 else 1.0
        return QPointF(_MARGIN + width * share, self._y(points[number].value))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edges of the typical range, own range, line, dots."""
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
        """What a dot stands for is said on hover."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self._at(QPointF(event.pos()))
            text = f"{point.when}: {point.text}" if point else self._trend.about
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _at(self, place: QPointF) -> TrendPoint | None:
        points = self._trend.points
        near = min(range(len(points)), key=lambda it: abs(self.place(it).x() - place.x()))
        return points[near] if abs(self.place(near).x() - place.x()) <= _REACH else None

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
        """A ribbon; where the range is narrower than a line it still shows."""
        known = [(self.place(i).x(), it.own) for i, it in enumerate(self._trend.points) if it.own]
        if len(known) == 1:
            known = [(known[0][0] - _MARGIN, known[0][1]), known[0]]
        tops = [QPointF(x, self._y(high) - 1) for x, (_, high) in known]
        bottoms = [QPointF(x, self._y(low) + 1) for x, (low, _) in known]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft"))
        painter.drawPolygon(QPolygonF([*tops, *reversed(bottoms)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _bounds(trend: TrendLine) -> tuple[float, float]:
    """What the chart reaches from and to: all values and ranges, never a single number."""
    values = [point.value for point in trend.points]
    values += [edge for point in trend.points if point.own for edge in point.own]
    low, high = min(values), max(values)
    room = (high - low) * 0.08 or max(abs(high) * 0.1, 1.0)
    return low - room, high + room
