"""What a language model proposed, apart from all else and with its name on it."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.feedback.render.llm_judgment_view import (
    HEADING,
    JudgementView,
    LevelView,
)
from greenroom.ui.review.pane import Pane, muted
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card, rule
from greenroom.ui.widgets.text import label, paragraph

_STEP = 14
_GAP = 3
_HEIGHT = 8
_RANGE = 28
"""As wide as two numbers, so that the steps stand below one another."""


class SecondOpinion(Card):
    """A card in a pane; its quotes are heard like all others."""

    def __init__(self, pane: Pane, judgement: JudgementView) -> None:
        super().__init__(inset=Space.NORMAL)
        self.setAccessibleName(HEADING)
        self.column.setSpacing(Space.TIGHT)
        self._add(
            label(HEADING, Type.TITLE), muted(f"From {judgement.source}. {judgement.meaning}")
        )
        for level in judgement.levels:
            self._add(rule(), _heading(level))
            if level.reason:
                self._add(paragraph(level.reason, Type.SMALL))
            if level.moment:
                self._add(pane.moment(level.moment.quote, level.moment.span))
        if judgement.improvement:
            self._add(rule(), label("To change first", Type.STRONG))
            self._add(paragraph(judgement.improvement))
        if judgement.stronger:
            self._add(rule(), label("Your answer, stronger", Type.STRONG))
            self._add(paragraph(judgement.stronger_text))
            self._add(muted("Made from your own words; only you can fill the gaps."))

    def _add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)


class Steps(QWidget):
    """Five steps, those of the level filled."""

    def __init__(self, steps: Iterable[bool]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self.setFixedSize(len(self._steps) * (_STEP + _GAP), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colours of the scheme that is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, filled in enumerate(self._steps):
            painter.setBrush(color("accent" if filled else "line"))
            step = QRectF(place * (_STEP + _GAP), 0, _STEP, _HEIGHT)
            painter.drawRoundedRect(step, _HEIGHT / 2, _HEIGHT / 2)


def _heading(level: LevelView) -> QWidget:
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
