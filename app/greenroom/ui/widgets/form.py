"""What forms are made of: a control with its title, a stepper for numbers, a switch."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from greenroom.ui.theme import motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, Space, Type
from greenroom.ui.widgets.button import Button, icon_button, paint_ring
from greenroom.ui.widgets.text import label, paragraph

_SWITCH_SIZE = QSize(44, 26)
_SWITCH_CORNER = 12


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
    """Name and describe a control for screen readers."""
    control.setAccessibleName(title)
    control.setAccessibleDescription(about)


class Stepper(QWidget):
    """A number between two bounds; arrow keys, the wheel and typing work, too."""

    changed = Signal(int)
    """The number, when the user changed it."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._box = QSpinBox()
        self._box.setRange(least, most)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setFixedSize(52, CONTROL_HEIGHT)
        self._box.valueChanged.connect(self._changed)
        self._less = icon_button("minus", "One less", "plain")
        self._more = icon_button("plus", "One more", "plain")
        self._less.clicked.connect(self._box.stepDown)
        self._more.clicked.connect(self._box.stepUp)
        for button in (self._less, self._more):  # on the keyboard arrows do the same
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._box)
        self._lay_out()
        self._show_bounds()

    @property
    def value(self) -> int:
        """Return the number."""
        return self._box.value()

    def set_value(self, value: int) -> None:
        """Show this number, without a signal."""
        were_blocked = self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(were_blocked)
        self._show_bounds()

    def setAccessibleName(self, name: str) -> None:
        """Name the number and its buttons for screen readers."""
        super().setAccessibleName(name)
        self._box.setAccessibleName(name)
        self._less.setAccessibleName(f"{name}: one less")
        self._more.setAccessibleName(f"{name}: one more")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.HAIR)
        row.addWidget(self._less)
        row.addWidget(self._box)
        row.addWidget(self._more)
        row.addStretch(1)

    def _changed(self, value: int) -> None:
        self._show_bounds()
        self.changed.emit(value)

    def _show_bounds(self) -> None:
        self._enable(self._less, self._box.value() > self._box.minimum())
        self._enable(self._more, self._box.value() < self._box.maximum())

    def _enable(self, button: Button, on: bool) -> None:
        if not on and button.hasFocus():
            self._box.setFocus()
        button.setEnabled(on)


class Switch(QAbstractButton):
    """A check box that looks like a switch; `toggled` is its signal."""

    def __init__(self) -> None:
        super().__init__()
        self._place = 0.0
        self.setCheckable(True)
        self.setFixedSize(_SWITCH_SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._glide)

    def sizeHint(self) -> QSize:
        """Return the one size it has."""
        return _SWITCH_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track, filled when on, and the thumb."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self.hasFocus():
            paint_ring(painter, self.rect(), _SWITCH_CORNER)
        on = self.isChecked()
        painter.setPen(QPen(color("accent" if on else "edge"), 1))
        painter.setBrush(color("accent" if on else "sunken"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        radius = track.height() / 2 - 3
        left, right = track.left() + radius + 3, track.right() - radius - 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_accent" if on else "edge"))
        center = QPointF(left + (right - left) * self._place, track.center().y())
        painter.drawEllipse(center, radius, radius)

    def _glide(self, on: bool) -> None:
        before, after = self._place, float(on)

        def step(share: float) -> None:
            self._place = before + (after - before) * share
            self.update()

        motion.glide(self, step, motion.QUICK)
