"""Buttons: with a text, an icon, or both; their icons follow the colour scheme."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, SMALL_RADIUS
from greenroom.ui.widgets.ring import paint_ring

Kind = Literal["plain", "primary", "quiet", "bare", "danger"]

_ICON_ROLES: dict[Kind, str] = {
    "plain": "text", "primary": "on_accent", "quiet": "accent", "bare": "text", "danger": "bad",
}  # fmt: skip

_RING_INSET = 3
_GAP = 6  # between icon and text; Qt's own is too narrow


class Button(QPushButton):
    """A button.

    One primary button per screen at most: the thing to do next. Quiet ones are for what is
    seldom wanted, bare ones stand among text, danger is for what cannot be undone.
    """

    def __init__(self, text: str = "", icon: str = "", kind: Kind = "plain") -> None:
        super().__init__(text)
        self._icon = icon
        self._kind: Kind = kind
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        gap = _GAP if text else 0
        self.setIconSize(QSize(icons.SIZE + gap, icons.SIZE))
        self._show_icon()

    def set_icon(self, name: str) -> None:
        """Another icon, such as pause for play."""
        if name != self._icon:
            self._icon = name
            self._show_icon()

    def make_large(self) -> "Button":
        """For the main action of a screen."""
        self.setProperty("grade", "large")
        return self

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as its style draws it."""
        super().paintEvent(event)
        self.paint_ring(QPainter(self))

    def paint_ring(self, painter: QPainter) -> None:
        """The focus of a primary button, inside: at its edge nothing contrasts with the accent."""
        if self._kind == "primary" and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corner = SMALL_RADIUS - _RING_INSET
            paint_ring(painter, self.rect(), corner, inset=_RING_INSET, role="on_accent")

    def changeEvent(self, event: QEvent) -> None:
        """Recolour the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icon()

    def _show_icon(self) -> None:
        if self._icon:
            gap = self.iconSize().width() - icons.SIZE
            self.setIcon(icons.icon(self._icon, _ICON_ROLES[self._kind], gap=gap))


def icon_button(icon: str, name: str, kind: Kind = "bare", size: int = CONTROL_HEIGHT) -> Button:
    """A square button with an icon alone; `name` is said by screen readers and shown on hover."""
    made = Button("", icon, kind)
    made.setProperty("shape", "round")
    made.setFixedSize(size, size)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
