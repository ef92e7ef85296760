"""The time axis: where moments lie, the numbers under them, the playhead over them."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from greenroom.feedback.presentation.answer_timeline import ticks
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Type

AXIS_HEIGHT = 20
"""Of the ticks with their numbers, in pixels."""

_TICK_WIDTH = 76  # a number needs so many pixels, with the room beside it
_NUMBER = 60
_KNOB = 4.0


@dataclass(frozen=True, slots=True)
class Axis:
    """So many seconds over so many pixels, from `left` on."""

    left: float
    width: float
    seconds: float

    def x(self, moment: float) -> float:
        """Return where a moment lies, held inside."""
        share = moment / self.seconds if self.seconds > 0 else 0.0
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def moment(self, x: float) -> float:
        """Return which moment lies there, held inside."""
        share = (x - self.left) / self.width if self.width > 0 else 0.0
        return self.seconds * min(max(share, 0.0), 1.0)

    def between(self, span: Span, least: float = 0.0) -> tuple[float, float]:
        """Return left edge and width; a short span is widened around its middle to `least`."""
        start, end = self.x(span.start), self.x(span.end)
        if end - start >= least:
            return start, end - start
        middle = (start + end) / 2
        return min(max(self.left, middle - least / 2), self.left + self.width - least), least

    def ticks(self) -> tuple[int, ...]:
        """Return round seconds, as many as there is room for."""
        return ticks(self.seconds, max(1.0, self.width / _TICK_WIDTH))


def paint_span(painter: QPainter, axis: Axis, span: Span, height: int) -> None:
    """Paint the stretch that is chosen or repeated."""
    left, width = axis.between(span)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_soft"))
    painter.drawRoundedRect(QRectF(left, 0, width, height - AXIS_HEIGHT), 4, 4)


def paint_ticks(painter: QPainter, axis: Axis, target: float | None, height: int) -> None:
    """Paint round seconds with numbers, and a dashed line where the answer was to end."""
    painter.setFont(fonts.font(Type.CAPTION))
    top = height - AXIS_HEIGHT
    right = axis.left * 2 + axis.width
    for tick in axis.ticks():
        x = axis.x(tick)
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(QPointF(x, top), QPointF(x, top + 4))
        painter.setPen(color("muted"))
        left = min(max(axis.left, x - _NUMBER / 2), right - _NUMBER)
        side = Qt.AlignmentFlag.AlignHCenter if left > axis.left else Qt.AlignmentFlag.AlignLeft
        number = QRectF(left, top + 4, _NUMBER, AXIS_HEIGHT - 4)
        painter.drawText(number, side | Qt.AlignmentFlag.AlignTop, clock(tick))
    if target is not None:
        painter.setPen(QPen(color("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(axis.x(target), 0), QPointF(axis.x(target), top))


def paint_pointer(painter: QPainter, x: float, bottom: float) -> None:
    """Paint a hairline at the moment under the pointer."""
    painter.setPen(QPen(color("edge"), 1))
    painter.drawLine(QPointF(x, 0), QPointF(x, bottom))


def paint_head(painter: QPainter, x: float, height: int) -> None:
    """Paint the playhead."""
    painter.setPen(QPen(color("text"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, _KNOB), QPointF(x, height - AXIS_HEIGHT))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("text"))
    painter.drawEllipse(QPointF(x, _KNOB + 1), _KNOB, _KNOB)
