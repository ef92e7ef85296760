"""The shape of the sound as a row of bars, drawn once and kept."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from greenroom.speech.span import Span
from greenroom.ui.review.axis import Axis
from greenroom.ui.theme.look import color

_BAR, _GAP = 3, 2
_FINE = 0.6  # seconds of a bar
_LEAST = 0.04  # of the height: silence is a line of dots
_WORDS = 0.42  # where only the words are known


def heights(peaks: Sequence[float], count: int) -> list[float]:
    """The loudest of the peaks that fall to each of `count` bars."""
    if not peaks or count <= 0:
        return [0.0] * max(0, count)
    step = len(peaks) / count
    return [
        max(peaks[int(at * step) : max(int((at + 1) * step), int(at * step) + 1)])
        for at in range(count)
    ]


def from_words(words: Sequence[Span], seconds: float, count: int) -> list[float]:
    """What stands in for the sound until it has been read."""
    bars = [0.0] * count
    for word in words:
        first = int(count * word.start / seconds) if seconds else 0
        last = int(count * word.end / seconds) if seconds else 0
        for at in range(max(0, first), min(count, last + 1)):
            bars[at] = _WORDS
    return bars


def bars_in(width: float) -> int:
    """How many bars fit."""
    return max(1, int((width + _GAP) / (_BAR + _GAP)))


class Wave:
    """Two pictures of the same bars: as they look before and after they were played."""

    def __init__(self) -> None:
        self._peaks: tuple[float, ...] = ()
        self._words: tuple[Span, ...] = ()
        self._filled: tuple[Span, ...] = ()
        self._drawn: tuple[object, QPixmap, QPixmap] | None = None

    def set_sound(
        self, peaks: tuple[float, ...], words: tuple[Span, ...], filled: tuple[Span, ...]
    ) -> None:
        """Another sound: its peaks, or its words as long as there are none; its filled pauses."""
        self._peaks, self._words, self._filled = peaks, words, filled
        self._drawn = None

    def paint(self, painter: QPainter, area: QRectF, axis: Axis, position: float) -> None:
        """The bars, those before `position` as played."""
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
            bars = (
                heights(self._peaks, count)
                if self._peaks
                else from_words(self._words, axis.seconds, count)
            )
            inside = [self._is_filled(at / count, (at + 1) / count, axis) for at in range(count)]
            ahead = _drawn(bars, inside, area, ratio, color("hush"))
            played = _drawn(bars, inside, area, ratio, color("voice"))
            self._drawn = (key, ahead, played)
        return self._drawn[1], self._drawn[2]

    def _is_filled(self, start: float, end: float, axis: Axis) -> bool:
        """Only where a bar is about as short as a filled pause."""
        return (end - start) * axis.seconds < _FINE and any(
            span.start < end * axis.seconds and start * axis.seconds < span.end
            for span in self._filled
        )


def _drawn(
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
        height = max(_BAR, area.height() * max(_LEAST, min(bar, 1.0)))
        painter.setBrush(color("mark_filler") if filled[at] else ink)
        top = (area.height() - height) / 2
        painter.drawRoundedRect(QRectF(at * each, top, _BAR, height), _BAR / 2, _BAR / 2)
    painter.end()
    return picture
