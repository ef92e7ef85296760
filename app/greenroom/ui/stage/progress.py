"""How far the interview is: one dot per question."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme.look import color

_PITCH = 14
_MOST = 20
"""More questions than this are not drawn as dots; the number beside them says it all."""


class Progress(QWidget):
    """Dots: done, here, to come."""

    def __init__(self) -> None:
        super().__init__()
        self._number, self._of = 1, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_progress(self, number: int, of: int) -> None:
        """Question `number` of `of`."""
        self._number, self._of = number, of
        self.setAccessibleName(f"Question {number} of {of}")
        self.setVisible(1 < of <= _MOST)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One dot beside the other."""
        return QSize(self._of * _PITCH + _PITCH, _PITCH)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot of this question is a dash."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 3.0
        for number in range(1, self._of + 1):
            width = 20.0 if number == self._number else 6.0
            painter.setBrush(color("accent" if number <= self._number else "edge"))
            painter.drawRoundedRect(int(left), 4, int(width), 6, 3, 3)
            left += width + 8
