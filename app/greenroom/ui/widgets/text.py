"""Text that says which step of the type scale it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from greenroom.ui.theme.tokens import Type


class Paragraph(QLabel):
    """Text that breaks its lines; in a layout wider than it may be, it still gets its height."""

    def heightForWidth(self, width: int) -> int:
        """Return the height at no more than its greatest width: layouts ask with their own."""
        return super().heightForWidth(min(width, self.maximumWidth()))


def label(text: str = "", role: Type = Type.BODY, tone: str = "text") -> QLabel:
    """Make one line of text."""
    return _typed(QLabel(text), role, tone)


def paragraph(text: str = "", role: Type = Type.BODY, tone: str = "text") -> QLabel:
    """Make running text, which breaks its lines where its column ends."""
    text_label = _typed(Paragraph(text), role, tone)
    text_label.setWordWrap(True)
    text_label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return text_label


def set_tone(of: QLabel, tone: str) -> None:
    """Change the color role of a label."""
    if of.property("tone") != tone:
        of.setProperty("tone", tone)
        of.style().unpolish(of)
        of.style().polish(of)


def _typed(text_label: QLabel, role: Type, tone: str) -> QLabel:
    text_label.setProperty("type", str(role))
    text_label.setProperty("tone", tone)
    text_label.setTextFormat(Qt.TextFormat.PlainText)
    return text_label
