"""A page: a screen's heading and its content, in a column that is never too wide."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.text import label

WIDEST = 1240
"""On a wide screen the content stays together in the middle."""


class Page(QWidget):
    """A heading with room for buttons beside it in `head`; add the content to `column`."""

    def __init__(self, heading: str, *, widest: int = WIDEST) -> None:
        super().__init__()
        self._widest = widest
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.ROOMY, Space.ROOMY, Space.ROOMY, Space.SNUG)
        self.column.setSpacing(Space.NORMAL)
        self.heading = label(heading, Type.HEADING)
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        self.column.addLayout(self.head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle when the window is wide."""
        super().resizeEvent(event)
        side = max(Space.ROOMY, (self.width() - self._widest) // 2)
        self.column.setContentsMargins(side, Space.ROOMY, side, Space.SNUG)


class ScrollingColumn(QScrollArea):
    """A column of cards that scrolls up and down when there is too little room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.NORMAL)
        self.setWidget(inside)


class _Inside(QWidget):
    """As high as its texts are at its width, not as they would be when squeezed."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
