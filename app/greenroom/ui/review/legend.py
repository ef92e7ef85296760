"""The legend of the marks: what they mean, how many there are; a click hides or shows a kind."""

from collections import Counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from greenroom.ui.review import marks
from greenroom.ui.review.view import Mark, MarkKind
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type

_HEIGHT = 28
_SIGN = 12


class Legend(QWidget):
    """One item per kind of mark that the answer has."""

    changed = Signal(object)
    """The kinds that are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        self._items = {kind: Item(kind) for kind in marks.NAMES}
        for item in self._items.values():
            item.toggled.connect(lambda _: self.changed.emit(self.kinds))
            row.addWidget(item)

    @property
    def kinds(self) -> frozenset[str]:
        """What is to be shown."""
        return frozenset(kind for kind, item in self._items.items() if item.isChecked())

    def show_marks(self, found: tuple[Mark, ...]) -> None:
        """How many there are of each kind."""
        counts = Counter(mark.kind for mark in found)
        for kind, item in self._items.items():
            item.set_count(counts[kind])


class Item(QAbstractButton):
    """The sign of a kind, its count and name; struck through while hidden."""

    def __init__(self, kind: MarkKind) -> None:
        super().__init__()
        self._kind: MarkKind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, count: int) -> None:
        """So many there are; none is not shown."""
        one, many = marks.NAMES[self._kind]
        self.setText(f"{count} {one if count == 1 else many}")
        self.setAccessibleName(self.text())
        self.setToolTip(f"Show or hide the {many}")
        self.setVisible(count > 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Sign and text."""
        width = QFontMetrics(fonts.font(Type.SMALL)).horizontalAdvance(self.text())
        return QSize(width + _SIGN + 3 * Space.TIGHT, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Quiet; the ground says that it can be clicked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(color("sunken"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, SMALL_RADIUS, SMALL_RADIUS)
        self._paint_sign(painter)
        font = fonts.font(Type.SMALL)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(color("muted"))
        inside = self.rect().adjusted(2 * Space.TIGHT + _SIGN, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_sign(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(marks.ROLES[self._kind] if self.isChecked() else "line"))
        left, middle = float(Space.TIGHT), self.height() / 2
        if self._kind == "filled_pause":
            painter.drawEllipse(QPointF(left + _SIGN / 2, middle), 4, 4)
        else:
            painter.drawRoundedRect(QRectF(left, middle - 2, _SIGN, 4), 2, 2)
