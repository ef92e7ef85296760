"""What to change and what went well, each with its moments; then a model's opinion, if any."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.feedback.feedback import Remark
from greenroom.feedback.moments import MOST_MOMENTS
from greenroom.feedback.presentation.answer_presentation import AnalysisPresentation
from greenroom.feedback.presentation.display_text import WENT_WELL
from greenroom.feedback.presentation.second_opinion import (
    ABOUT_STRONGER,
    HEADING,
    STRONGER,
    TO_CHANGE_FIRST,
    ProposedLevel,
    SecondOpinion,
)
from greenroom.ui.review.pane import MARK_WIDTH, IconMark, Pane, beside, muted, to_try
from greenroom.ui.review.view import OpenedAnswer
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card, rule
from greenroom.ui.widgets.text import label, paragraph

_STEP = 14
_GAP = 3
_STEP_HEIGHT = 8
_RANGE = 28  # as wide as two numbers, so that the steps stand below one another


class FeedbackPane(Pane):
    """At most three priorities, then what went well, then what a language model proposed."""

    def __init__(self) -> None:
        super().__init__("Feedback")
        self._shown: object = None

    def show_answer(self, opened: OpenedAnswer) -> None:
        """Show the feedback on one answer."""
        analysis, remark = opened.analysis, opened.shown.remark
        feedback = (analysis.feedback, analysis.second_opinion) if analysis else None
        shown = (opened.id, feedback, remark)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        if analysis is None:
            self.add(paragraph(remark, tone="muted"))
        elif not analysis.feedback.enough:
            self._add_insufficient(analysis.feedback.remark)
        else:
            self._add_analysis(analysis)
        self.end()

    def _add_insufficient(self, reason: str) -> None:
        self.add(_notice(reason))
        self.add(muted("Your recording and its transcript are saved. Try the question again."))

    def _add_analysis(self, analysis: AnalysisPresentation) -> None:
        if analysis.sound_remark:
            self.add(_notice(analysis.sound_remark))
        for number, remark in enumerate(analysis.feedback.priorities, start=1):
            self._add_priority(number, remark)
        if not analysis.feedback.priorities:
            self.add(paragraph("Nothing stands out as the first thing to change."))
        self._add_strengths(analysis.feedback.strengths)
        if analysis.second_opinion:
            self.add(SecondOpinionCard(self, analysis.second_opinion))

    def _add_priority(self, number: int, remark: Remark) -> None:
        parts: list[QWidget] = [paragraph(remark.title, Type.TITLE), paragraph(remark.advice)]
        parts += [muted(remark.why)] if remark.why else []
        parts += self.moments(remark.evidence[:MOST_MOMENTS])
        parts += [to_try(remark.try_next)] if remark.try_next else []
        whole = beside(Badge(number), *parts)
        whole.setAccessibleName(f"Priority {number}: {remark.title}")
        whole.setContentsMargins(0, 0, 0, Space.SNUG)
        self.add(whole)

    def _add_strengths(self, strengths: tuple[Remark, ...]) -> None:
        if not strengths:
            return
        self.add_heading(WENT_WELL)
        for remark in strengths:
            parts: list[QWidget] = [label(remark.title, Type.STRONG), muted(remark.advice)]
            parts += self.moments(remark.evidence[:1])
            self.add(beside(IconMark("check", "good"), *parts))


class Badge(QWidget):
    """The number of a priority in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(MARK_WIDTH, MARK_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a filled circle with the number in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(self.rect())
        painter.setFont(fonts.font(Type.STRONG))
        painter.setPen(color("on_accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class SecondOpinionCard(Card):
    """What a language model proposed, apart from all else and with its name on it."""

    def __init__(self, pane: Pane, opinion: SecondOpinion) -> None:
        super().__init__(inset=Space.NORMAL)
        self.setAccessibleName(HEADING)
        self.column.setSpacing(Space.TIGHT)
        self._add(label(HEADING, Type.TITLE), muted(f"From {opinion.source}. {opinion.meaning}"))
        for level in opinion.levels:
            self._add(rule(), _level_heading(level))
            if level.reason:
                self._add(paragraph(level.reason, Type.SMALL))
            if level.moment:
                self._add(pane.moment(level.moment))
        if opinion.improvement:
            self._add(rule(), label(TO_CHANGE_FIRST, Type.STRONG))
            self._add(paragraph(opinion.improvement))
        if opinion.stronger:
            self._add(rule(), label(STRONGER, Type.STRONG))
            self._add(paragraph(opinion.stronger_text), muted(ABOUT_STRONGER))

    def _add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)


class Steps(QWidget):
    """Five steps, those of the level filled."""

    def __init__(self, steps: Iterable[bool]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self.setFixedSize(len(self._steps) * (_STEP + _GAP), _STEP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them in the colors of the scheme that is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, filled in enumerate(self._steps):
            painter.setBrush(color("accent" if filled else "line"))
            step = QRectF(place * (_STEP + _GAP), 0, _STEP, _STEP_HEIGHT)
            painter.drawRoundedRect(step, _STEP_HEIGHT / 2, _STEP_HEIGHT / 2)


def _level_heading(level: ProposedLevel) -> QWidget:
    whole = QWidget()
    whole.setAccessibleName(f"{level.title}: {level.range}")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.TIGHT)
    row.addWidget(label(level.title, Type.STRONG), 1)
    if level.moment:
        row.addWidget(Steps(level.steps))
    words = label(level.range, tone="text" if level.moment else "muted")
    words.setMinimumWidth(_RANGE)
    row.addWidget(words)
    return whole


def _notice(text: str) -> Card:
    card = Card("warn", inset=Space.SNUG)
    card.column.addWidget(beside(IconMark("warning", "warn"), paragraph(text)))
    return card
