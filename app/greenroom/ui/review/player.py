"""The player: the answer over time, how to hear it, and what its marks mean."""

from collections import Counter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from greenroom.feedback.presentation.answer_structure import MissingElement
from greenroom.feedback.presentation.answer_timeline import MARK_NAMES, Mark, MarkKind
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.review.strips import MARK_COLORS
from greenroom.ui.review.timeline import Timeline
from greenroom.ui.review.view import OpenedAnswer, Playing
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.text import label

SPEEDS = ("0.5", "0.75", "1", "1.25", "1.5", "2")
_LEAD = 0.4  # seconds before a mark that are heard with it
_SAME = 0.3  # seconds: a mark so close behind is the one that was just jumped to
_LEGEND_HEIGHT = 28
_SIGN = 12


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
        self._opened: OpenedAnswer | None = None
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
        self._missing = QWidget()
        self._transport = QHBoxLayout()
        self._beside = True  # what was missing stands beside the transport, not below it
        self._lay_out()
        self._connect()

    def show_answer(self, opened: OpenedAnswer, peaks: tuple[float, ...]) -> None:
        """Show another answer, or its sound."""
        if opened.missing != (self._opened.missing if self._opened else ()):
            self._show_missing(opened.missing)
        self._opened = opened
        self.timeline.show_answer(opened.timeline, peaks)
        self.legend.show_marks(opened.timeline.marks)
        has_marks = bool(opened.timeline.marks)
        for button in (self.before, self.next):
            button.setEnabled(has_marks and opened.has_sound)
        for control in (self.play, self.loop, self.speed):
            control.setEnabled(opened.has_sound)
        self.show_playing(self._playing)

    def show_playing(self, playing: Playing) -> None:
        """Show where the playback stands."""
        self._playing = playing
        self.timeline.show_playing(playing)
        seconds = self._opened.timeline.seconds if self._opened else 0.0
        self._time.setText(f"{clock(playing.position)} / {clock(seconds)}")
        self.play.set_icon("pause" if playing.running else "play")
        name = "Pause (Space)" if playing.running else "Play (Space)"
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)
        self.speed.set_value(f"{playing.speed:g}")
        self.loop.setChecked(playing.loop is not None)

    def minimumSizeHint(self) -> QSize:
        """Leave out what was missing, which never keeps a window wide."""
        least = super().minimumSizeHint()
        return least - QSize(self._missing.sizeHint().width() if self._beside else 0, 0)

    def event(self, event: QEvent) -> bool:
        """Arrange again once Qt knows how wide what was missing is."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move what was missing to where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def step_mark(self, way: int) -> None:
        """Go to the next mark (1) or the one before (-1), and hear it."""
        here = self._playing.position
        marks = self.timeline.marks
        ahead = [mark for mark in marks if mark.span.start - _LEAD > here + 0.05]
        behind = [mark for mark in marks if mark.span.start - _LEAD < here - _SAME]
        for mark in ahead[:1] if way > 0 else behind[-1:]:
            self._go_to(mark)

    def step_speed(self, way: int) -> None:
        """Play faster or slower by one step."""
        place = SPEEDS.index(self.speed.value) + way
        if 0 <= place < len(SPEEDS):
            self.speed_wanted.emit(float(SPEEDS[place]))

    def _go_to(self, mark: Mark) -> None:
        text = f"{MARK_NAMES[mark.kind][0]}, {mark.text}, at {clock(mark.span.start)}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text.capitalize()))
        self.seek_wanted.emit(max(0.0, mark.span.start - _LEAD))

    def _toggle_loop(self, on: bool) -> None:
        span = self._around() if on else None
        self.loop_wanted.emit(span)
        self.loop.setChecked(span is not None)

    def _around(self) -> Span | None:
        """Return what is repeated when nothing was chosen: the sentence that is heard."""
        lines = self._opened.lines if self._opened else ()
        here = self._playing.position
        begun = [line for line in lines if line.start <= here + 0.05] or list(lines[:1])
        words = begun[-1].words if begun else ()
        return Span(words[0].span.start, words[-1].span.end) if words else None

    def _show_missing(self, missing: tuple[MissingElement, ...]) -> None:
        row = self._missing.layout()
        assert isinstance(row, QHBoxLayout)
        empty(row)
        self._missing.setVisible(bool(missing))
        row.addWidget(label("Missing:", Type.SMALL, "muted"))
        for element in missing:
            chip = Button(element.title)
            chip.setProperty("grade", "chip")
            chip.setFixedHeight(24)
            chip.setToolTip(f"What to say for “{element.title}”")
            chip.clicked.connect(
                lambda _=False, title=element.title: self.missing_wanted.emit(title)
            )
            row.addWidget(chip)
        row.addStretch(1)
        self._arrange()

    def _arrange(self) -> None:
        """Put what was missing beside the transport if it fits, else below."""
        needed = self._transport.sizeHint().width()
        if not self._beside:
            needed += self._missing.sizeHint().width() + self._transport.spacing()
        beside = needed <= self.column.contentsRect().width()
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self._transport.insertWidget(self._transport.count() - 1, self._missing)
        else:
            self.column.addWidget(self._missing)

    def _lay_out(self) -> None:
        self.column.setSpacing(Space.TIGHT)
        self.column.addWidget(self.timeline)
        missing = QHBoxLayout(self._missing)
        missing.setContentsMargins(Space.TIGHT, 0, 0, 0)
        missing.setSpacing(Space.HAIR)
        self._missing.hide()
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
        row.addWidget(self._missing)
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


class Legend(QWidget):
    """What the marks mean and how many there are; a click hides or shows a kind."""

    changed = Signal(object)
    """The kinds that are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        self._items = {kind: LegendItem(kind) for kind in MARK_NAMES}
        for item in self._items.values():
            item.toggled.connect(lambda _: self.changed.emit(self.kinds))
            row.addWidget(item)

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds that are to be shown."""
        return frozenset(kind for kind, item in self._items.items() if item.isChecked())

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show how many there are of each kind."""
        counts = Counter(mark.kind for mark in marks)
        for kind, item in self._items.items():
            item.set_count(counts[kind])


class LegendItem(QAbstractButton):
    """The sign of a kind, its count and name; struck through while hidden."""

    def __init__(self, kind: MarkKind) -> None:
        super().__init__()
        self._kind: MarkKind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int) -> None:
        """Show how many there are; hide the item if there are none."""
        one, many = MARK_NAMES[self._kind]
        self.setText(f"{count} {one if count == 1 else many}")
        self.setAccessibleName(self.text())
        self.setToolTip(f"Show or hide the {many}")
        self.setVisible(count > 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for sign and text."""
        width = QFontMetrics(fonts.font(Type.SMALL)).horizontalAdvance(self.text())
        return QSize(width + _SIGN + 3 * Space.TIGHT, _LEGEND_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sign and text, and a ground that says that it can be clicked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(color("sunken"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, SMALL_RADIUS, SMALL_RADIUS)
        self._paint_sign(painter)
        font = fonts.font(Type.SMALL)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(color("muted"))
        inside = self.rect().adjusted(2 * Space.TIGHT + _SIGN, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_sign(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(MARK_COLORS[self._kind] if self.isChecked() else "line"))
        left, middle = float(Space.TIGHT), self.height() / 2
        if self._kind == "filled_pause":
            painter.drawEllipse(QPointF(left + _SIGN / 2, middle), 4, 4)
        else:
            painter.drawRoundedRect(QRectF(left, middle - 2, _SIGN, 4), 2, 2)
