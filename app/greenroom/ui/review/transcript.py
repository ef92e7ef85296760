"""The transcript: a click or a key plays a word, corrects it, or chooses a stretch."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from greenroom.feedback.presentation.spoken_lines import Line
from greenroom.speech.span import Span
from greenroom.ui.review.transcript_text import Placed, TranscriptText

_MORE_WIDTH = 56
_LEAST_WIDTH = 110
_HEIGHT = 30
_NEAR = 2.0, 4.0  # pixels beside and above a word that still belong to it


class Transcript(TranscriptText):
    """The words to click: a click or Enter plays from a word, a double-click or F2 corrects it.

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
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Transcript")
        self.setAccessibleDescription(
            "Enter plays from the word, F2 corrects it, Shift with arrow keys selects a passage."
        )
        self.viewport().setMouseTracking(True)
        self._correctable = True
        self._correction = Correction(self.viewport())
        self._correction.done.connect(self._corrected)

    def show_lines(self, lines: tuple[Line, ...], *, correctable: bool = True) -> None:
        """Show another text; not to be corrected while an earlier correction is looked at."""
        self._correctable = correctable
        super().show_lines(lines)

    @property
    def chosen(self) -> Span | None:
        """Return the stretch that is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        inside = [word for word in self._places.words if word.end > first and word.start < last]
        return Span(inside[0].span.start, inside[-1].span.end) if inside else None

    def correct(self, placed: Placed) -> None:
        """Let the user write what was really said."""
        if placed.word is not None and self._correctable:
            self.correcting.emit()
            self._reveal(placed)
            area = self._in_viewport(placed).toRect()
            self._correction.open(placed.word, placed.text, area)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Play from the word after a click that chose nothing."""
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
            for placed in (self._hover, under):
                self._repaint(placed)
            self._hover = under
        pointer = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(pointer)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        self._repaint(self._hover)
        self._hover = None
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from word to word, play, correct; leave other keys to the screen."""
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
        """Bring the ring to where one reads, if one comes by Tab."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._caret_into_sight()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a word or a stretch."""
        menu = self._menu(self._under(QPointF(event.pos())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close a correction that is under way: it would lie in the wrong place."""
        super().resizeEvent(event)
        self._correction.close_quietly()

    def _play(self, placed: Placed | None) -> None:
        if placed is None:
            return
        if placed.kind == "element":
            self.part_wanted.emit(placed.span)
        else:
            self.play_wanted.emit(placed.span.start)

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
        """Go to the first word that is seen whole, unless at such a one or at a stretch."""
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
        elif caret and caret.word is not None:
            menu.addAction("Play from here", lambda: self._play(caret))
            menu.addAction(f"Correct “{caret.text}” …", lambda: self.correct(caret))
        return menu

    def _corrected(self, word: int, text: str) -> None:
        self.setFocus()
        if text != self._places.words[word].text:
            self.corrected.emit(word, text)

    def _under(self, point: QPointF) -> Placed | None:
        """Return what is under the pointer, not merely near to it."""
        placed = self._places.at(self.cursorForPosition(point.toPoint()).position())
        if placed is None:
            return None
        beside, above = _NEAR
        area = self._in_viewport(placed).adjusted(-beside, -above, beside, above)
        return placed if area.contains(point) else None


class Correction(QLineEdit):
    """A field over a word in which one writes what was really said.

    Enter keeps it, Escape and going elsewhere do not.
    """

    done = Signal(int, str)
    """The number of the word, and what was written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._word = 0
        self._text = parent
        self.setAccessibleName("What you really said")
        self.setAccessibleDescription(
            "Enter saves it, Escape cancels; leave it empty to remove the word."
        )
        self.setToolTip("Enter saves it. Leave it empty to remove the word.")
        self.setFixedHeight(_HEIGHT)
        self.hide()
        self.returnPressed.connect(self._keep)

    def open(self, word: int, text: str, area: QRect) -> None:
        """Show the field over the word, its text chosen, ready to be written over."""
        self._word = word
        self.setText(text)
        width = max(_LEAST_WIDTH, area.width() + _MORE_WIDTH)
        room = self._text.width() - width - 4
        left = max(4, min(area.left() - 11, room))
        self.setGeometry(left, area.center().y() - _HEIGHT // 2, width, _HEIGHT)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.selectAll()

    def close_quietly(self) -> None:
        """Forget what was written."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._text.setFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up when one goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    def _keep(self) -> None:
        self.hide()
        self.done.emit(self._word, self.text().strip())
