"""The player: the answer over time, and how to hear it."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.formatting import clock
from greenroom.ui.review import marks
from greenroom.ui.review.legend import Legend
from greenroom.ui.review.timeline import Timeline
from greenroom.ui.review.view import Mark, Opened, Playing
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.text import label

SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")
_LEAD = 0.4  # of what comes before a mark is heard with it
_SAME = 0.3  # a mark so close behind is the one that was just jumped to


class Player(Card):
    """Timeline above, transport below."""

    toggle_wanted = Signal()
    """Play if silent, silence if playing."""
    seek_wanted = Signal(float)
    part_wanted = Signal(object)
    loop_wanted = Signal(object)
    """Repeat this span; None for no repeating."""
    speed_wanted = Signal(float)
    missing_wanted = Signal(str)
    """Show what was missing."""

    def __init__(self) -> None:
        super().__init__(inset=Space.SNUG)
        self.setAccessibleName("Player")
        self._opened: Opened | None = None
        self._playing = Playing()
        self.timeline = Timeline()
        self.legend = Legend()
        self.play = icon_button("play", "Play (Space)", "primary", 44)
        self.before = icon_button("previous", "Previous mark (B)")
        self.next = icon_button("skip", "Next mark (N)")
        self.loop = Button("Repeat", "loop", "bare")
        self.loop.setCheckable(True)
        self.speed = Select([(it, f"{it}×") for it in SPEEDS])
        self.speed.set_value("1")
        self.speed.setFixedWidth(88)
        self.speed.setAccessibleName("Speed")
        self._time = label("0:00 / 0:00", Type.SMALL, "muted")
        self._absent = QWidget()
        self._transport = QHBoxLayout()
        self._beside = True  # what was missing stands beside the transport, not below it
        self._lay_out()
        self._connect()

    def show_answer(self, opened: Opened, peaks: tuple[float, ...]) -> None:
        """Another answer, or its sound."""
        if opened.picture.absent != (self._opened.picture.absent if self._opened else ()):
            self._show_absent(opened)
        self._opened = opened
        self.timeline.show_picture(opened.picture, peaks)
        self.legend.show_marks(opened.picture.marks)
        has_marks = bool(opened.picture.marks)
        for button in (self.before, self.next):
            button.setEnabled(has_marks and opened.has_sound)
        for control in (self.play, self.loop, self.speed):
            control.setEnabled(opened.has_sound)
        self.show_playing(self._playing)

    def show_playing(self, playing: Playing) -> None:
        """Where the playback stands."""
        self._playing = playing
        self.timeline.show_playing(playing)
        seconds = self._opened.picture.seconds if self._opened else 0.0
        self._time.setText(f"{clock(playing.position)} / {clock(seconds)}")
        self.play.set_icon("pause" if playing.running else "play")
        name = "Pause (Space)" if playing.running else "Play (Space)"
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)
        self.speed.set_value(f"{playing.speed:g}")
        self.loop.setChecked(playing.loop is not None)

    def minimumSizeHint(self) -> QSize:
        """What was missing never keeps a window wide."""
        least = super().minimumSizeHint()
        return least - QSize(self._absent.sizeHint().width() if self._beside else 0, 0)

    def event(self, event: QEvent) -> bool:
        """Qt knows how wide what was missing is only when it shows it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was missing moves to where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def step_mark(self, way: int) -> None:
        """Go to the next mark (1) or the one before (-1), and hear it."""
        here = self._playing.position
        found = self.timeline.marks
        ahead = [it for it in found if it.span.start - _LEAD > here + 0.05]
        behind = [it for it in found if it.span.start - _LEAD < here - _SAME]
        there = (ahead[:1] if way > 0 else behind[-1:]) or None
        if there:
            self._go_to(there[0])

    def step_speed(self, way: int) -> None:
        """Faster or slower by one step."""
        place = SPEEDS.index(self.speed.value) + way
        if 0 <= place < len(SPEEDS):
            self.speed_wanted.emit(float(SPEEDS[place]))

    def _go_to(self, mark: Mark) -> None:
        said = f"{marks.NAMES[mark.kind][0]}, {mark.text}, at {clock(mark.span.start)}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said.capitalize()))
        self.seek_wanted.emit(max(0.0, mark.span.start - _LEAD))

    def _toggle_loop(self, on: bool) -> None:
        span = self._around() if on else None
        self.loop_wanted.emit(span)
        self.loop.setChecked(span is not None)

    def _around(self) -> object:
        """What is repeated when nothing was chosen: the sentence that is heard."""
        lines = self._opened.lines if self._opened else ()
        here = self._playing.position
        heard = [line for line in lines if line.start <= here + 0.05] or list(lines[:1])
        if not heard:
            return None
        words = [it.span for it in heard[-1].tokens if it.word is not None]
        return type(words[0])(words[0].start, words[-1].end) if words else None

    def _show_absent(self, opened: Opened) -> None:
        row = self._absent.layout()
        assert isinstance(row, QHBoxLayout)
        empty(row)
        absent = opened.picture.absent
        self._absent.setVisible(bool(absent))
        row.addWidget(label("Missing:", Type.SMALL, "muted"))
        for it in absent:
            chip = Button(it.title)
            chip.setProperty("grade", "chip")
            chip.setFixedHeight(24)
            chip.setToolTip(f"What to say for “{it.title}”")
            chip.clicked.connect(lambda _=False, title=it.title: self.missing_wanted.emit(title))
            row.addWidget(chip)
        row.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        """Low where it is wide: beside the transport, what was missing costs no height."""
        needed = self._transport.sizeHint().width()
        if not self._beside:
            needed += self._absent.sizeHint().width() + self._transport.spacing()
        beside = needed <= self.column.contentsRect().width()
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self._transport.insertWidget(self._transport.count() - 1, self._absent)
        else:
            self.column.addWidget(self._absent)

    def _lay_out(self) -> None:
        self.column.setSpacing(Space.TIGHT)
        self.column.addWidget(self.timeline)
        missing = QHBoxLayout(self._absent)
        missing.setContentsMargins(Space.TIGHT, 0, 0, 0)
        missing.setSpacing(Space.HAIR)
        self._absent.hide()
        row = self._transport
        row.setSpacing(Space.HAIR)
        for widget in (self.before, self.play, self.next):
            row.addWidget(widget)
        row.addSpacing(Space.TIGHT)
        row.addWidget(self._time)
        row.addSpacing(Space.SNUG)
        row.addWidget(self.speed)
        row.addWidget(self.loop)
        row.addStretch(1)
        row.addWidget(self._absent)
        row.addWidget(self.legend)
        self.column.addLayout(row)

    def _connect(self) -> None:
        self.play.clicked.connect(self.toggle_wanted)
        self.before.clicked.connect(lambda: self.step_mark(-1))
        self.next.clicked.connect(lambda: self.step_mark(1))
        self.loop.clicked.connect(self._toggle_loop)
        self.speed.chosen.connect(lambda it: self.speed_wanted.emit(float(it)))
        self.legend.changed.connect(self.timeline.show_kinds)
        self.timeline.seek_wanted.connect(self.seek_wanted)
        self.timeline.part_wanted.connect(self.part_wanted)
        self.timeline.loop_wanted.connect(self.loop_wanted)
