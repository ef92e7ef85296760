"""A button that shows the key that does the same."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Space, Type
from greenroom.ui.widgets.button import Button, Kind

_CAP_HEIGHT = 20
_CAP_PADDING = 6


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
        """With room for the keycap."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width() + Space.TIGHT, hint.height())

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as its style draws it, the keycap at its right end."""
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
