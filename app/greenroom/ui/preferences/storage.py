"""What is stored where, and how large it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.ui.preferences.view import Place
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import icon_button
from greenroom.ui.widgets.card import Card, empty, rule
from greenroom.ui.widgets.text import label, paragraph


class StorageCard(Card):
    """One line per place; a button shows it in the file manager."""

    folder_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column.setSpacing(0)
        self.column.setContentsMargins(Space.ROOMY, Space.HAIR, Space.ROOMY, Space.HAIR)
        self._places: tuple[Place, ...] = ()
        self._sizes: list[_PlaceLine] = []

    def show_places(self, places: tuple[Place, ...]) -> None:
        """Show these; where only sizes are new, the lines stay."""
        if [place.path for place in places] != [place.path for place in self._places]:
            self._rebuild(places)
        self._places = places
        for line, place in zip(self._sizes, places, strict=True):
            line.show_size(place.size)

    def _rebuild(self, places: tuple[Place, ...]) -> None:
        empty(self.column)
        self._sizes = []
        for place in places:
            if self._sizes:
                self.column.addWidget(rule())
            line = _PlaceLine(place)
            line.wanted.connect(self.folder_wanted)
            self._sizes.append(line)
            self.column.addWidget(line)


class _PlaceLine(QWidget):
    wanted = Signal(str)

    def __init__(self, place: Place) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.SNUG, 0, Space.SNUG)
        row.setSpacing(Space.NORMAL)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(place.title, Type.STRONG))
        words.addWidget(paragraph(place.what, Type.SMALL, "muted"))
        words.addWidget(label(place.path, Type.SMALL, "muted"))
        row.addLayout(words, 1)
        self._size = label(role=Type.BODY)
        row.addWidget(self._size)
        button = icon_button("folder", f"Show the folder: {place.title}", "plain")
        button.clicked.connect(lambda: self.wanted.emit(place.path))
        row.addWidget(button)

    def show_size(self, size: str) -> None:
        """How large it is; three dots while that is being counted."""
        self._size.setText(size or "…")
