"""The mark that says at a glance whose turn it is; around it, the time against the target."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from greenroom.speech.level import FLOOR_DBFS, meter
from greenroom.ui.stage.view import StagePhase, StageView
from greenroom.ui.theme import icons, motion
from greenroom.ui.theme.look import color

_SIZE = 88
_RING = 31.0  # radius of the ring
_DISC = 25.0
_FALL_PER_SECOND = 2.2  # of the meter
_BREATH_SECONDS = 1.6

_ICONS: dict[StagePhase, str] = {
    "asking": "speaker",
    "listening": "microphone",
    "paused": "pause",
    "closing": "speaker",
}


class Mark(QWidget):
    """A disc with an icon: filled while the candidate is heard, quiet otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(_SIZE, _SIZE))
        self._phase: StagePhase = "preparing"
        self._troubled = False
        self._share = 0.0  # of the target
        self._wanted = 0.0
        self._level = 0.0
        self._breath = 0.0

    def show_view(self, view: StageView) -> None:
        """Whose turn it is."""
        self._phase, self._troubled = view.phase, bool(view.trouble)
        self.setAccessibleName(view.status)
        self.update()

    def show_time(self, seconds: float, target: int) -> None:
        """How much of the target has passed; painted with the next frame."""
        self._share = seconds / target if target else 0.0

    def show_level(self, dbfs: float) -> None:
        """So loud it is just now."""
        self._wanted = meter(dbfs, quietest=-50.0)

    def advance(self, seconds: float) -> None:
        """Time has passed: the halo follows the voice, dots wander."""
        self._level = max(self._wanted, self._level - _FALL_PER_SECOND * seconds)
        self._wanted = meter(FLOOR_DBFS)
        self._breath = (self._breath + seconds / _BREATH_SECONDS) % 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Halo, ring, disc, and an icon or three dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIZE / 2, _SIZE / 2)
        listening = self._phase == "listening" and not self._troubled
        painter.setPen(Qt.PenStyle.NoPen)
        if listening:
            self._paint_halo(painter, middle)
        painter.setBrush(color("accent" if listening else "sunken"))
        painter.drawEllipse(middle, _DISC, _DISC)
        self._paint_ring(painter, middle)
        if self._phase in ("thinking", "preparing"):
            self._paint_dots(painter, middle)
        else:
            self._paint_icon(painter, middle, "on_accent" if listening else "muted")

    def _paint_halo(self, painter: QPainter, middle: QPointF) -> None:
        radius = _DISC + 4 + (0.0 if motion.reduced() else 14 * self._level)
        painter.setBrush(color("accent_soft"))
        painter.drawEllipse(middle, radius, radius)

    def _paint_ring(self, painter: QPainter, middle: QPointF) -> None:
        if self._phase not in ("listening", "paused") or not self._share:
            return
        ring = QRectF(middle.x() - _RING, middle.y() - _RING, 2 * _RING, 2 * _RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("line"), 3))
        painter.drawEllipse(ring)
        role = "warn" if self._share > 1 else "accent"
        painter.setPen(QPen(color(role), 3, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, -round(min(1.0, self._share) * 360 * 16))
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_dots(self, painter: QPainter, middle: QPointF) -> None:
        for place in range(3):
            wave = math.sin(2 * math.pi * (self._breath - place / 6))
            size = 3.0 if motion.reduced() else 2.6 + 1.2 * max(0.0, wave)
            painter.setBrush(color("muted"))
            painter.drawEllipse(middle + QPointF((place - 1) * 11, 0), size, size)

    def _paint_icon(self, painter: QPainter, middle: QPointF, role: str) -> None:
        name = "warning" if self._troubled else _ICONS.get(self._phase, "speaker")
        tone = "warn" if self._troubled else role
        picture = icons.pixmap(name, tone, 24, self.devicePixelRatioF())
        painter.drawPixmap(middle - QPointF(12, 12), picture)
