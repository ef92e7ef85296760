"""A control with its title and a line that explains it; what forms are made of."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.text import label, paragraph


class Field(QWidget):
    """Title above, control below, explanation last.

    The control takes title and explanation as its accessible name and description.
    """

    def __init__(self, title: str, control: QWidget, about: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR + 2)
        heading = label(title, Type.SMALL, "muted")
        heading.setBuddy(control)
        column.addWidget(heading)
        column.addWidget(control)
        if about:
            column.addWidget(paragraph(about, Type.CAPTION, "muted"))
        name(control, title, about)


class Line(QWidget):
    """Title and explanation on the left, control on the right: one line of the preferences."""

    def __init__(self, title: str, control: QWidget, about: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.SNUG, 0, Space.SNUG)
        row.setSpacing(Space.ROOMY)
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = label(title, Type.STRONG)
        heading.setBuddy(control)
        words.addWidget(heading)
        if about:
            words.addWidget(paragraph(about, Type.SMALL, "muted"))
        row.addLayout(words, 1)
        row.addWidget(control)
        name(control, title, about)


def name(control: QWidget, title: str, about: str = "") -> None:
    """What a screen reader says of a control."""
    control.setAccessibleName(title)
    control.setAccessibleDescription(about)
