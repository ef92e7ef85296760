"""A pane of the review and what it is made of: moments to hear, icons, swatches, advice."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenroom.feedback.feedback import Moment
from greenroom.formatting import clock
from greenroom.ui.review.strips import element_color
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.page import ScrollingColumn
from greenroom.ui.widgets.text import label, paragraph

MARK_WIDTH = 26
"""Of a number or icon at the left of a remark, in pixels."""

_ICON = 16
_MOMENT_HEIGHT = 32
_SWATCH = 16


class Pane(ScrollingColumn):
    """A column that scrolls and is filled for each answer; its moments ask to be heard."""

    part_wanted = Signal(object)
    """Hear this span."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.column.setContentsMargins(Space.HAIR, Space.HAIR, Space.SNUG, Space.NORMAL)
        self.column.setSpacing(Space.TIGHT)

    def clear(self) -> None:
        """Empty the column and go back to its top."""
        empty(self.column)
        self.verticalScrollBar().setValue(0)

    def add(self, widget: QWidget) -> None:
        """Add one more below the others."""
        self.column.addWidget(widget)

    def add_heading(self, text: str) -> None:
        """Add the heading of what follows."""
        heading = label(text, Type.STRONG)
        heading.setContentsMargins(0, Space.SNUG if self.column.count() else 0, 0, 0)
        self.add(heading)

    def moment(self, moment: Moment) -> "MomentButton":
        """Return a button that plays a moment."""
        button = MomentButton(moment)
        button.clicked.connect(lambda: self.part_wanted.emit(moment.span))
        return button

    def moments(self, moments: Iterable[Moment]) -> list["MomentButton"]:
        """Return a button for each moment."""
        return [self.moment(moment) for moment in moments]

    def end(self) -> None:
        """Keep what was added together at the top."""
        self.column.addStretch(1)


class MomentButton(QAbstractButton):
    """A moment of the answer on one line: a triangle, the quote, its time; a click plays it."""

    def __init__(self, moment: Moment) -> None:
        super().__init__()
        self.span = moment.span
        self.setText(f"“{moment.quote}”" if moment.quote else "Hear this")
        self.setToolTip(self.text())
        self.setAccessibleName(f"Hear {self.text()}, at {clock(moment.span.start)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a width that grows with the room there is."""
        return QSize(200, _MOMENT_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return less width: what does not fit is shortened."""
        return QSize(80, _MOMENT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint triangle and words, on a soft ground while under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_soft" if self.underMouse() else "sunken"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, SMALL_RADIUS, SMALL_RADIUS)
        icon = icons.pixmap("play", "accent", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(Space.TIGHT, (self.height() - _ICON) // 2, icon)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(fonts.font(Type.SMALL))
        time = clock(self.span.start)
        width = painter.fontMetrics().horizontalAdvance(time)
        inside = self.rect().adjusted(2 * Space.TIGHT + _ICON, 0, -Space.SNUG, 0)
        painter.setPen(color("muted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, time)
        painter.setPen(color("text"))
        room = inside.adjusted(0, 0, -width - Space.SNUG, 0)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


class IconMark(QWidget):
    """An icon that says what kind of line it is."""

    def __init__(self, icon: str, role: str, size: int = 20) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        self.setFixedSize(QSize(MARK_WIDTH, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colors of the scheme that is shown."""
        picture = icons.pixmap(self._icon, self._role, self._size, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - self._size) // 2, 0, picture)


class Swatch(QWidget):
    """The color of an element on the timeline; an empty frame for one that is missing."""

    def __init__(self, place: int | None) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(_SWATCH + 4, _SWATCH + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in the colors of the scheme that is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 3, -3, -1)
        if self._place is None:
            painter.setPen(QPen(color("edge"), 1.5, Qt.PenStyle.DashLine))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(element_color(self._place))
        painter.drawRoundedRect(area, 4, 4)


def to_try(sentence: str) -> QWidget:
    """Return a sentence to try, set off from advice."""
    card = Card("accent", inset=Space.SNUG)
    card.column.setSpacing(2)
    card.column.addWidget(label("Try", Type.CAPTION, "accent"))
    card.column.addWidget(paragraph(f"“{sentence}”"))
    return card


def beside(left: QWidget, *right: QWidget) -> QWidget:
    """Return a mark or number at the left of a column."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.SNUG)
    side = QVBoxLayout()
    side.addWidget(left)
    side.addStretch(1)
    row.addLayout(side)
    column = QVBoxLayout()
    column.setSpacing(Space.HAIR + 2)
    for widget in right:
        column.addWidget(widget)
    row.addLayout(column, 1)
    return whole


def muted(text: str) -> QLabel:
    """Return a paragraph in small, quiet letters."""
    return paragraph(text, Type.SMALL, "muted")
