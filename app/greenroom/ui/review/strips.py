"""The strips of the timeline: sound, marks, pitch and structure, one under the other."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from greenroom.feedback.presentation.answer_structure import Part
from greenroom.feedback.presentation.answer_timeline import (
    AnswerTimeline,
    Mark,
    MarkKind,
    PitchLines,
    covered,
)
from greenroom.speech.waveform import resampled
from greenroom.ui.review.axis import Axis
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color, colors
from greenroom.ui.theme.tokens import Type

MARKS_HEIGHT = 20
PITCH_HEIGHT = 32
"""In device-independent pixels."""

MARK_COLORS: dict[MarkKind, str] = {
    "filled_pause": "mark_filler",
    "long_pause": "mark_pause",
    "fast": "mark_pace",
    "slow": "mark_pace",
}

_BAR, _GAP = 3, 2
_FINE = 0.6  # seconds: longer bars say nothing about a filled pause
_LEAST_BAR = 0.04  # of the height: silence is a line of dots
_WORDS = 0.42  # height where only the words are known

_DOT = 3.5
_LINE = 4.0
_REACH = 5.0  # how far beside a mark a click still means it

_PITCH_REACH = 7.0  # semitones above and below the middle; what lies beyond is drawn at the edge
_PITCH_WIDTH = 1.6
_PITCH_EDGE = 4.0

_ROW = 26
_PART_HEIGHT = 22
_PART_RADIUS = 5
_INSET = 7
_LEAST_TITLE = 44  # a title that is cut shorter says nothing


class Wave:
    """The sound as bars, drawn once: as they look before and after they were played."""

    def __init__(self) -> None:
        self._peaks: tuple[float, ...] = ()
        self._timeline = AnswerTimeline()
        self._drawn: tuple[object, QPixmap, QPixmap] | None = None

    def set_sound(self, peaks: tuple[float, ...], timeline: AnswerTimeline) -> None:
        """Draw another sound: its peaks, or its words as long as there are none."""
        self._peaks, self._timeline = peaks, timeline
        self._drawn = None

    def paint(self, painter: QPainter, area: QRectF, axis: Axis, position: float) -> None:
        """Paint the bars, those before `position` as played."""
        ahead, played = self._pictures(area, axis, painter.device().devicePixelRatioF())
        edge = axis.x(position)
        painter.drawPixmap(area.topLeft(), ahead)
        painter.save()
        painter.setClipRect(QRectF(area.left(), area.top(), edge - area.left(), area.height()))
        painter.drawPixmap(area.topLeft(), played)
        painter.restore()

    def _pictures(self, area: QRectF, axis: Axis, ratio: float) -> tuple[QPixmap, QPixmap]:
        key = (area.size(), axis.seconds, ratio, color("hush").rgb())
        if self._drawn is None or self._drawn[0] != key:
            count = bars_in(area.width())
            bars, filled = self._bars(axis.seconds, count), self._filled(axis.seconds, count)
            ahead = _bars_picture(bars, filled, area, ratio, color("hush"))
            played = _bars_picture(bars, filled, area, ratio, color("voice"))
            self._drawn = (key, ahead, played)
        return self._drawn[1], self._drawn[2]

    def _bars(self, seconds: float, count: int) -> list[float]:
        if self._peaks:
            return resampled(self._peaks, count)
        spoken = covered(self._timeline.words, seconds, count)
        return [_WORDS if inside else 0.0 for inside in spoken]

    def _filled(self, seconds: float, count: int) -> list[bool]:
        """Return which bars are filled pauses: none where a bar is much longer than those."""
        fine = seconds < _FINE * count
        return covered(self._timeline.filled if fine else (), seconds, count)


def bars_in(width: float) -> int:
    """Return how many bars fit into so many pixels."""
    return max(1, int((width + _GAP) / (_BAR + _GAP)))


def _bars_picture(
    bars: Sequence[float], filled: Sequence[bool], area: QRectF, ratio: float, ink: QColor
) -> QPixmap:
    size = QSize(round(area.width() * ratio), round(area.height() * ratio))
    picture = QPixmap(size)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    each = (area.width() + _GAP) / len(bars)
    for at, bar in enumerate(bars):
        height = max(_BAR, area.height() * max(_LEAST_BAR, min(bar, 1.0)))
        painter.setBrush(color("mark_filler") if filled[at] else ink)
        top = (area.height() - height) / 2
        painter.drawRoundedRect(QRectF(at * each, top, _BAR, height), _BAR / 2, _BAR / 2)
    painter.end()
    return picture


def paint_marks(painter: QPainter, marks: Sequence[Mark], axis: Axis, top: float) -> None:
    """Paint filled pauses as dots, pauses and stretches of pace as lines under them."""
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in sorted(marks, key=lambda mark: mark.kind == "filled_pause"):
        painter.setBrush(color(MARK_COLORS[mark.kind]))
        if mark.kind == "filled_pause":
            middle = axis.x((mark.span.start + mark.span.end) / 2)
            painter.drawEllipse(QPointF(middle, top + 6), _DOT, _DOT)
        else:
            left, width = axis.between(mark.span, 2 * _LINE)
            lower = 9 if mark.kind in ("fast", "slow") else 0
            line = QRectF(left, top + 4 + lower, width, _LINE)
            painter.drawRoundedRect(line, _LINE / 2, _LINE / 2)


def mark_at(marks: Sequence[Mark], axis: Axis, x: float) -> Mark | None:
    """Return the mark at that place: the shortest that holds it, else the nearest in reach."""
    distances = [(mark, _distance(mark, axis, x)) for mark in marks]
    near = [(mark, distance) for mark, distance in distances if distance <= _REACH]
    return min(near, key=lambda it: (it[1], it[0].span.seconds))[0] if near else None


def _distance(mark: Mark, axis: Axis, x: float) -> float:
    left, width = axis.between(mark.span, 2 * _LINE)
    return max(left - x, x - left - width, 0.0)


def paint_pitch(painter: QPainter, lines: PitchLines, axis: Axis, top: float) -> None:
    """Paint how the pitch goes up and down, not how high it is."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(color("voice"), _PITCH_WIDTH, c=cap, j=join))
    for line in lines:
        painter.drawPolyline(QPolygonF([_pitch_point(*point, axis, top) for point in line]))


def _pitch_point(moment: float, semitones: float, axis: Axis, top: float) -> QPointF:
    share = max(-1.0, min(1.0, semitones / _PITCH_REACH))
    middle = PITCH_HEIGHT / 2
    return QPointF(axis.x(moment), top + middle - share * (middle - _PITCH_EDGE))


class StructureBand:
    """Each part of the answer in the color of its element; parts of one row do not overlap."""

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self._placed = tuple(zip(parts, band_rows(parts), strict=True))

    @property
    def height(self) -> int:
        """Return the height of all rows, in pixels."""
        return _ROW * (max((row for _, row in self._placed), default=-1) + 1)

    def paint(self, painter: QPainter, axis: Axis, top: float, at: float) -> None:
        """Paint all parts; those that hold the moment `at` have an outline."""
        painter.setFont(fonts.font(Type.CAPTION))
        for part, area in self._areas(axis, top):
            here = part.span.start <= at < part.span.end
            painter.setPen(QPen(color("text"), 1.25) if here else Qt.PenStyle.NoPen)
            painter.setBrush(element_color(part.place))
            painter.drawRoundedRect(area, _PART_RADIUS, _PART_RADIUS)
            _paint_title(painter, part.title, area.adjusted(_INSET, 0, -_INSET / 2, 0))

    def part_at(self, axis: Axis, top: float, place: QPointF) -> Part | None:
        """Return the part at that place."""
        return next((part for part, area in self._areas(axis, top) if area.contains(place)), None)

    def _areas(self, axis: Axis, top: float) -> Iterator[tuple[Part, QRectF]]:
        for part, row in self._placed:
            left, width = axis.between(part.span, 4)
            yield part, QRectF(left, top + row * _ROW + 2, max(4.0, width - 1), _PART_HEIGHT)


def band_rows(parts: Sequence[Part]) -> list[int]:
    """Return for each part the first row that is free where it begins."""
    rows: list[int] = []
    ends: list[float] = []
    for part in parts:
        row = next((row for row, end in enumerate(ends) if end <= part.span.start), len(ends))
        ends[row : row + 1] = [part.span.end]
        rows.append(row)
    return rows


def element_color(place: int) -> QColor:
    """Return the color of an element, by its place in the rubric."""
    palette = colors().elements
    return QColor(palette[place % len(palette)])


def _paint_title(painter: QPainter, title: str, inside: QRectF) -> None:
    metrics = painter.fontMetrics()
    if inside.width() < min(_LEAST_TITLE, metrics.horizontalAdvance(title)):
        return
    text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.setPen(color("text"))
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
