"""The mark that lights up when text goes out, and says to where."""

from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from greenroom.ui.stage.view import Outgoing
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.text import label, set_tone

LIT_MS: Final = 2_500
"""So long a sending is seen; after it the mark stays, and is quiet."""

_ICON = 16


class OutgoingMark(QWidget):
    """Hidden while nothing was sent; amber where text leaves the computer."""

    def __init__(self) -> None:
        super().__init__()
        self._outgoing: Outgoing | None = None
        self._tone = "muted"
        self._icon, self._text = QLabel(), label("", Type.SMALL, "muted")
        self._icon.setFixedWidth(_ICON)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self._calm = QTimer(self, singleShot=True, interval=LIT_MS)
        self._calm.timeout.connect(lambda: self._paint("muted"))
        self.hide()

    def show_outgoing(self, outgoing: Outgoing | None) -> None:
        """Light up for each sending that is new."""
        before, self._outgoing = self._outgoing, outgoing
        self.setVisible(outgoing is not None)
        if outgoing and outgoing != before:
            here = "" if outgoing.leaves else ", on this computer"
            self._text.setText(f"Text goes to {outgoing.to}{here}")
            self.setToolTip("Words only, never sound. See the preferences for what is sent.")
            self._paint("warn" if outgoing.leaves else "accent")
            self._calm.start()

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._outgoing:
            self._paint(self._tone)

    def _paint(self, tone: str) -> None:
        self._tone = tone
        set_tone(self._text, tone)
        self._icon.setPixmap(icons.pixmap("export", tone, _ICON, self.devicePixelRatioF()))
