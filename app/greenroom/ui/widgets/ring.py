"""The ring around what has the focus."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from greenroom.ui.theme.look import color

_WIDTH = 2


def paint_ring(
    painter: QPainter, area: QRect, radius: float, *, inset: int = 1, role: str = "accent"
) -> None:
    """A ring just inside of an area, with corners of this radius."""
    painter.setPen(QPen(color(role), _WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), radius, radius)
