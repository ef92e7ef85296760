"""What the answer contains by its rubric, what was missing, and what to say instead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.feedback.moments import MOST_MOMENTS
from greenroom.feedback.presentation.answer_structure import (
    AnswerStructure,
    FoundElement,
    MissingElement,
    RuleVerdict,
)
from greenroom.feedback.score_meaning import SCORE_MEANING
from greenroom.ui.review.pane import IconMark, Pane, Swatch, beside, muted, to_try
from greenroom.ui.review.view import OpenedAnswer
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.text import label, paragraph

_RULES = {"yes": ("check", "good"), "no": ("cross", "warn"), "n/a": ("minus", "muted")}


class StructurePane(Pane):
    """Missing elements first, for these are to be worked on; then what was there."""

    def __init__(self) -> None:
        super().__init__("Structure")
        self._shown: object = None
        self._missing: dict[str, QWidget] = {}

    def show_answer(self, opened: OpenedAnswer) -> None:
        """Show the structure of one answer."""
        analysis = opened.analysis
        structure = analysis.structure if analysis else None
        if (opened.id, structure) == self._shown:
            return
        self._shown = (opened.id, structure)
        self.clear()
        self._missing = {}
        if structure:
            self._add_structure(structure)
        else:
            reason = analysis.structure_remark if analysis else opened.shown.remark
            self.add(paragraph(reason, tone="muted"))
        self.end()

    def show_missing(self, title: str) -> None:
        """Bring what was missing into view."""
        if widget := self._missing.get(title):
            self.ensureWidgetVisible(widget)

    def _add_structure(self, structure: AnswerStructure) -> None:
        self.add(label(structure.title, Type.TITLE))
        if structure.summary:
            self.add(muted(structure.summary))
        self.add(muted(SCORE_MEANING))
        if structure.missing:
            self.add_heading("Missing")
            for missing in structure.missing:
                self._add_missing(missing)
        if structure.found:
            self.add_heading("There")
            for found in structure.found:
                self._add_found(found)
        if structure.rules:
            self.add_heading("Order")
            for rule in structure.rules:
                self._add_rule(rule)
        self.add(Derivation(structure))

    def _add_missing(self, missing: MissingElement) -> None:
        parts: list[QWidget] = [label(missing.title, Type.STRONG)]
        parts += [paragraph(missing.advice or missing.what)]
        parts += [to_try(missing.next_sentence)] if missing.next_sentence else []
        whole = beside(Swatch(None), *parts)
        whole.setContentsMargins(0, 0, 0, Space.TIGHT)
        self._missing[missing.title] = whole
        self.add(whole)

    def _add_found(self, found: FoundElement) -> None:
        title = label(found.title, Type.STRONG)
        title.setToolTip(found.what)
        self.add(beside(Swatch(found.place), title, *self.moments(found.moments[:MOST_MOMENTS])))

    def _add_rule(self, rule: RuleVerdict) -> None:
        icon, role = _RULES[rule.kept]
        parts: list[QWidget] = [label(f"{rule.title}: {rule.verdict}")]
        parts += [muted(rule.advice)] if rule.advice else []
        self.add(beside(IconMark(icon, role, 18), *parts))


class Derivation(QWidget):
    """How the score came about: each line of it, shown on demand."""

    def __init__(self, structure: AnswerStructure) -> None:
        super().__init__()
        column = _column(self)
        self._switch = Button(f"How the score of {structure.score} is made up", "down", "quiet")
        self._switch.clicked.connect(self._toggle)
        column.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines = QWidget()
        lines = _column(self._lines)
        for part in structure.derivation:
            lines.addWidget(_points(part.what, f"{part.points:g} of {part.of:g}"))
        lines.addWidget(
            muted(
                "This counts parts; it does not grade you. 100 means that all of them were there."
            )
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
    row.addWidget(label(what, Type.SMALL), 1)
    row.addWidget(label(points, Type.SMALL, "muted"))
    return whole
