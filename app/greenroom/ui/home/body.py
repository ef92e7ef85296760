"""How the cards of the home screen lie: side by side, or below one another where room is short."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.ui.theme.tokens import Space
from greenroom.ui.widgets.page import ScrollingColumn

_SIDE = 388
_ROOM = (1084, 470)
"""The least width and height at which the cards lie side by side."""


class Body(QWidget):
    """The main card, and the others at its side; the main one never scrolls away from there."""

    def __init__(self, main: QWidget, others: tuple[QWidget, ...]) -> None:
        super().__init__()
        self._main = main
        self._others = others
        self._stacked: bool | None = None
        self._side, self._all = ScrollingColumn(), ScrollingColumn()
        self._side.setFixedWidth(_SIDE)
        for column in (self._side.column, self._all.column):
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.NORMAL)
        self._row.addWidget(self._side)
        self._row.addWidget(self._all)
        self._arrange(stacked=False)

    def minimumSizeHint(self) -> QSize:
        """Return what the cards need below one another, or they would never come to lie so."""
        self._main.ensurePolished()
        column = self._all.minimumSizeHint()
        return QSize(max(column.width(), self._main.minimumSizeHint().width()), column.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < _ROOM[0] or self.height() < _ROOM[1])

    def _arrange(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        if stacked:
            self._all.column.addWidget(self._main)
        else:
            self._row.insertWidget(0, self._main, 1)
        for card in self._others:
            (self._all if stacked else self._side).column.addWidget(card)
        self._all.setVisible(stacked)
        self._side.setVisible(not stacked)
