"""The navigation rail: the screens that one can go to, at the left edge of the window."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from greenroom.paths import shipped
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type

RAIL_WIDTH = 92
_ITEM = QSize(76, 60)
_MARK = 40


class RailItem(QAbstractButton):
    """One screen: icon above its title."""

    def __init__(self, icon: str, title: str, shortcut: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # also tells screen readers that one of them is chosen
        self.setFixedSize(_ITEM)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)
        self.setShortcut(QKeySequence(shortcut))
        self.setToolTip(f"{title} ({QKeySequence(shortcut).toString(_NATIVE)})")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and title, on a soft ground while chosen or under the pointer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "accent" if self.isChecked() else "muted"
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(color("accent_soft"))
        elif self.underMouse():
            painter.setBrush(color("sunken"))
        painter.drawRoundedRect(ground, SMALL_RADIUS, SMALL_RADIUS)
        picture = icons.pixmap(self._icon, role, 22, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - 22) // 2, 9, picture)
        painter.setFont(fonts.font(Type.CAPTION))
        painter.setPen(color("text" if self.isChecked() else "muted"))
        below = self.rect().adjusted(0, 34, 0, -6)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """All screens that can be gone to; Ctrl+1, Ctrl+2 … go there, too."""

    wanted = Signal(str)
    """The name of a screen that the user wants to see."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(RAIL_WIDTH)
        self.setAccessibleName("Screens")
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.TIGHT, Space.NORMAL, Space.TIGHT, Space.NORMAL)
        self._column.setSpacing(Space.HAIR)
        self._column.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(Space.SNUG)
        self._column.addStretch(1)

    def add(self, name: str, title: str, icon: str, *, at_foot: bool = False) -> None:
        """Add a screen, above the others or at the foot of the rail."""
        item = RailItem(icon, title, f"Ctrl+{len(self._items) + 1}")
        item.clicked.connect(lambda: self.wanted.emit(name))
        self._group.addButton(item)
        self._items[name] = item
        place = self._column.count() if at_foot else self._stretch()
        self._column.insertWidget(place, item)

    def mark(self, name: str) -> None:
        """Show which screen is shown; none for one that is not in the rail."""
        self._group.setExclusive(False)
        for screen, item in self._items.items():
            item.setChecked(screen == name)
        self._group.setExclusive(True)

    def _stretch(self) -> int:
        """Return the place of the stretch between the screens and those at the foot."""
        places = range(self._column.count())
        return next(place for place in places if self._column.stretch(place))


class _Mark(QWidget):
    """The program's own mark."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_MARK, _MARK)
        self.setAccessibleName("Greenroom")
        self._picture = QSvgRenderer(str(shipped("assets") / "greenroom.svg"), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it sharp at any scale."""
        painter = QPainter(self)
        self._picture.render(painter, QRectF(self.rect()))


_NATIVE = QKeySequence.SequenceFormat.NativeText
