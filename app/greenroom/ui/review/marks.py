"""The marks under the waveform: filled pauses as dots, pauses and stretches of pace as lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from greenroom.ui.review.axis import Axis
from greenroom.ui.review.view import Mark, MarkKind
from greenroom.ui.theme.look import color

HEIGHT = 20

ROLES: dict[MarkKind, str] = {
    "filled_pause": "mark_filler",
    "long_pause": "mark_pause",
    "fast": "mark_pace",
    "slow": "mark_pace",
}
NAMES: dict[MarkKind, tuple[str, str]] = {
    "filled_pause": ("filled pause", "filled pauses"),
    "long_pause": ("long pause", "long pauses"),
    "fast": ("fast stretch", "fast stretches"),
    "slow": ("slow stretch", "slow stretches"),
}
"""One of them, several of them."""

_DOT = 3.5
_LINE = 4.0
_REACH = 5.0  # how far beside a mark a click still means it


def paint(painter: QPainter, marks: Sequence[Mark], axis: Axis, top: float) -> None:
    """All marks; dots lie over lines."""
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in sorted(marks, key=lambda mark: mark.kind == "filled_pause"):
        painter.setBrush(color(ROLES[mark.kind]))
        if mark.kind == "filled_pause":
            painter.drawEllipse(QPointF(_middle(mark, axis), top + 6), _DOT, _DOT)
        else:
            left, width = axis.between(mark.span, 2 * _LINE)
            lower = 9 if mark.kind in ("fast", "slow") else 0
            line = QRectF(left, top + 4 + lower, width, _LINE)
            painter.drawRoundedRect(line, _LINE / 2, _LINE / 2)


def hit(marks: Sequence[Mark], axis: Axis, x: float) -> Mark | None:
    """The mark at that place: the shortest that holds it, else the nearest within reach."""
    near = [(mark, _distance(mark, axis, x)) for mark in marks]
    near = [(mark, far) for mark, far in near if far <= _REACH]
    return min(near, key=lambda it: (it[1], it[0].span.seconds))[0] if near else None


def _distance(mark: Mark, axis: Axis, x: float) -> float:
    left, width = axis.between(mark.span, 2 * _LINE)
    return max(left - x, x - left - width, 0.0)


def _middle(mark: Mark, axis: Axis) -> float:
    return axis.x((mark.span.start + mark.span.end) / 2)
