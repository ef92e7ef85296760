"""What the answer contains by its rubric, what was missing, and what to say instead."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.feedback.render.answer_view import FoundView, MissingView, RuleView, StructureView
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.ui.review import band
from greenroom.ui.review.feedback_pane import Picture
from greenroom.ui.review.pane import Pane, beside, muted, to_try
from greenroom.ui.review.view import Opened
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.text import label, paragraph

_MOST_MOMENTS = 3
_SWATCH = 16
_RULES = {"yes": ("check", "good"), "no": ("cross", "warn"), "n/a": ("minus", "muted")}


class StructurePane(Pane):
    """Missing elements first, for these are to be worked on; then what was there."""

    def __init__(self) -> None:
        super().__init__("Structure")
        self._shown: object = None
        self._missing: dict[str, QWidget] = {}

    def show_answer(self, opened: Opened) -> None:
        """The structure of one answer."""
        structure = opened.known.structure if opened.known else None
        if (opened.id, structure) == self._shown:
            return
        self._shown = (opened.id, structure)
        self.clear()
        self._missing = {}
        if structure is None:
            self.add(paragraph(_why_nothing(opened), tone="muted"))
        else:
            self._add_structure(structure, opened)
        self.end()

    def show_missing(self, title: str) -> None:
        """Bring what was missing into view."""
        if widget := self._missing.get(title):
            self.ensureWidgetVisible(widget)

    def _add_structure(self, structure: StructureView, opened: Opened) -> None:
        self.add(label(structure.title, Type.TITLE))
        if structure.summary:
            self.add(muted(structure.summary))
        self.add(muted(SCORE_MEANING))
        if structure.missing:
            self.add_heading("Missing")
            for it in structure.missing:
                self._add_missing(it)
        if structure.found:
            self.add_heading("There")
            colors = {part.title: part.color for part in opened.picture.parts}
            for it in structure.found:
                self._add_found(it, colors.get(it.title, 0))
        if structure.rules:
            self.add_heading("Order")
            for rule in structure.rules:
                self._add_rule(rule)
        self.add(Derivation(structure))

    def _add_missing(self, missing: MissingView) -> None:
        parts: list[QWidget] = [label(missing.title, Type.STRONG)]
        parts += [paragraph(missing.advice or missing.what)]
        parts += [to_try(missing.next_sentence)] if missing.next_sentence else []
        whole = beside(Swatch(None), *parts)
        whole.setContentsMargins(0, 0, 0, Space.TIGHT)
        self._missing[missing.title] = whole
        self.add(whole)

    def _add_found(self, found: FoundView, place: int) -> None:
        title = label(found.title, Type.STRONG)
        title.setToolTip(found.what)
        quotes = [self.moment(it.quote, it.span) for it in found.evidence[:_MOST_MOMENTS]]
        self.add(beside(Swatch(place), title, *quotes))

    def _add_rule(self, rule: RuleView) -> None:
        icon, role = _RULES[rule.kept]
        parts: list[QWidget] = [label(f"{rule.title}: {rule.verdict}")]
        parts += [muted(rule.advice)] if rule.advice else []
        self.add(beside(Picture(icon, role, 18), *parts))


class Swatch(QWidget):
    """The colour of an element in the band; an empty frame for one that is missing."""

    def __init__(self, place: int | None) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(_SWATCH + 4, _SWATCH + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colours of the scheme that is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 3, -3, -1)
        if self._place is None:
            painter.setPen(QPen(color("edge"), 1.5, Qt.PenStyle.DashLine))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band.ground(self._place))
        painter.drawRoundedRect(area, 4, 4)


class Derivation(QWidget):
    """How the score came about: each line of it, shown on demand."""

    def __init__(self, structure: StructureView) -> None:
        super().__init__()
        column = _column(self)
        self._switch = Button(f"How the score of {structure.score} came about", "down", "quiet")
        self._switch.clicked.connect(self._toggle)
        column.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = QWidget()
        lines = _column(self._lines)
        for part in structure.derivation:
            lines.addWidget(_points(part.what, f"{part.points:g} of {part.of:g}"))
        lines.addWidget(
            muted("A count of parts, not a grade of you: 100 means that all were there.")
        )
        self._lines.hide()
        column.addWidget(self._lines)
        if not structure.derivation:  # shown here, it would be a window of its own for a moment
            self.hide()

    def _toggle(self) -> None:
        self._lines.setVisible(self._lines.isHidden())


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, Space.TIGHT, 0, 0)
    column.setSpacing(Space.HAIR)
    return column


def _points(what: str, points: str) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(Space.TIGHT, 0, Space.TIGHT, 0)
    words: QLabel = label(what, Type.SMALL)
    row.addWidget(words, 1)
    row.addWidget(label(points, Type.SMALL, "muted"))
    return whole


def _why_nothing(opened: Opened) -> str:
    if opened.known is None:
        return opened.remark
    if opened.known.too_short:
        return "There was too little in this answer to say what it contains."
    return "This question has no rubric; only the delivery was measured."
