"""The dock at the foot of the stage: whose turn it is, sound, time, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from greenroom.ui.stage.clock import Clock
from greenroom.ui.stage.mark import Mark
from greenroom.ui.stage.view import StagePhase, StageView
from greenroom.ui.stage.wave import LiveWave
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import KeyButton
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.text import label, paragraph

WIDEST = 1080

_MAIN: dict[StagePhase, tuple[str, str]] = {
    "preparing": ("One moment …", "check"),
    "asking": ("Answer now", "microphone"),
    "listening": ("I have finished", "check"),
    "thinking": ("One moment …", "check"),
    "paused": ("Go on", "play"),
    "closing": ("To the review", "review"),
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
        """How long the answer has lasted, and how long silence may."""
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
        return f"Your answer ends in {view.countdown:.0f} s. Just go on if there is more."
    return view.nudge
