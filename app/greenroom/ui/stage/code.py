"""Code or a table beside a question: typewriter text in quiet colours."""

import re
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy

from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import colors
from greenroom.ui.theme.tokens import Colors, Space
from greenroom.ui.widgets.card import Card

_KEYWORDS = (
    "and|as|assert|break|class|continue|def|del|elif|else|except|False|finally|for|from|if|import|in"
    "|is|lambda|None|not|or|pass|raise|return|True|try|while|with|yield"
    "|SELECT|FROM|WHERE|JOIN|LEFT|ON|GROUP|ORDER|BY|AS|AND|OR|AVG|COUNT|SUM|HAVING|LIMIT"
)

_PART = re.compile(
    r"(?P<comment>#.*|--.*)"
    r"|(?P<string>\"\"\".*?\"\"\"|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<keyword>\b(?:{_KEYWORDS})\b)"
)
_LOOKS_LIKE_CODE = re.compile(r"[=({]|\bSELECT\b")


def colored(text: str, scheme: Colors) -> str:
    """The text as HTML, with comments, strings and keywords set apart; a table stays as it is."""
    if not _LOOKS_LIKE_CODE.search(text):
        return escape(text)
    roles = {"comment": scheme.muted, "string": scheme.good, "keyword": scheme.accent}
    parts: list[str] = []
    end = 0
    for found in _PART.finditer(text):
        parts.append(escape(text[end : found.start()]))
        role = roles[found.lastgroup or "comment"]
        parts.append(f'<span style="color:{role}">{escape(found.group())}</span>')
        end = found.end()
    return "".join([*parts, escape(text[end:])])


class Cell(Card):
    """Scrolls sideways where its lines are too long; can be copied."""

    def __init__(self) -> None:
        super().__init__(inset=Space.SNUG)
        self._text = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._label)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self._scroll)
        self.setVisible(False)

    def show_cell(self, text: str) -> None:
        """Show this; nothing at all for an empty text."""
        if text != self._text:
            self._text = text
            self._label.setFont(fonts.code_font())
            self._paint()
            self._label.setAccessibleName("Beside the question")
            self._label.setAccessibleDescription(text)
            hint = self._label.sizeHint()
            self._scroll.setFixedHeight(hint.height() + 14)  # and its scroll bar
            self.setMaximumWidth(hint.width() + 2 * Space.SNUG + 4)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Recolour with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_label"):
            self._paint()

    def _paint(self) -> None:
        self._label.setText(f"<pre>{colored(self._text.rstrip(), colors())}</pre>")
