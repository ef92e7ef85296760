"""The history: every session to find again, and how the measures changed."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from greenroom.formatting import counted
from greenroom.ui.history.progress import ProgressCard
from greenroom.ui.history.session_list import SessionList
from greenroom.ui.history.view import HistoryView
from greenroom.ui.theme import icons
from greenroom.ui.theme.tokens import CONTROL_HEIGHT, Space, Type
from greenroom.ui.widgets.button import Button
from greenroom.ui.widgets.card import Card
from greenroom.ui.widgets.page import Page
from greenroom.ui.widgets.text import label, paragraph

_SEARCH_MS = 120
_SEARCH_WIDTH = 320
_EMPTY_WIDTH = 420
_EMPTY = (
    "Every interview you hold is kept here, on this computer only, so that you can listen again, "
    "search, and see your progress."
)


class HistoryScreen(Page):
    """Sessions on the left, progress on the right; Ctrl+F goes to the search."""

    session_wanted = Signal(str)
    answer_wanted = Signal(str, str)
    """Open this session at this answer."""
    delete_wanted = Signal(str)
    search_wanted = Signal(str)
    """Find these words; nothing for all sessions."""
    kind_chosen = Signal(str)
    """Compare answers of this kind."""
    practice_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("History")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search questions and answers")
        self._search.setAccessibleName("Search")
        self._search.setClearButtonEnabled(True)
        self._search.setFixedSize(_SEARCH_WIDTH, CONTROL_HEIGHT)
        self._look = self._search.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._pause.timeout.connect(lambda: self.search_wanted.emit(self._search.text().strip()))
        self._sessions = SessionList()
        self._progress = ProgressCard()
        self._none = paragraph("", tone="muted")
        self._count = label("", Type.SMALL, "muted")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def show_view(self, view: HistoryView) -> None:
        """Show the whole screen."""
        empty = not view.loading and not view.total
        self._stack.setCurrentIndex(1 if empty else 0)
        self._search.setEnabled(bool(view.total))
        self._sessions.show_view(view)
        self._progress.show_view(view)
        nothing = bool(view.query) and not view.found
        self._none.setVisible(nothing)
        self._none.setText(f"No question or answer contains “{view.query}”.")
        self._sessions.setVisible(not nothing)
        self._count.setText(_count(view))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give the keyboard to the list."""
        super().focusInEvent(event)
        self._sessions.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Recolor the icon with the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_look"):
            self._look.setIcon(icons.icon("search", "muted"))

    def _lay_out(self) -> None:
        self.head.addWidget(self._search)
        sessions = Card(inset=Space.TIGHT)
        sessions.column.setSpacing(0)
        self._none.setContentsMargins(Space.SNUG, Space.SNUG, Space.SNUG, Space.SNUG)
        self._count.setContentsMargins(Space.SNUG, Space.TIGHT, 0, Space.HAIR)
        sessions.column.addWidget(self._count)
        sessions.column.addWidget(self._none)
        sessions.column.addWidget(self._sessions, 1)
        sessions.column.addStretch(0)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.NORMAL)
        row.addWidget(sessions, 5)
        row.addWidget(self._progress, 7)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty())
        self.column.addWidget(self._stack, 1)

    def _empty(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setSpacing(Space.NORMAL)
        column.addStretch(2)
        explanation = paragraph(_EMPTY, tone="muted")
        explanation.setFixedWidth(_EMPTY_WIDTH)
        explanation.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (label("No interviews yet", Type.TITLE), explanation):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        begin = Button("Practice", "microphone", "primary")
        begin.clicked.connect(self.practice_wanted)
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return whole

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _: self._pause.start())
        self._search.returnPressed.connect(self._sessions.setFocus)
        self._sessions.session_wanted.connect(self.session_wanted)
        self._sessions.answer_wanted.connect(self.answer_wanted)
        self._sessions.delete_wanted.connect(self.delete_wanted)
        self._progress.kind_chosen.connect(self.kind_chosen)
        self._progress.answer_wanted.connect(self.answer_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.setFocus)


def _count(view: HistoryView) -> str:
    if view.loading:
        return "Reading …"
    if view.query:
        return counted(len(view.found), "answer") + " found" if view.found else ""
    return counted(view.total, "session")
