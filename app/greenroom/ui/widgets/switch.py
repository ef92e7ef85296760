"""A switch: on or off, at once."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from greenroom.ui.theme import motion
from greenroom.ui.theme.look import color
from greenroom.ui.widgets.ring import paint_ring

_SIZE = QSize(44, 26)
_CORNER = 12


class Switch(QAbstractButton):
    """A check box that looks like a switch; `toggled` is its signal."""

    def __init__(self) -> None:
        super().__init__()
        self._place = 0.0
        self.setCheckable(True)
        self.setFixedSize(_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._glide)

    def sizeHint(self) -> QSize:
        """Always the same."""
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, filled when on, and the thumb."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self.hasFocus():
            paint_ring(painter, self.rect(), _CORNER)
        on = self.isChecked()
        painter.setPen(QPen(color("accent" if on else "edge"), 1))
        painter.setBrush(color("accent" if on else "sunken"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        radius = track.height() / 2 - 3
        left, right = track.left() + radius + 3, track.right() - radius - 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_accent" if on else "edge"))
        center = QPointF(left + (right - left) * self._place, track.center().y())
        painter.drawEllipse(center, radius, radius)

    def _glide(self, on: bool) -> None:
        before, after = self._place, float(on)

        def step(share: float) -> None:
            self._place = before + (after - before) * share
            self.update()

        motion.glide(self, step, motion.QUICK)
