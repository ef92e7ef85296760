"""Where the user's data goes: what leaves this computer, and what is stored where."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.ui.preferences.view import Place
from greenroom.ui.services.shared_views import Leaving
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import icon_button
from greenroom.ui.widgets.card import Card, empty, rule
from greenroom.ui.widgets.text import label, paragraph


class PrivacyCard(Card):
    """What leaves: green while nothing does, amber as soon as something may."""

    def __init__(self) -> None:
        super().__init__("good")
        self._leaving = Leaving()
        self._mark = QLabel()
        self._mark.setFixedWidth(24)
        self._sentence = label(role=Type.TITLE)
        self._details = QVBoxLayout()
        self._details.setSpacing(Space.TIGHT)
        row = QHBoxLayout()
        row.setSpacing(Space.NORMAL)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(self._sentence)
        words.addLayout(self._details)
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.show_leaving(self._leaving)

    def show_leaving(self, leaving: Leaving) -> None:
        """Show what leaves."""
        self._leaving = leaving
        self._sentence.setText(leaving.sentence)
        empty(self._details)
        for detail in leaving.details:
            self._details.addWidget(paragraph(detail))
        self.set_ground("warn" if leaving.active else "good")
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the mark with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._paint()

    def _paint(self) -> None:
        name, role = ("export", "warn") if self._leaving.active else ("lock", "good")
        self._mark.setPixmap(icons.pixmap(name, role, 24, self.devicePixelRatioF()))


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
    """What is kept in one place, where that is, and how large it is."""

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
        """Show how large it is; three dots while that is being counted."""
        self._size.setText(size or "…")
