"""The measures: value, typical range, and on hover what it is and how sure."""

from itertools import cycle

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from greenroom.feedback.presentation.measure_rows import Gauge, MeasureRow
from greenroom.ui.review.pane import Pane, muted
from greenroom.ui.review.view import OpenedAnswer
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.button import icon_button, paint_ring
from greenroom.ui.widgets.card import rule
from greenroom.ui.widgets.text import label, paragraph

_RING_ROOM = 6  # between the edge of a row and its words
_TONES = {"green": "good", "amber": "warn", "red": "bad", "none": "muted"}


class MeasuresPane(Pane):
    """Measures with a typical range first, then those that only describe."""

    def __init__(self) -> None:
        super().__init__("Measures")
        self._shown: object = None

    def show_answer(self, opened: OpenedAnswer) -> None:
        """Show the measures of one answer."""
        analysis = opened.analysis
        rows = (analysis.judged, analysis.described) if analysis else None
        if (opened.id, rows) == self._shown:
            return
        self._shown = (opened.id, rows)
        self.clear()
        if analysis is None or not (analysis.judged or analysis.described):
            reason = opened.shown.remark or "There was too little to measure."
            self.add(paragraph(reason, tone="muted"))
        else:
            if analysis.judged:
                self.add(muted("“Typical” means usual, not right."))
            self._add_rows(analysis.judged)
            if analysis.described:
                self.add_heading("Described, not judged")
                self._add_rows(analysis.described)
        self.end()

    def _add_rows(self, rows: tuple[MeasureRow, ...]) -> None:
        for number, row in enumerate(rows):
            if number:
                self.add(rule())
            widget = Row(row)
            widget.hear.clicked.connect(lambda _=False, widget=widget: self._play_next(widget))
            self.add(widget)

    def _play_next(self, row: "Row") -> None:
        self.part_wanted.emit(next(row.spans))


class Row(QFrame):
    """Title, value, gauge, verdict, and a button that plays one moment after the other."""

    def __init__(self, row: MeasureRow) -> None:
        super().__init__()
        self.spans = cycle(row.spans)
        self.hear = icon_button("play", f"Hear: {row.title}", size=28)
        self.setToolTip(explained(row))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if not row.spans else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{row.title}: {row.value} {row.unit}. {row.verdict}")
        self.setAccessibleDescription(explained(row))
        self.hear.setAccessibleDescription(self.accessibleName())
        self._lay_out(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ring while it has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self.rect(), SMALL_RADIUS)

    def _lay_out(self, row: MeasureRow) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(_RING_ROOM, Space.HAIR, _RING_ROOM, Space.HAIR)
        line.setSpacing(Space.SNUG)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(paragraph(row.title))
        if verdict := _verdict(row):
            names.addWidget(paragraph(verdict, Type.CAPTION, _TONES[row.band]))
        line.addLayout(names, 1)
        if row.gauge:
            line.addWidget(GaugeBar(row.gauge, _TONES[row.band]))
        value = label(f"{row.value} {_short(row.unit)}".strip(), Type.STRONG)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setMinimumWidth(84)
        line.addWidget(value)
        line.addWidget(self.hear)
        policy = self.hear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.hear.setSizePolicy(policy)
        self.hear.setVisible(bool(row.spans))


class GaugeBar(QWidget):
    """Where the value lies against the typical range."""

    def __init__(self, gauge: Gauge, role: str) -> None:
        super().__init__()
        self._gauge, self._role = gauge, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a flat size."""
        return QSize(96, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a track, the typical range on it, and the value as a dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width, middle = self.width() - 10, self.height() / 2
        painter.setBrush(color("line"))
        painter.drawRoundedRect(QRectF(5, middle - 2, width, 4), 2, 2)
        gauge = self._gauge
        start = 5 + width * gauge.share(gauge.typical_from)
        end = 5 + width * gauge.share(gauge.typical_to)
        painter.setBrush(color("hush"))
        painter.drawRoundedRect(QRectF(start, middle - 2, end - start, 4), 2, 2)
        at = 5 + width * gauge.share(gauge.value)
        painter.setBrush(color("surface"))
        painter.drawEllipse(QRectF(at - 6, middle - 6, 12, 12))
        painter.setBrush(color(self._role))
        painter.drawEllipse(QRectF(at - 4.5, middle - 4.5, 9, 9))


def explained(row: MeasureRow) -> str:
    """Return what is said on hover."""
    typical = f"Typical: {row.typical}." if row.typical else ""
    quality = f"This time: {row.verdict}." if row.verdict else ""
    return "\n".join(filter(None, (row.definition, typical, row.source, quality)))


def _verdict(row: MeasureRow) -> str:
    if row.band == "green":
        return f"{row.verdict}, {row.typical}"
    typical = f"typical {row.typical}" if row.judged else ""
    return " · ".join(filter(None, (row.verdict, typical)))


def _short(unit: str) -> str:
    short = {
        "words per minute": "wpm",
        "syllables per second": "syll/s",
        "seconds": "s",
        "per minute": "/min",
        "per 100 words": "/100 w",
        "semitones": "st",
    }
    return short.get(unit, unit)
