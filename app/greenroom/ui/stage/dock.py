"""The dock at the foot of the stage: whose turn it is, sound, time, and what can be done."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from greenroom.formatting import clock
from greenroom.speech.level import FLOOR_DBFS, meter
from greenroom.ui.stage.view import StagePhase, StageView
from greenroom.ui.stage.wave import LiveWave
from greenroom.ui.theme import icons, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import KeyButton
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.text import label, paragraph, set_tone

WIDEST = 1080

_MAIN: dict[StagePhase, tuple[str, str]] = {
    "preparing": ("One moment …", "check"),
    "asking": ("Answer now", "microphone"),
    "listening": ("I have finished", "check"),
    "thinking": ("One moment …", "check"),
    "paused": ("Go on", "play"),
    "closing": ("To the review", "review"),
}
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


class Dock(Card):
    """Everything one needs while speaking, in one place that never moves."""

    main_wanted = Signal()
    repeat_wanted = Signal()
    skip_wanted = Signal()
    pause_wanted = Signal()
    still_thinking = Signal()

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self.setMaximumWidth(WIDEST)
        self.mark = Mark()
        self.wave = LiveWave()
        self._clock = Clock()
        self._status = label("", Type.STRONG)
        self._remark = label("", Type.SMALL, "muted")
        self._trouble = paragraph("", Type.BODY, "warn")
        self._middle = QStackedWidget()
        self._repeat = KeyButton("Repeat", "repeat", "R")
        self._skip = KeyButton("Skip", "skip", "S")
        self._pause = KeyButton("Pause", "pause", "P")
        self._thinking = KeyButton("I'm still thinking", "clock", "T")
        self._thinking.setVisible(False)
        self._main = KeyButton("I have finished", "check", "Space", "primary")
        self._main.make_large()
        self._lay_out()
        self._connect()

    def show_view(self, view: StageView) -> None:
        """Show what concerns the dock, but for the time."""
        self.mark.show_view(view)
        self._status.setText(view.status)
        self._trouble.setText(view.trouble)
        self._middle.setCurrentIndex(1 if view.trouble else 0)
        self._show_buttons(view)

    def show_time(self, view: StageView) -> None:
        """Show how long the answer has lasted, and how long silence may."""
        running = view.phase == "listening" and not view.trouble
        self._clock.show_time(view.seconds, view.target_seconds, running=running)
        self.mark.show_time(view.seconds, view.target_seconds)
        if (remark := _remark(view)) != self._remark.text():
            self._remark.setText(remark)
        if self._thinking.isHidden() is not (view.countdown is None):
            self._thinking.setVisible(view.countdown is not None)

    def _show_buttons(self, view: StageView) -> None:
        text, icon = _MAIN[view.phase]
        self._main.setText(text)
        self._main.setAccessibleName(text)
        self._main.set_icon(icon)
        self._main.setEnabled(view.can_finish)
        self._repeat.setEnabled(view.can_repeat)
        self._skip.setEnabled(view.can_skip)
        self._pause.setEnabled(view.can_pause)
        self._pause.setVisible(view.helped)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(Space.NORMAL)
        above.addWidget(self.mark)
        middle = QVBoxLayout()
        middle.setSpacing(Space.HAIR)
        words = QHBoxLayout()
        words.setSpacing(Space.SNUG)
        words.addWidget(self._status)
        words.addWidget(self._remark, 1)
        middle.addLayout(words)
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._middle.addWidget(self.wave)
        self._middle.addWidget(self._trouble)
        self._middle.setFixedHeight(self.wave.sizeHint().height())
        middle.addWidget(self._middle)
        above.addLayout(middle, 1)
        above.addWidget(self._clock)
        self.column.addLayout(above)
        below = QHBoxLayout()
        below.setSpacing(Space.TIGHT)
        for button in (self._repeat, self._skip, self._pause):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self._thinking)
        below.addWidget(self._main)
        self.column.addLayout(below)

    def _connect(self) -> None:
        self._main.clicked.connect(self.main_wanted)
        self._repeat.clicked.connect(self.repeat_wanted)
        self._skip.clicked.connect(self.skip_wanted)
        self._pause.clicked.connect(self.pause_wanted)
        self._thinking.clicked.connect(self.still_thinking)


def _remark(view: StageView) -> str:
    if view.countdown is not None:
        return f"Your answer ends in {view.countdown:.0f} s. Just keep talking if there is more."
    return view.nudge


class Clock(QWidget):
    """How long the answer lasts, and below it how long a good one takes."""

    def __init__(self) -> None:
        super().__init__()
        self._time = label("0:00", Type.HEADING)
        self._shown = ("", 0, False)
        self._target = label("", Type.CAPTION, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._time, self._target):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(part)
        column.addStretch(1)
        self.setFixedWidth(112)

    def show_time(self, seconds: float, target: int, *, running: bool) -> None:
        """Show both; without a target only the time."""
        shown = (clock(seconds), target, running)
        if shown != self._shown:
            self._shown = shown
            self._time.setText(clock(seconds))
            set_tone(self._time, "text" if running else "muted")
            self._target.setText(f"of about {clock(target)}" if target else "")

    @property
    def text(self) -> str:
        """Return the time that is shown."""
        return self._time.text()


class Mark(QWidget):
    """A disc with an icon: filled while the candidate is heard, quiet otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(_SIZE, _SIZE))
        self._phase: StagePhase = "preparing"
        self._troubled = False
        self._share = 0.0  # of the target
        self._target_level = 0.0
        self._level = 0.0
        self._breath = 0.0

    def show_view(self, view: StageView) -> None:
        """Show whose turn it is."""
        self._phase, self._troubled = view.phase, bool(view.trouble)
        self.setAccessibleName(view.status)
        self.update()

    def show_time(self, seconds: float, target: int) -> None:
        """Show how much of the target has passed, from the next frame on."""
        self._share = seconds / target if target else 0.0

    def show_level(self, dbfs: float) -> None:
        """Show how loud it is just now, in dBFS."""
        self._target_level = meter(dbfs, quietest=-50.0)

    def advance(self, seconds: float) -> None:
        """Move on by this many seconds: the halo follows the voice, the dots pulse."""
        self._level = max(self._target_level, self._level - _FALL_PER_SECOND * seconds)
        self._target_level = meter(FLOOR_DBFS)
        self._breath = (self._breath + seconds / _BREATH_SECONDS) % 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint halo, ring, disc, and an icon or three dots."""
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
