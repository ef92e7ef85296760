"""The time of an answer against its target."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenroom.formatting import clock
from greenroom.ui.theme.tokens import Type
from greenroom.ui.widgets.text import label, set_tone


class Clock(QWidget):
    """How long the answer lasts, and below it how long a good one takes."""

    def __init__(self) -> None:
        super().__init__()
        self._time = label("0:00", Type.HEADING)
        self._shown = ("", 0, False)
        self._target = label("", Type.CAPTION, "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._time, self._target):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(part)
        column.addStretch(1)
        self.setFixedWidth(112)

    def show_time(self, seconds: float, target: int, *, running: bool) -> None:
        """Show both; without a target only the time."""
        shown = (clock(seconds), target, running)
        if shown != self._shown:
            self._shown = shown
            self._time.setText(clock(seconds))
            set_tone(self._time, "text" if running else "muted")
            self._target.setText(f"of about {clock(target)}" if target else "")

    @property
    def text(self) -> str:
        """The time that is shown."""
        return self._time.text()
