"""The message bar: one sentence at the foot of the window, with a way back where there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, icon_button
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.text import paragraph

Mood = Literal["plain", "good", "warn", "bad"]

STAY_MS = 8_000
"""How long a message stays that asks nothing."""

_ICONS: dict[Mood, tuple[str, str]] = {
    "plain": ("info", "muted"),
    "good": ("check", "good"),
    "warn": ("warning", "warn"),
    "bad": ("warning", "bad"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the user.

    Attributes:
        sentence: what happened.
        hint: what to do next; may be empty.
        mood: how it looks; warnings and worse stay until they are closed.
        action: the text of a button, such as "Undo"; empty for none.
        act: called when that button is pressed, at most once.
        gone: called when the message goes without that; what could be undone is done then.
    """

    sentence: str
    hint: str = ""
    mood: Mood = "plain"
    action: str = ""
    act: Callable[[], None] | None = None
    gone: Callable[[], None] | None = None


class MessageBar(Card):
    """One message at a time; a new one takes the place of the last."""

    def __init__(self) -> None:
        super().__init__(inset=Space.SNUG)
        self._message: Message | None = None
        self._picture = QLabel()
        self._sentence = paragraph(role=Type.STRONG)
        self._hint = paragraph(tone="muted")
        self._action = Button(kind="quiet")
        self._action.clicked.connect(self._act)
        self._close = icon_button("cross", "Close this message")
        self._close.clicked.connect(self.dismiss)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.dismiss)
        self._lay_out()
        self.setVisible(False)

    @property
    def message(self) -> Message | None:
        """Return what is shown just now."""
        return self._message

    def show_message(self, message: Message) -> None:
        """Show this one, and say it to screen readers."""
        self.dismiss()
        self._message = message
        self._sentence.setText(message.sentence)
        self._hint.setText(message.hint)
        self._hint.setVisible(bool(message.hint))
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        self.set_ground(message.mood)
        self._paint_icon()
        self.setVisible(True)
        if message.mood in ("plain", "good"):
            self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.sentence))

    def dismiss(self) -> None:
        """Close the message; what could be undone is now done."""
        message, self._message = self._message, None
        self._timer.stop()
        self.setVisible(False)
        if message and message.gone:
            message.gone()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._message:
            self._paint_icon()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.SNUG)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QFrame()
        column = type(self.column)(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._sentence)
        column.addWidget(self._hint)
        row.addWidget(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.column.addLayout(row)

    def _paint_icon(self) -> None:
        assert self._message is not None
        name, role = _ICONS[self._message.mood]
        self._picture.setPixmap(icons.pixmap(name, role, 20, self.devicePixelRatioF()))

    def _act(self) -> None:
        message, self._message = self._message, None
        self.dismiss()
        if message and message.act:
            message.act()
