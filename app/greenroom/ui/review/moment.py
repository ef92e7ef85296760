"""A moment of the answer as a button: what was said there, and when; a click plays it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type

_ICON = 16
_HEIGHT = 32


class MomentButton(QAbstractButton):
    """One line: a triangle, the quote, its time."""

    def __init__(self, quote: str, span: Span) -> None:
        super().__init__()
        self.span = span
        self.setText(f"“{quote}”" if quote else "Hear this")
        self.setToolTip(self.text())
        self.setAccessibleName(f"Hear {self.text()}, at {clock(span.start)}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It may shrink; what does not fit is shortened."""
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground while under the pointer."""
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
