"""The transcript: every word plays when it is clicked, and follows while it is heard."""

from bisect import bisect_right

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit

from greenroom.formatting import clock
from greenroom.speech.span import Span
from greenroom.ui.review import band, words
from greenroom.ui.review.correction import Correction
from greenroom.ui.review.view import Line
from greenroom.ui.review.words import Placed, Places
from greenroom.ui.theme import fonts, motion
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import Type

_HANDS_OFF_MS = 4_000  # so long after scrolling by hand the text stays where it is
_PAD = 2.0
_PILL = 5.0


class Transcript(QTextEdit):
    """Click or Enter plays from a word; double-click or F2 corrects it.

    Left and right go from word to word; with Shift they choose a stretch.
    """

    play_wanted = Signal(float)
    """From this moment on."""
    part_wanted = Signal(object)
    """Hear this span."""
    loop_wanted = Signal(object)
    """Repeat this span."""
    corrected = Signal(int, str)
    """Word number … was really …; nothing for a word that was not there."""
    correcting = Signal()
    """A word is being corrected: the playback would be in the way."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("reading", "true")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(0)  # the word at the caret has a ring instead
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Transcript")
        self.setAccessibleDescription(
            "Enter plays from the word, F2 corrects it, Shift with arrows chooses a stretch."
        )
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(4)
        self._lines: tuple[Line, ...] = ()
        self._correctable = True
        self._places = Places()
        self._starts: list[float] = []
        self._now: int | None = None
        self._hover: Placed | None = None
        self._hands_on = QElapsedTimer()
        self._correction = Correction(self.viewport())
        self._correction.done.connect(self._corrected)

    def show_lines(self, lines: tuple[Line, ...], *, correctable: bool = True) -> None:
        """Another text; not to be corrected while an earlier correction is being looked at."""
        self._correctable = correctable
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
        place = bisect_right(self._starts, position + 1e-3) - 1
        now = place if place >= 0 and (running or position > 0) else None
        if now == self._now:
            return
        before, self._now = self._now, now
        for one in (before, now):
            self._repaint(self._word(one))
        if running and not self._scrolled_lately():
            self._follow()

    @property
    def chosen(self) -> Span | None:
        """The stretch that is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        inside = [it.token.span for it in self._places.words if it.end > first and it.start < last]
        return Span(inside[0].start, inside[-1].end) if inside else None

    def word_rectangle(self, word: int) -> QRect:
        """Where a word lies in the viewport."""
        return self._in_viewport(self._places.words[word]).toRect()

    def correct(self, placed: Placed) -> None:
        """Let the user write what was really said."""
        if placed.token.word is not None and self._correctable:
            self.correcting.emit()
            self._reveal(placed)
            area = self._in_viewport(placed).toRect()
            self._correction.open(placed.token.word, placed.token.text, area)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that chose nothing plays from the word."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._play(self._under(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the word."""
        if placed := self._under(event.position()):
            self.correct(placed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click would mean."""
        super().mouseMoveEvent(event)
        under = self._under(event.position())
        if under != self._hover:
            for one in (self._hover, under):
                self._repaint(one)
            self._hover = under
        pointer = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(pointer)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._repaint(self._hover)
        self._hover = None
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From word to word; play; correct. Other keys are for the screen."""
        key = Qt.Key(event.key())
        caret = self._places.nearest_word(self.textCursor().position())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._play(caret)
        elif key == Qt.Key.Key_F2 and caret:
            self.correct(caret)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab finds the ring where they read."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._caret_into_sight()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a word or a stretch."""
        menu = self._menu(self._under(QPointF(event.pos())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Whoever scrolls wants to read elsewhere."""
        self._hands_on.start()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A correction that is under way would lie in the wrong place."""
        super().resizeEvent(event)
        self._correction.close_quietly()

    def changeEvent(self, event: QEvent) -> None:
        """Write the text in the colours of the new scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_lines"):
            self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds of words and pills below the text, times beside it."""
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
        self._places = words.write(self.document(), self._lines)
        self._starts = [it.token.span.start for it in self._places.words]

    def _play(self, placed: Placed | None) -> None:
        if placed is None:
            return
        if placed.token.kind == "element":
            self.part_wanted.emit(placed.token.span)
        else:
            self.play_wanted.emit(placed.token.span.start)

    def _step(self, way: int, modifiers: Qt.KeyboardModifier) -> None:
        cursor = self.textCursor()
        all_words = self._places.words
        here = self._places.nearest_word(cursor.position())
        if here is None:
            return
        inside = here.start < cursor.position() <= here.end
        index = all_words.index(here) + (way if way > 0 or not inside else 0)
        word = all_words[min(len(all_words) - 1, max(0, index))]
        choose = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        mode = QTextCursor.MoveMode.KeepAnchor if choose else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(word.end if choose and way > 0 else word.start, mode)
        self.setTextCursor(cursor)
        self.viewport().update()

    def _caret_into_sight(self) -> None:
        """To the first word that is seen whole, unless it is at such a one or at a stretch."""
        cursor = self.textCursor()
        caret = self._places.nearest_word(cursor.position())
        if caret is None or cursor.hasSelection() or self._seen_whole(caret):
            return
        if first := next(filter(self._seen_whole, self._places.words), None):
            cursor.setPosition(first.start)
            self.setTextCursor(cursor)

    def _seen_whole(self, placed: Placed) -> bool:
        return QRectF(self.viewport().rect()).contains(self._ground(placed))

    def _menu(self, placed: Placed | None) -> QMenu:
        menu = QMenu(self)
        caret = placed or self._places.nearest_word(self.textCursor().position())
        if chosen := self.chosen:
            menu.addAction("Hear this", lambda: self.part_wanted.emit(chosen))
            menu.addAction("Repeat this", lambda: self.loop_wanted.emit(chosen))
            menu.addAction("Copy", self.copy)
        elif caret and caret.token.word is not None:
            menu.addAction("Play from here", lambda: self._play(caret))
            menu.addAction(f"Correct “{caret.token.text}” …", lambda: self.correct(caret))
        return menu

    def _corrected(self, word: int, text: str) -> None:
        self.setFocus()
        if text != self._places.words[word].token.text:
            self.corrected.emit(word, text)

    def _under(self, place: QPointF) -> Placed | None:
        """The token under the pointer, not merely near to it."""
        placed = self._places.at(self.cursorForPosition(place.toPoint()).position())
        if placed is None:
            return None
        area = self._in_viewport(placed).adjusted(-_PAD, -4, _PAD, 4)
        return placed if area.contains(place) else None

    def _word(self, number: int | None) -> Placed | None:
        return None if number is None else self._places.words[number]

    def _in_viewport(self, placed: Placed) -> QRectF:
        offset = self.verticalScrollBar().value()
        return words.rectangle(self.document(), placed).translated(0, -offset)

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
        grounds = {"long_pause": color("sunken")}
        for placed in self._visible(area):
            if placed.token.kind in words.PILLS:
                element = placed.token.kind == "element"
                painter.setBrush(
                    band.ground(placed.token.color) if element else grounds["long_pause"]
                )
                pill = self._in_viewport(placed).adjusted(-_PILL, -1, _PILL, 1)
                painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)

    def _paint_words(self, painter: QPainter) -> None:
        now = self._word(self._now)
        caret = self._places.nearest_word(self.textCursor().position())
        for placed, role in ((self._hover, "sunken"), (now, "accent_soft")):
            if placed and placed.token.kind != "element":
                painter.setBrush(color(role))
                painter.drawRoundedRect(self._ground(placed), 4, 4)
        if self.hasFocus() and caret and not self.textCursor().hasSelection():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 1.5))
            painter.drawRoundedRect(self._ground(caret), 4, 4)

    def _ground(self, placed: Placed) -> QRectF:
        return self._in_viewport(placed).adjusted(-_PAD, -_PAD, _PAD, _PAD)

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
                right = words.GUTTER - 10
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.drawText(QPointF(right - width, base), text)
            block = block.next()

    def _visible(self, area: QRect) -> tuple[Placed, ...]:
        first = self.cursorForPosition(area.topLeft()).block().position()
        last = self.cursorForPosition(area.bottomRight()).block()
        end = last.position() + last.length()
        start = bisect_right(self._places.tokens, first, key=lambda it: it.end)
        stop = bisect_right(self._places.tokens, end, key=lambda it: it.start)
        return self._places.tokens[start:stop]
