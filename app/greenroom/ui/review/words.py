"""The transcript as a text document, and where each word and pill lies in it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QBrush,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from greenroom.ui.review.view import Line, Token
from greenroom.ui.theme import fonts
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Type

GUTTER = 46
"""Room for the time at which a line begins."""

_LINE_HEIGHT = 138  # percent
_BETWEEN_LINES = 5
PILLS = ("long_pause", "element")
"""Tokens with a ground of their own, wider than their text."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Placed:
    """A token with its characters in the document."""

    token: Token
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Places:
    """All tokens of a document, in order, and those of them that are words."""

    tokens: tuple[Placed, ...] = ()
    words: tuple[Placed, ...] = ()

    def at(self, character: int) -> Placed | None:
        """The token that holds a character, or ends right before it."""
        place = bisect_right(self.tokens, character, key=lambda it: it.start) - 1
        return self.tokens[place] if place >= 0 and character <= self.tokens[place].end else None

    def nearest_word(self, character: int) -> Placed | None:
        """The word at a character, else the one before, else the first."""
        place = bisect_right(self.words, character, key=lambda it: it.start) - 1
        return self.words[max(0, place)] if self.words else None


def write(document: QTextDocument, lines: Sequence[Line]) -> Places:
    """Fill the document; a line of speech is a paragraph with its time in the gutter."""
    document.clear()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    formats = _formats()
    placed: list[Placed] = []
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock(_block())
        else:
            cursor.setBlockFormat(_block())
        before = ""
        for token in (it for it in line.tokens if it.kind != "pause"):
            if before:
                pills = (before in PILLS) + (token.kind in PILLS)
                cursor.insertText(" " * (1 + pills), formats["word"])
            before = token.kind
            start = cursor.position()
            cursor.insertText(_text(token), formats[token.kind])
            placed.append(Placed(token, start, cursor.position()))
    cursor.endEditBlock()
    return Places(tuple(placed), tuple(it for it in placed if it.token.word is not None))


def rectangle(document: QTextDocument, placed: Placed) -> QRectF:
    """Where a token lies in the document; of one that is broken over lines, its beginning."""
    block = document.findBlock(placed.start)
    layout = block.layout()
    line = layout.lineForTextPosition(placed.start - block.position())
    if not line.isValid():
        return QRectF()
    first = line.cursorToX(placed.start - block.position())[0]  # pyright: ignore[reportIndexIssue]
    end = min(placed.end - block.position(), line.textStart() + line.textLength())
    last = line.cursorToX(end)[0]  # pyright: ignore[reportIndexIssue]
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    ascent, height = line.ascent(), line.ascent() + line.descent()
    top = origin.y() + line.y() + line.ascent() - ascent
    return QRectF(origin.x() + first, top, last - first, height)


def _text(token: Token) -> str:
    return token.text.replace(" ", _NO_BREAK)


def _block() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLeftMargin(GUTTER)
    made.setBottomMargin(_BETWEEN_LINES)
    made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _formats() -> dict[str, QTextCharFormat]:
    plain = QTextCharFormat()
    plain.setFont(fonts.font(Type.BODY))
    plain.setForeground(QBrush(color("text")))
    unsure = QTextCharFormat(plain)
    unsure.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    unsure.setUnderlineColor(color("edge"))
    filled = QTextCharFormat(plain)
    filled.setForeground(QBrush(color("mark_filler")))
    filled.setFontWeight(600)
    pause = QTextCharFormat(plain)
    pause.setFont(fonts.font(Type.CAPTION))
    pause.setForeground(QBrush(color("mark_pause")))
    element = QTextCharFormat(pause)
    element.setForeground(QBrush(color("text")))
    return {
        "word": plain,
        "unsure": unsure,
        "filled_pause": filled,
        "long_pause": pause,
        "element": element,
    }
