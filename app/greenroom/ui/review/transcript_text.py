"""The text of a transcript: where each word lies in it, which is heard, how it is painted."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from greenroom.feedback.presentation.answer_structure import Part
from greenroom.feedback.presentation.spoken_lines import Line, Piece, PieceKind
from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.review.strips import element_color
from greenroom.ui.theme import fonts, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Type

_GUTTER = 46  # pixels for the time at which a line begins
_LINE_HEIGHT = 138  # percent
_BETWEEN_LINES = 5
_PILLS = ("long_pause", "element")  # have a ground of their own, wider than their text
_NO_BREAK = "\u00a0"
_HANDS_OFF_MS = 4_000  # so long after scrolling by hand the text stays where it is
_PAD = 2.0
_PILL = 5.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A word, a pause or the title of a part, with its characters in the document.

    Attributes:
        word: its number in the transcript; None for what is no word.
        place: for an element: its number in the rubric.
    """

    kind: PieceKind | Literal["element"]
    text: str
    span: Span
    start: int
    end: int
    word: int | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """All that is placed in a document, in order, and those that are words."""

    placed: tuple[Placed, ...] = ()
    words: tuple[Placed, ...] = ()

    def at(self, character: int) -> Placed | None:
        """Return what holds a character, or ends right before it."""
        at = bisect_right(self.placed, character, key=lambda one: one.start) - 1
        return self.placed[at] if at >= 0 and character <= self.placed[at].end else None

    def nearest_word(self, character: int) -> Placed | None:
        """Return the word at a character, else the one before, else the first."""
        at = bisect_right(self.words, character, key=lambda one: one.start) - 1
        return self.words[max(0, at)] if self.words else None

    def between(self, first: int, last: int) -> tuple[Placed, ...]:
        """Return what lies between two characters."""
        start = bisect_right(self.placed, first, key=lambda one: one.end)
        stop = bisect_right(self.placed, last, key=lambda one: one.start)
        return self.placed[start:stop]


class TranscriptText(QTextEdit):
    """Lines with their times; the word that is heard is marked and kept in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("reading", "true")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(0)  # the word at the caret has a ring instead
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self._lines: tuple[Line, ...] = ()
        self._places = Places()
        self._starts: list[float] = []
        self._now: int | None = None
        self._hover: Placed | None = None
        self._hands_on = QElapsedTimer()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show another text; one that differs by a few words stays where it is."""
        if lines == self._lines:
            return
        scrolled = self.verticalScrollBar().value() if self._lines else 0
        caret = self.textCursor().position() if self._lines else 0
        self._lines = lines
        self._write()
        cursor = self.textCursor()
        cursor.setPosition(min(caret, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def show_position(self, position: float, *, running: bool) -> None:
        """Mark the word that is heard, and keep it in sight while it plays."""
        at = bisect_right(self._starts, position + 1e-3) - 1
        now = at if at >= 0 and (running or position > 0) else None
        if now == self._now:
            return
        before, self._now = self._now, now
        for number in (before, now):
            self._repaint(self._word(number))
        if running and not self._scrolled_lately():
            self._follow()

    def word_rectangle(self, word: int) -> QRect:
        """Return where a word lies in the viewport."""
        return self._in_viewport(self._places.words[word]).toRect()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave alone who scrolls to read elsewhere."""
        self._hands_on.start()
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Write the text in the colors of the new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_lines"):
            self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds of words and pills below the text, times beside it."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_pills(painter, event.rect())
        self._paint_words(painter)
        self._paint_times(painter, event.rect())
        painter.end()
        super().paintEvent(event)

    def _write(self) -> None:
        self._now = self._hover = None
        self._places = write(self.document(), self._lines)
        self._starts = [word.span.start for word in self._places.words]

    def _word(self, number: int | None) -> Placed | None:
        return None if number is None else self._places.words[number]

    def _in_viewport(self, placed: Placed) -> QRectF:
        offset = self.verticalScrollBar().value()
        return rectangle(self.document(), placed).translated(0, -offset)

    def _ground(self, placed: Placed) -> QRectF:
        return self._in_viewport(placed).adjusted(-_PAD, -_PAD, _PAD, _PAD)

    def _repaint(self, placed: Placed | None) -> None:
        if placed:
            self.viewport().update(self._in_viewport(placed).adjusted(-6, -6, 6, 6).toRect())

    def _scrolled_lately(self) -> bool:
        return self._hands_on.isValid() and self._hands_on.elapsed() < _HANDS_OFF_MS

    def _follow(self) -> None:
        """Bring the word that is heard back into the upper half of the view."""
        placed = self._word(self._now)
        if placed is None:
            return
        area, height = self._in_viewport(placed), self.viewport().height()
        if height * 0.1 > area.top() or area.bottom() > height * 0.75:
            bar = self.verticalScrollBar()
            before, way = bar.value(), area.top() - height * 0.3
            motion.glide(self, lambda share: bar.setValue(round(before + way * share)))

    def _reveal(self, placed: Placed) -> None:
        """Bring a word that is half hidden into view, at once."""
        area, bar = self._in_viewport(placed), self.verticalScrollBar()
        over = min(0.0, area.top() - 8) + max(0.0, area.bottom() + 8 - self.viewport().height())
        bar.setValue(round(bar.value() + over))

    def _paint_pills(self, painter: QPainter, area: QRect) -> None:
        for placed in self._visible(area):
            if placed.kind in _PILLS:
                is_element = placed.kind == "element"
                painter.setBrush(element_color(placed.place) if is_element else color("sunken"))
                pill = self._in_viewport(placed).adjusted(-_PILL, -1, _PILL, 1)
                painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)

    def _paint_words(self, painter: QPainter) -> None:
        for placed, role in ((self._hover, "sunken"), (self._word(self._now), "accent_soft")):
            if placed and placed.kind != "element":
                painter.setBrush(color(role))
                painter.drawRoundedRect(self._ground(placed), 4, 4)
        caret = self._places.nearest_word(self.textCursor().position())
        if self.hasFocus() and caret and not self.textCursor().hasSelection():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 1.5))
            painter.drawRoundedRect(self._ground(caret), 4, 4)

    def _paint_times(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(fonts.font(Type.CAPTION))
        painter.setPen(color("muted"))
        offset = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        block = self.cursorForPosition(area.topLeft()).block()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -offset)
            if box.top() > area.bottom():
                return
            line = block.layout().lineAt(0)
            if line.isValid() and block.blockNumber() < len(self._lines):
                base = box.top() + line.y() + line.ascent()
                text = clock(self._lines[block.blockNumber()].start)
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.drawText(QPointF(_GUTTER - 10 - width, base), text)
            block = block.next()

    def _visible(self, area: QRect) -> tuple[Placed, ...]:
        first = self.cursorForPosition(area.topLeft()).block().position()
        last = self.cursorForPosition(area.bottomRight()).block()
        return self._places.between(first, last.position() + last.length())


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
        placed += _written(cursor, line, formats)
    cursor.endEditBlock()
    return Places(tuple(placed), tuple(one for one in placed if one.word is not None))


def rectangle(document: QTextDocument, placed: Placed) -> QRectF:
    """Return where it lies in the document; of what is broken over lines, its beginning."""
    block = document.findBlock(placed.start)
    layout = block.layout()
    line = layout.lineForTextPosition(placed.start - block.position())
    if not line.isValid():
        return QRectF()
    first = line.cursorToX(placed.start - block.position())[0]  # pyright: ignore[reportIndexIssue]
    end = min(placed.end - block.position(), line.textStart() + line.textLength())
    last = line.cursorToX(end)[0]  # pyright: ignore[reportIndexIssue]
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    height = line.ascent() + line.descent()
    return QRectF(origin.x() + first, origin.y() + line.y(), last - first, height)


def _written(
    cursor: QTextCursor, line: Line, formats: dict[str, QTextCharFormat]
) -> Iterator[Placed]:
    """Write words and long pauses, then the titles of the parts that begin in the line."""
    before = ""
    for one in (*line.pieces, *line.parts):
        kind = "element" if isinstance(one, Part) else one.kind
        if kind == "pause":
            continue
        if before:
            pills = (before in _PILLS) + (kind in _PILLS)
            cursor.insertText(" " * (1 + pills), formats["word"])
        before = kind
        start = cursor.position()
        text = one.title if isinstance(one, Part) else one.text
        cursor.insertText(text.replace(" ", _NO_BREAK), formats[kind])
        yield _placed(one, start, cursor.position())


def _placed(one: Piece | Part, start: int, end: int) -> Placed:
    if isinstance(one, Part):
        return Placed("element", one.title, one.span, start, end, place=one.place)
    return Placed(one.kind, one.text, one.span, start, end, one.word)


def _block() -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLeftMargin(_GUTTER)
    block.setBottomMargin(_BETWEEN_LINES)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


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
