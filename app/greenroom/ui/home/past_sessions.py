"""The last sessions: one click leads to their review."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout

from greenroom.ui.home.view import HomeView, PastSession
from greenroom.ui.theme import fonts, icons
from greenroom.ui.theme.look import color
from greenroom.ui.theme.tokens import SMALL_RADIUS, Space, Type
from greenroom.ui.widgets.card import Card, empty
from greenroom.ui.widgets.text import label, paragraph

_ARROW = 18
_NONE_YET = (
    "Your interviews will appear here: every answer to play back, what was missing, "
    "and the three things to change."
)


class PastSessionsCard(Card):
    """The last sessions, newest first."""

    session_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(inset=Space.NORMAL)
        self.column.setSpacing(Space.HAIR)
        title = label("Last sessions", Type.TITLE)
        title.setContentsMargins(Space.TIGHT, Space.HAIR, 0, Space.HAIR)
        self.column.addWidget(title)
        self._none = paragraph(_NONE_YET, Type.SMALL, "muted")
        self._none.setContentsMargins(Space.TIGHT, 0, Space.TIGHT, Space.TIGHT)
        self.column.addWidget(self._none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.column.addLayout(self._lines)
        self._shown: tuple[PastSession, ...] = ()

    def show_view(self, view: HomeView) -> None:
        """Show the last sessions."""
        self._none.setVisible(not view.sessions and not view.loading)
        if view.sessions == self._shown:
            return
        self._shown = view.sessions
        empty(self._lines)
        for session in view.sessions:
            line = SessionLine(session)
            line.clicked.connect(lambda _=False, name=session.id: self.session_wanted.emit(name))
            self._lines.addWidget(line)


class SessionLine(QAbstractButton):
    """Title, when and how much, and what to do next time."""

    def __init__(self, session: PastSession) -> None:
        super().__init__()
        self._session = session
        self.setText(session.title)
        self.setAccessibleName(f"{session.title}, {session.when}, {session.answers}")
        self.setAccessibleDescription(session.next_step)
        self.setToolTip(session.next_step)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for three lines where there is a next step, else for two."""
        return QSize(200, 72 if self._session.next_step else 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ground under the pointer, three lines of text, and an arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(color("sunken"))
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ground, SMALL_RADIUS, SMALL_RADIUS)
        arrow = icons.pixmap("right", "muted", _ARROW, self.devicePixelRatioF())
        right = self.width() - _ARROW - Space.TIGHT
        painter.drawPixmap(right, (self.height() - _ARROW) // 2, arrow)
        self._paint_words(painter, right - 2 * Space.TIGHT)

    def _paint_words(self, painter: QPainter, width: int) -> None:
        session, top = self._session, Space.TIGHT
        lines = [
            (session.title, Type.STRONG, "text"),
            (f"{session.when} · {session.answers}", Type.SMALL, "muted"),
            (f"Next time: {session.next_step}" if session.next_step else "", Type.SMALL, "accent"),
        ]
        for text, role, tone in lines:
            painter.setFont(fonts.font(role))
            painter.setPen(color(tone))
            short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(Space.TIGHT, top + painter.fontMetrics().ascent(), short)
            top += painter.fontMetrics().height() + 3
