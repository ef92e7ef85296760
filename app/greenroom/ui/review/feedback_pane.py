"""What to change and what went well, each with its moments; behind it a model's opinion, if any."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from greenroom.feedback.feedback import Remark
from greenroom.ui.review.pane import Pane, beside, moments, muted, to_try
from greenroom.ui.review.second_opinion import SecondOpinion
from greenroom.ui.review.view import Opened
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.text import label, paragraph

_MOST_MOMENTS = 3
_BADGE = 26


class FeedbackPane(Pane):
    """At most three priorities, then what went well, then what a language model proposed."""

    def __init__(self) -> None:
        super().__init__("Feedback")
        self._shown: object = None

    def show_answer(self, opened: Opened) -> None:
        """The feedback on one answer."""
        known = opened.known
        found = (known.feedback, known.judgement) if known else None
        shown = (opened.id, found, opened.remark)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        if known is None:
            self.add(paragraph(opened.remark, tone="muted"))
        elif not known.feedback.enough:
            self._add_insufficient(known.feedback.remark)
        else:
            if known.sound_remark:
                self.add(_notice(known.sound_remark))
            for number, remark in enumerate(known.feedback.priorities, start=1):
                self._add_priority(number, remark)
            if not known.feedback.priorities:
                self.add(paragraph("Nothing stands out that should change first."))
            self._add_strengths(known.feedback.strengths)
            if known.judgement:
                self.add(SecondOpinion(self, known.judgement))
        self.end()

    def _add_insufficient(self, reason: str) -> None:
        self.add(_notice(reason))
        self.add(muted("The recording and its words are kept. Try the question again."))

    def _add_priority(self, number: int, remark: Remark) -> None:
        parts: list[QWidget] = [paragraph(remark.title, Type.TITLE), paragraph(remark.advice)]
        parts += [muted(remark.why)] if remark.why else []
        parts += moments(self, remark.evidence, _MOST_MOMENTS)
        parts += [to_try(remark.try_next)] if remark.try_next else []
        whole = beside(Badge(number), *parts)
        whole.setAccessibleName(f"Priority {number}: {remark.title}")
        whole.setContentsMargins(0, 0, 0, Space.SNUG)
        self.add(whole)

    def _add_strengths(self, strengths: tuple[Remark, ...]) -> None:
        if not strengths:
            return
        self.add_heading("What went well")
        for remark in strengths:
            parts: list[QWidget] = [label(remark.title, Type.STRONG), muted(remark.advice)]
            parts += moments(self, remark.evidence, 1)
            self.add(beside(Picture("check", "good"), *parts))


class Badge(QWidget):
    """The number of a priority in a circle."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(_BADGE, _BADGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(self.rect())
        painter.setFont(fonts.font(Type.STRONG))
        painter.setPen(color("on_accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class Picture(QWidget):
    """An icon that says what kind of line it is."""

    def __init__(self, icon: str, role: str, size: int = 20) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        self.setFixedSize(QSize(_BADGE, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colours of the scheme that is shown."""
        picture = icons.pixmap(self._icon, self._role, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - self._size) // 2, 0, picture)


def _notice(text: str) -> Card:
    card = Card("warn", inset=Space.SNUG)
    words: QLabel = paragraph(text)
    card.column.addWidget(beside(Picture("warning", "warn"), words))
    return card
