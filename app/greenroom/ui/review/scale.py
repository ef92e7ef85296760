"""What lies over and under the timeline: ticks, the stretch that is repeated, the playhead."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.review.axis import Axis
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Type

HEIGHT = 20
"""Of the ticks with their numbers."""

_NUMBER = 60
_KNOB = 4.0


def paint_span(painter: QPainter, axis: Axis, span: Span, height: int) -> None:
    """The stretch that is chosen or repeated."""
    left, width = axis.between(span)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_soft"))
    painter.drawRoundedRect(QRectF(left, 0, width, height - HEIGHT), 4, 4)


def paint_ticks(painter: QPainter, axis: Axis, target: float | None, height: int) -> None:
    """Round seconds with their numbers, and a dashed line where the answer was to end."""
    painter.setFont(fonts.font(Type.CAPTION))
    top = height - HEIGHT
    right = axis.left * 2 + axis.width
    for tick in axis.ticks():
        x = axis.x(tick)
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(QPointF(x, top), QPointF(x, top + 4))
        painter.setPen(color("muted"))
        left = min(max(axis.left, x - _NUMBER / 2), right - _NUMBER)
        side = Qt.AlignmentFlag.AlignHCenter if left > axis.left else Qt.AlignmentFlag.AlignLeft
        number = QRectF(left, top + 4, _NUMBER, HEIGHT - 4)
        painter.drawText(number, side | Qt.AlignmentFlag.AlignTop, clock(tick))
    if target is not None:
        painter.setPen(QPen(color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(axis.x(target), 0), QPointF(axis.x(target), top))


def paint_pointer(painter: QPainter, x: float, bottom: float) -> None:
    """A hairline at the moment under the pointer."""
    painter.setPen(QPen(color("edge"), 1))
    painter.drawLine(QPointF(x, 0), QPointF(x, bottom))


def paint_head(painter: QPainter, x: float, height: int) -> None:
    """The playhead."""
    painter.setPen(QPen(color("text"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, _KNOB), QPointF(x, height - HEIGHT))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("text"))
    painter.drawEllipse(QPointF(x, _KNOB + 1), _KNOB, _KNOB)
