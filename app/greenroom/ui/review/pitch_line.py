"""The pitch of the voice as a line under its sound: how it goes up and down, not how high it is."""

from math import log2
from statistics import median

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from greenroom.delivery.measure import Contour
from greenroom.ui.review.axis import Axis
from greenroom.ui.theme.look import color

HEIGHT = 32
"""Of the strip, in device-independent pixels."""

_REACH = 7.0
"""Semitones above and below the middle that fit; what lies beyond is drawn at the edge."""
_LEAST_POINTS = 2
_WIDTH = 1.6
_EDGE = 4.0

Lines = tuple[tuple[tuple[float, float], ...], ...]


def pitch_lines(contour: Contour | None) -> Lines:
    """Return the stretches that are voiced without a break, in seconds and semitones."""
    known = [hertz for hertz in contour.hertz if hertz] if contour else []
    if contour is None or not known:
        return ()
    middle = median(known)
    lines: list[tuple[tuple[float, float], ...]] = []
    line: list[tuple[float, float]] = []
    for number, hertz in enumerate((*contour.hertz, 0)):
        if hertz:
            line.append((number * contour.step, 12 * log2(hertz / middle)))
            continue
        if len(line) >= _LEAST_POINTS:
            lines.append(tuple(line))
        line = []
    return tuple(lines)


def paint(painter: QPainter, lines: Lines, axis: Axis, top: float) -> None:
    """Draw the lines into a strip that is HEIGHT high."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(color("voice"), _WIDTH, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    )
    for line in lines:
        painter.drawPolyline(QPolygonF([_place(at, axis, top) for at in line]))


def _place(at: tuple[float, float], axis: Axis, top: float) -> QPointF:
    share = max(-1.0, min(1.0, at[1] / _REACH))
    return QPointF(axis.x(at[0]), top + HEIGHT / 2 - share * (HEIGHT / 2 - _EDGE))
