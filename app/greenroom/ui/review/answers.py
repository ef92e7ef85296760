"""The answers of the session: which one is opened, what can be done with it, the others."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenroom.ui.review.view import AnswerHead, OpenedAnswer, ReviewView
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.choice import Select
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph

WIDTH = 236
_INDENT = 16
_NO_TAKE = ""
_ASKING_WIDTH, _TAKE_WIDTH = 156, 212


class AnswerList(ScrollingColumn):
    """One item per answer; arrow keys go from one to the next."""

    answer_wanted = Signal(str)
    """Open this answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Answers")
        self.column.setSpacing(2)
        self.column.setContentsMargins(0, 0, Space.TIGHT, 0)
        self._heads: tuple[AnswerHead, ...] = ()
        self._items: dict[str, AnswerItem] = {}
        self._group = QButtonGroup(self)
        self.column.addStretch(1)

    def show_view(self, view: ReviewView) -> None:
        """Show the answers and which one is opened."""
        if view.answers != self._heads:
            self._fill(view.answers)
        for name, item in self._items.items():
            item.setChecked(view.opened is not None and name == view.opened.id)

    def _fill(self, heads: tuple[AnswerHead, ...]) -> None:
        self._heads = heads
        for item in self._items.values():
            self._group.removeButton(item)
            item.hide()
            item.deleteLater()
        self._items = {head.id: AnswerItem(head) for head in heads}
        for place, (name, item) in enumerate(self._items.items()):
            item.clicked.connect(lambda _=False, name=name: self.answer_wanted.emit(name))
            self._group.addButton(item)
            self.column.insertWidget(place, item)


class AnswerItem(QAbstractButton):
    """One answer: what it is, and two lines of what was asked."""

    def __init__(self, head: AnswerHead) -> None:
        super().__init__()
        self._head = head
        self.setText(head.question)
        self.setToolTip(head.question)
        self.setCheckable(True)
        self.setAccessibleName(f"{head.label}: {head.question}")
        self.setAccessibleDescription(head.remark)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for a line that says what it is, and one or two for the question."""
        small = QFontMetrics(fonts.font(Type.SMALL))
        caption = QFontMetrics(fonts.font(Type.CAPTION)).lineSpacing()
        width = WIDTH - Space.TIGHT
        lines = len(two_lines(self.text(), small, width - self._left - Space.TIGHT))
        return QSize(width, caption + lines * small.lineSpacing() + 2 * Space.TIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, on a soft ground while opened or under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(color("accent_soft"))
        elif self.underMouse():
            painter.setBrush(color("sunken"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, SMALL_RADIUS, SMALL_RADIUS)
        inside = self.rect().adjusted(self._left, Space.TIGHT, -Space.TIGHT, -Space.TIGHT)
        if self._head.follow_up:
            self._paint_branch(painter)
        self._paint_words(painter, inside)

    @property
    def _left(self) -> int:
        return Space.SNUG + (_INDENT if self._head.follow_up else 0)

    def _paint_branch(self, painter: QPainter) -> None:
        painter.setPen(QPen(color("edge"), 1.5))
        x, middle = Space.SNUG + 2, Space.TIGHT + 8
        painter.drawLine(x, Space.HAIR, x, middle)
        painter.drawLine(x, middle, x + 7, middle)

    def _paint_words(self, painter: QPainter, inside: QRect) -> None:
        painter.setFont(fonts.font(Type.CAPTION))
        painter.setPen(color("accent" if self.isChecked() else "muted"))
        remark = f" · {self._head.remark}" if self._head.remark else ""
        head = painter.fontMetrics().elidedText(
            self._head.label + remark, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, head)
        below = inside.adjusted(0, painter.fontMetrics().lineSpacing() + 1, 0, 0)
        painter.setFont(fonts.font(Type.SMALL))
        painter.setPen(color("text"))
        top = below.top()
        for line in two_lines(self.text(), painter.fontMetrics(), below.width()):
            top += painter.fontMetrics().ascent()
            painter.drawText(below.left(), top, line)
            top += painter.fontMetrics().lineSpacing() - painter.fontMetrics().ascent()


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return the text on two lines at most, the second shortened."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first = ""
    for word in text.split(" "):
        longer = f"{first} {word}".strip()
        if metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    rest = text[len(first) :].strip()
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def as_choices(view: ReviewView) -> list[tuple[str, str]]:
    """Return the answers for a narrow window: one line each."""
    return [(head.id, f"{head.label}: {head.question}") for head in view.answers]


class SessionActions(QWidget):
    """Buttons that export the session, show its folder, delete it."""

    export_wanted = Signal()
    folder_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        export = Button("Export", "export", "bare")
        export.setToolTip("Save report, recordings, and captions to a folder (Ctrl+E)")
        for button, signal in (
            (export, self.export_wanted),
            (icon_button("folder", "Show the recordings in the file manager"), self.folder_wanted),
            (icon_button("trash", "Delete this session"), self.delete_wanted),
        ):
            button.clicked.connect(signal)
            row.addWidget(button)


class QuestionHead(QWidget):
    """The question, the answer in a few numbers, and another try."""

    again_wanted = Signal()
    compare_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._label = label("", Type.SMALL, "accent")
        self._question = paragraph("", Type.TITLE)
        self._question.setMaximumWidth(1100)
        self._facts = paragraph("", Type.SMALL, "muted")
        self._again = Button("Try again", "record", "primary")
        self._again.setToolTip("Answer this question again, then compare (T)")
        self._takes = Select()
        self._takes.setAccessibleName("Compare with another take")
        self._again.clicked.connect(self.again_wanted)
        self._takes.chosen.connect(self.compare_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        for widget in (self._label, self._question, self._facts):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addLayout(words, 1)
        row.addWidget(self._takes)
        row.addWidget(self._again)

    def show_view(self, view: ReviewView, *, with_question: bool) -> None:
        """Show the opened answer; without its question where that stands above already."""
        opened = view.opened
        if opened is None:
            return
        self._label.setVisible(with_question)
        self._question.setVisible(with_question)
        self._label.setText(opened.shown.label)
        self._question.setText(opened.shown.question)
        analysis = opened.analysis
        facts = " · ".join(analysis.facts) if analysis else opened.shown.remark
        self._facts.setText("Evaluating your answer again …" if opened.renewing else facts)
        self._show_takes(opened, view)

    def _show_takes(self, opened: OpenedAnswer, view: ReviewView) -> None:
        choices = [(_NO_TAKE, "Compare with …"), *((take.id, take.title) for take in opened.takes)]
        self._takes.setVisible(len(choices) > 1)
        chosen = _NO_TAKE
        if view.compared:
            both = (view.compared.earlier.id, view.compared.later.id)
            chosen = next((take_id for take_id in both if take_id != opened.id), _NO_TAKE)
        self._takes.setFixedWidth(_TAKE_WIDTH if chosen else _ASKING_WIDTH)
        self._takes.set_choices(choices, chosen)
