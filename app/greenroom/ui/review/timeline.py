"""The timeline of an answer: its sound, its marks, its structure, and the playhead."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from greenroom.feedback.presentation.answer_structure import Part
from greenroom.feedback.presentation.answer_timeline import MARK_NAMES, AnswerTimeline, Mark
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.review import strips
from greenroom.ui.review.axis import (
    AXIS_HEIGHT,
    Axis,
    paint_head,
    paint_pointer,
    paint_span,
    paint_ticks,
)
from greenroom.ui.review.view import Playing
from greenroom.ui.theme import motion
from greenroom.ui.widgets.button import paint_ring

_WAVE = 68
_MARKS_END = _WAVE + strips.MARKS_HEIGHT
_INSET = 8
_CORNER = 6
_DRAG = 6  # pixels: less is a click
_STEP, _FINE_STEP = 5.0, 1.0
_FRAME_MS = 16
_TENTHS = 10


class Timeline(QAbstractSlider):
    """The answer over time: click to go there, drag to choose a stretch.

    Arrow keys go 5 s, with Shift 1 s. Screen readers see a slider in tenths of a second.
    """

    seek_wanted = Signal(float)
    part_wanted = Signal(object)
    """Hear this span."""
    loop_wanted = Signal(object)
    """Repeat this span."""

    def __init__(self) -> None:
        super().__init__()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Position in the recording")
        self._answer = AnswerTimeline()
        self._kinds: frozenset[str] = frozenset(MARK_NAMES)
        self._wave = strips.Wave()
        self._band = strips.StructureBand()
        self._playing = Playing()
        self._since = QElapsedTimer()
        self._pressed: float | None = None
        self._hover: float | None = None
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._advance)

    def show_answer(self, answer: AnswerTimeline, peaks: tuple[float, ...]) -> None:
        """Show another answer, or its sound, which has been read now."""
        self._answer = answer
        self._wave.set_sound(peaks, answer)
        self._band = strips.StructureBand(answer.parts)
        self.setRange(0, round(answer.seconds * _TENTHS))
        self.updateGeometry()
        self.update()

    def show_kinds(self, kinds: frozenset[str]) -> None:
        """Show only marks of these kinds."""
        self._kinds = kinds
        self.update()

    def show_playing(self, playing: Playing) -> None:
        """Show where the playback stands."""
        self._playing = playing
        self._since.start()
        self.setAccessibleDescription(f"{clock(playing.position)} of {clock(self._answer.seconds)}")
        self.setValue(round(playing.position * _TENTHS))
        if playing.running and not motion.reduced():
            self._frames.start()
        else:
            self._frames.stop()
        self.update()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the marks that are shown."""
        return tuple(mark for mark in self._answer.marks if mark.kind in self._kinds)

    @property
    def position(self) -> float:
        """Return what is heard just now, in seconds."""
        playing = self._playing
        if not playing.running or motion.reduced() or not self._since.isValid():
            return playing.position
        ahead = min(self._since.elapsed() / 1000, 0.1) * playing.speed
        end = playing.loop.end if playing.loop else self._answer.seconds
        return min(playing.position + ahead, end)

    @property
    def _band_top(self) -> int:
        return _MARKS_END + (strips.PITCH_HEIGHT if self._answer.pitch else 0)

    def axis(self) -> Axis:
        """Return where moments lie."""
        return Axis(_INSET, self.width() - 2 * _INSET, self._answer.seconds)

    def sizeHint(self) -> QSize:
        """Return the height of wave, marks, pitch, structure and numbers."""
        return QSize(480, self._band_top + self._band.height + AXIS_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and less width."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint everything, from the ground up."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis, position = self.axis(), self.position
        if chosen := self._chosen() or self._playing.loop:
            paint_span(painter, axis, chosen, self.height())
        self._wave.paint(painter, QRectF(axis.left, 0, axis.width, _WAVE), axis, position)
        strips.paint_marks(painter, self.marks, axis, _WAVE)
        strips.paint_pitch(painter, self._answer.pitch, axis, _MARKS_END)
        self._band.paint(painter, axis, self._band_top, position)
        paint_ticks(painter, axis, self._answer.target, self.height())
        if self._hover is not None and self._pressed is None:
            paint_pointer(painter, self._hover, _WAVE)
        paint_head(painter, axis.x(position), self.height())
        if self.hasFocus():
            paint_ring(painter, self.rect(), _CORNER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the moment under the pointer, or the stretch that is being chosen."""
        self._hover = event.position().x()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go there, hear what was clicked, or repeat what was chosen."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        place, axis = event.position(), self.axis()
        if abs(place.x() - pressed) > _DRAG:
            start, end = sorted((axis.moment(pressed), axis.moment(place.x())))
            self.loop_wanted.emit(Span(start, end))
        elif target := self._target(place):
            self.part_wanted.emit(target.span)
        else:
            self.seek_wanted.emit(axis.moment(place.x()))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        self._hover = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrow keys, Home and End."""
        step = _FINE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        to = {
            Qt.Key.Key_Left: self.position - step,
            Qt.Key.Key_Right: self.position + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self._answer.seconds,
        }.get(Qt.Key(event.key()))
        if to is None:
            event.ignore()
        else:
            self.seek_wanted.emit(min(max(0.0, to), self._answer.seconds))

    def event(self, event: QEvent) -> bool:
        """Say on hover what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.text_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _target(self, place: QPointF) -> Mark | Part | None:
        if _WAVE <= place.y() < _MARKS_END:
            return strips.mark_at(self.marks, self.axis(), place.x())
        return self._band.part_at(self.axis(), self._band_top, place)

    def text_at(self, place: QPointF) -> str:
        """Return in words what lies at a place."""
        target = self._target(place)
        if isinstance(target, Part):
            return f"{target.title}, {clock(target.span.start)}: “{target.quote}”"
        if target:
            name = MARK_NAMES[target.kind][0].capitalize()
            return f"{name}, {clock(target.span.start)}: {target.text}"
        moment = self.axis().moment(place.x())
        pace = self._pace_at(moment)
        return (
            f"{clock(moment)}, {pace:.0f} words per minute around here" if pace else clock(moment)
        )

    def _pace_at(self, moment: float) -> float | None:
        if not self._answer.pace:
            return None
        return min(self._answer.pace, key=lambda point: abs(point[0] - moment))[1]

    def _advance(self) -> None:
        x = round(self.axis().x(self.position))
        self.update(QRect(x - 12, 0, 24, self.height()))

    def _chosen(self) -> Span | None:
        """Return the stretch that is being dragged."""
        if self._pressed is None or self._hover is None:
            return None
        if abs(self._hover - self._pressed) <= _DRAG:
            return None
        start, end = sorted((self.axis().moment(self._pressed), self.axis().moment(self._hover)))
        return Span(start, end)
