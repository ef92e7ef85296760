"""A stepper: a small number, one less, one more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from greenroom.ui.theme.tokens import CONTROL_HEIGHT, Space
from greenroom.ui.widgets.button import Button, icon_button


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
        """The number."""
        return self._box.value()

    def set_value(self, value: int) -> None:
        """Show this number, without a signal."""
        before = self._box.blockSignals(True)
        self._box.setValue(value)
        self._box.blockSignals(before)
        self._show_bounds()

    def setAccessibleName(self, name: str) -> None:
        """What a screen reader says of the number and its buttons."""
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
