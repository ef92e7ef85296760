"""What leaves this computer: nothing, or exactly what."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from greenroom.ui.services.shared_views import Leaving
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.text import label, paragraph


class PrivacyCard(Card):
    """Green while nothing leaves, amber as soon as something may."""

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
        """Recolour the mark with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._paint()

    def _paint(self) -> None:
        name, role = ("export", "warn") if self._leaving.active else ("lock", "good")
        self._mark.setPixmap(icons.pixmap(name, role, 24, self.devicePixelRatioF()))
