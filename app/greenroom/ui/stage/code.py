"""Code or a table beside a question: typewriter text in quiet colors."""

import re
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import colors
from greenroom.ui.theme.tokens import Colors, Space

_KEYWORDS = (
    "and|as|assert|break|class|continue|def|del|elif|else|except|False|finally|for|from|if|import|in"
    "|is|lambda|None|not|or|pass|raise|return|True|try|while|with|yield"
    "|SELECT|FROM|WHERE|JOIN|LEFT|ON|GROUP|ORDER|BY|AS|AND|OR|AVG|COUNT|SUM|HAVING|LIMIT"
)

_FRAME = 20  # what the stylesheet puts around a text field, and room for a scroll bar

_PART = re.compile(
    r"(?P<comment>#.*|--.*)"
    r"|(?P<string>\"\"\".*?\"\"\"|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<keyword>\b(?:{_KEYWORDS})\b)"
)
_LOOKS_LIKE_CODE = re.compile(r"[=({]|\bSELECT\b")


def colored(text: str, scheme: Colors) -> str:
    """Return the text as HTML, comments, strings and keywords in colors; a table stays as it is."""
    if not _LOOKS_LIKE_CODE.search(text):
        return escape(text)
    roles = {"comment": scheme.muted, "string": scheme.good, "keyword": scheme.accent}
    parts: list[str] = []
    end = 0
    for match in _PART.finditer(text):
        parts.append(escape(text[end : match.start()]))
        role = roles[match.lastgroup or "comment"]
        parts.append(f'<span style="color:{role}">{escape(match.group())}</span>')
        end = match.end()
    return "".join([*parts, escape(text[end:])])


class Cell(QTextEdit):
    """As large as its text where there is room, else it scrolls; can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setProperty("card", "plain")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Beside the question")
        self.setVisible(False)

    def show_cell(self, text: str) -> None:
        """Show this; nothing at all for an empty text."""
        if text != self._text:
            self._text = text
            self._paint()
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """Recolor with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_text"):
            self._paint()

    def _paint(self) -> None:
        document = self.document()
        document.setDefaultFont(fonts.code_font())
        document.setDocumentMargin(Space.SNUG)
        code = colored(self._text.rstrip(), colors())
        self.setHtml(f"""<pre style="margin:0; font-family:'{fonts.CODE_FAMILY}'">{code}</pre>""")
        document.setTextWidth(-1)
        size = document.size()
        self.setMaximumWidth(round(size.width()) + _FRAME)
        self.setFixedHeight(round(size.height()) + _FRAME)
