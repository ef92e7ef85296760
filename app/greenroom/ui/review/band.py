"""The structure as a band over time: each part of the answer in the colour of its element."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from greenroom.ui.review.axis import Axis
from greenroom.ui.review.view import Part
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color, colors
from greenroom.ui.theme.tokens import Type

LANE = 26
_HEIGHT = 22
_RADIUS = 5
_INSET = 7
_LEAST_TEXT = 44  # a title that is cut shorter says nothing


def ground(place: int) -> QColor:
    """The colour of an element, by its place in the rubric."""
    known = colors().elements
    return QColor(known[place % len(known)])


def lanes(parts: Sequence[Part]) -> int:
    """How many lanes the parts take."""
    return max((part.lane for part in parts), default=-1) + 1


def paint(painter: QPainter, parts: Sequence[Part], axis: Axis, top: float, at: float) -> None:
    """All parts; those that hold the moment `at` have an outline."""
    painter.setFont(fonts.font(Type.CAPTION))
    for part in parts:
        area = rectangle(part, axis, top)
        here = part.span.start <= at < part.span.end
        painter.setPen(QPen(color("text"), 1.25) if here else Qt.PenStyle.NoPen)
        painter.setBrush(ground(part.color))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        _paint_title(painter, part.title, area.adjusted(_INSET, 0, -_INSET / 2, 0))


def _paint_title(painter: QPainter, title: str, inside: QRectF) -> None:
    metrics = painter.fontMetrics()
    if inside.width() < min(_LEAST_TEXT, metrics.horizontalAdvance(title)):
        return
    text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.setPen(color("text"))
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)


def rectangle(part: Part, axis: Axis, top: float) -> QRectF:
    """Where a part is drawn."""
    left, width = axis.between(part.span, 4)
    return QRectF(left, top + part.lane * LANE + 2, max(4.0, width - 1), _HEIGHT)


def hit(parts: Sequence[Part], axis: Axis, top: float, x: float, y: float) -> Part | None:
    """The part at that place."""
    return next((part for part in parts if rectangle(part, axis, top).contains(x, y)), None)
