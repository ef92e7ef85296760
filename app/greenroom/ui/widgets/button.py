"""Buttons: with a text, an icon, or both; their icons follow the color scheme."""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, SMALL_RADIUS, Space, Type

Kind = Literal["plain", "primary", "quiet", "bare", "danger"]

_ICON_ROLES: dict[Kind, str] = {
    "plain": "text", "primary": "on_accent", "quiet": "accent", "bare": "text", "danger": "bad",
}  # fmt: skip

_RING_INSET = 3
_GAP = 6  # between icon and text; Qt's own is too narrow
_CAP_HEIGHT = 20
_CAP_PADDING = 6
_RING_WIDTH = 2


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
        """Show another icon, such as pause for play."""
        if name != self._icon:
            self._icon = name
            self._show_icon()

    def make_large(self) -> "Button":
        """Make it large, for the main action of a screen."""
        self.setProperty("grade", "large")
        return self

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button as its style draws it."""
        super().paintEvent(event)
        self.paint_ring(QPainter(self))

    def paint_ring(self, painter: QPainter) -> None:
        """Paint a primary button's focus inside: at its edge nothing contrasts with the accent."""
        if self._kind == "primary" and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            corner = SMALL_RADIUS - _RING_INSET
            paint_ring(painter, self.rect(), corner, inset=_RING_INSET, role="on_accent")

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_icon()

    def _show_icon(self) -> None:
        if self._icon:
            gap = self.iconSize().width() - icons.SIZE
            self.setIcon(icons.icon(self._icon, _ICON_ROLES[self._kind], gap=gap))


def icon_button(icon: str, name: str, kind: Kind = "bare", size: int = CONTROL_HEIGHT) -> Button:
    """Make a square button with an icon alone; screen readers say `name`, hovering shows it."""
    button = Button("", icon, kind)
    button.setProperty("shape", "round")
    button.setFixedSize(size, size)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


class KeyButton(Button):
    """Icon, text, and a small keycap; takes the focus from the keyboard only.

    A click must not give it the focus, for Space would then mean this button instead of the main
    one.
    """

    def __init__(self, text: str, icon: str, key: str, kind: Kind = "plain") -> None:
        super().__init__(text, icon, kind)
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleDescription(f"Key: {key}")

    def sizeHint(self) -> QSize:
        """Return the button's size with room for the keycap."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width() + Space.TIGHT, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: it does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button as its style draws it, and the keycap at its right end."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        whole = QRect(self.rect())
        option.rect = whole.adjusted(0, 0, -self._cap_width() - Space.TIGHT, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self._paint_cap(painter)
        self.paint_ring(painter)

    def _paint_cap(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._cap_width()
        left = self.width() - width - Space.SNUG
        cap = QRect(left, (self.height() - _CAP_HEIGHT) // 2, width, _CAP_HEIGHT)
        ink = self._ink()
        faint = QColor(ink)
        faint.setAlphaF(0.45)
        painter.setPen(QPen(faint, 1))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(fonts.font(Type.CAPTION))
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return color("muted")
        return color("on_accent" if self.property("kind") == "primary" else "muted")

    def _cap_width(self) -> int:
        advance = QFontMetrics(fonts.font(Type.CAPTION)).horizontalAdvance(self._key)
        return max(_CAP_HEIGHT, advance + 2 * _CAP_PADDING)


def paint_ring(
    painter: QPainter, area: QRect, radius: float, *, inset: int = 1, role: str = "accent"
) -> None:
    """Paint a ring just inside an area, with corners of this radius."""
    painter.setPen(QPen(color(role), _RING_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), radius, radius)
