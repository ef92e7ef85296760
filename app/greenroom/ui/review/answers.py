"""The answers of the session: which one is opened, and which could be."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy

from greenroom.ui.review.view import AnswerHead, ReviewView
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.page import ScrollingColumn

WIDTH = 236
_INDENT = 16


class AnswerList(ScrollingColumn):
    """One item per answer; arrow keys go from one to the next."""

    wanted = Signal(str)
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
            item.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
            self._group.addButton(item)
            self.column.insertWidget(place, item)


class AnswerItem(QAbstractButton):
    """What it is, and two lines of what was asked."""

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
        """A line for what it is, one or two for the question."""
        small = QFontMetrics(fonts.font(Type.SMALL))
        caption = QFontMetrics(fonts.font(Type.CAPTION)).lineSpacing()
        width = WIDTH - Space.TIGHT
        lines = len(two_lines(self.text(), small, width - self._left - Space.TIGHT))
        return QSize(width, caption + lines * small.lineSpacing() + 2 * Space.TIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground while it is opened or under the pointer."""
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
    """The text on two lines at most, the second shortened."""
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
    """The same for a narrow window: one line each."""
    return [(head.id, f"{head.label}: {head.question}") for head in view.answers]
