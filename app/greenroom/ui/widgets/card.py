"""Cards: a surface on the canvas that holds what belongs together."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from greenroom.ui.theme.tokens import Space

Ground = Literal["plain", "accent", "good", "warn", "bad"]


class Card(QFrame):
    """A frame with a column inside; add to `column`."""

    def __init__(self, ground: Ground = "plain", inset: Space = Space.ROOMY) -> None:
        super().__init__()
        self.setProperty("card", ground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(inset, inset, inset, inset)
        self.column.setSpacing(Space.SNUG)

    def set_ground(self, ground: Ground) -> None:
        """Choose another color, as when something becomes ready."""
        if self.property("card") != ground:
            self.setProperty("card", ground)
            self.style().unpolish(self)
            self.style().polish(self)


def rule() -> QWidget:
    """Make a hairline between two parts of a card."""
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedHeight(1)
    return line


def empty(layout: QLayout) -> None:
    """Take everything out; widgets vanish at once and are deleted when nothing uses them."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
