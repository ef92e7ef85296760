"""Text that says which step of the type scale it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from greenroom.ui.theme.tokens import Type


class Paragraph(QLabel):
    """Text that breaks its lines; in a layout wider than it may be, it still gets its height."""

    def heightForWidth(self, width: int) -> int:
        """Layouts ask with their own width."""
        return super().heightForWidth(min(width, self.maximumWidth()))


def label(text: str = "", role: Type = Type.BODY, tone: str = "text") -> QLabel:
    """One line of text."""
    return _typed(QLabel(text), role, tone)


def paragraph(text: str = "", role: Type = Type.BODY, tone: str = "text") -> QLabel:
    """Running text: breaks its lines where its column ends."""
    made = _typed(Paragraph(text), role, tone)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def set_tone(of: QLabel, tone: str) -> None:
    """Change the colour role of a label."""
    if of.property("tone") != tone:
        of.setProperty("tone", tone)
        of.style().unpolish(of)
        of.style().polish(of)


def _typed(made: QLabel, role: Type, tone: str) -> QLabel:
    made.setProperty("type", str(role))
    made.setProperty("tone", tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
